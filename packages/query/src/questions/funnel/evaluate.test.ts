import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluate } from './evaluate.ts';
import { createEvaluateConstant } from './evaluate-constant.ts';
import { createEvaluateUnordered } from './evaluate-unordered.ts';
import { judgeUnit, type OracleEvent, type OracleFunnel } from './oracle.ts';
import { EXCLUSION_BIT, type FunnelPlan, STRICT_BIT } from './plan.ts';

const DAY = 86_400_000;

const bitsOf = (numbers: Iterable<number>, offset = 0) =>
  [...numbers].reduce((mask, number) => mask | (1 << (number + offset)), 0);

const maskOf = ({ steps, excludes, isOfStepKind }: OracleEvent) =>
  (bitsOf(steps) | bitsOf(excludes, EXCLUSION_BIT) | (isOfStepKind ? 1 << STRICT_BIT : 0)) >>> 0;

const planOf = ({ stepCount, optional, startAt, endAt, exclusions, ...funnel }: OracleFunnel): FunnelPlan => {
  const needed = Array.from({ length: stepCount }, (_, step) => step).filter((step) => !optional.has(step));
  return {
    ...funnel,
    stepCount,
    needed,
    range: { startAt, endAt },
    read: { startAt, endAt: endAt + funnel.windowMs },
    exclusions: exclusions.map(({ from, to }, index) => ({
      bit: EXCLUSION_BIT + index,
      from: needed.indexOf(from),
      to: needed.indexOf(to),
    })),
  };
};

const evaluate = (events: readonly OracleEvent[], funnel: OracleFunnel) => {
  const unit = { count: events.length, times: events.map(({ time }) => time), masks: events.map(maskOf) };
  if (!funnel.isConstant) return createEvaluate(planOf(funnel))(unit);
  const values = ['', ...new Set(events.map(({ value }) => value))];
  return createEvaluateConstant(planOf(funnel), 0)(unit, (event) => values.indexOf(events[event]?.value ?? ''));
};

/** Events by what they are: digits are the steps they can fill, "x" is excluded, "-" only of a step's kind, "." nothing. */
const happened = (...events: [what: string, day: number, value?: string][]): OracleEvent[] =>
  events.map(([what, day, value = '']) => ({
    value,
    time: day * DAY,
    steps: new Set([...what].filter((character) => /\d/.test(character)).map((digit) => Number(digit) - 1)),
    excludes: new Set(what.includes('x') ? [0] : []),
    isOfStepKind: /[\d-]/.test(what),
  }));

const threeSteps: OracleFunnel = {
  stepCount: 3,
  optional: new Set(),
  isConstant: false,
  order: 'ordered',
  startAt: 0,
  endAt: 10 * DAY,
  windowMs: 5 * DAY,
  nowMs: 100 * DAY,
  exclusions: [],
};

describe('what became of a unit', () => {
  it('lets the window run past the end of the range', () => {
    const events = happened(['1', 9], ['2', 11], ['3', 14]);
    expect(evaluate(events, threeSteps)).toEqual({
      outcome: 'converted',
      stepEvents: [0, 1, 2],
      lastStep: 2,
    });
  });

  it('takes no entry from outside the range', () => {
    expect(evaluate(happened(['1', 10], ['2', 11]), threeSteps)).toBeNull();
  });

  it('counts the last moment of the window and not the one after', () => {
    expect(evaluate(happened(['1', 0], ['2', 5]), threeSteps)?.stepEvents).toHaveLength(2);
    expect(evaluate(happened(['1', 0], ['2', 5 + 1 / DAY]), threeSteps)?.stepEvents).toHaveLength(1);
  });

  it('calls a visitor open while the window of any entry runs, and dropped after', () => {
    const events = happened(['1', 0], ['2', 1], ['1', 4]);
    expect(evaluate(events, { ...threeSteps, nowMs: 9 * DAY })).toMatchObject({ outcome: 'open', stepEvents: [0, 1] });
    expect(evaluate(events, { ...threeSteps, nowMs: 9 * DAY + 1 })).toMatchObject({
      outcome: 'dropped',
      stepEvents: [0, 1],
    });
  });

  it('fills one step with one event, even when it matches several', () => {
    expect(evaluate(happened(['123', 0]), threeSteps)?.stepEvents).toHaveLength(1);
    expect(evaluate(happened(['123', 0], ['123', 0], ['123', 0]), threeSteps)?.outcome).toBe('converted');
  });

  it('keeps the order of events that have the same time', () => {
    expect(evaluate(happened(['1', 0], ['2', 0], ['3', 0]), threeSteps)?.outcome).toBe('converted');
    expect(evaluate(happened(['1', 0], ['3', 0], ['2', 0]), threeSteps)?.stepEvents).toHaveLength(2);
  });

  it('counts the attempt that went furthest, and the earliest of equals', () => {
    expect(evaluate(happened(['1', 0], ['1', 6], ['2', 7]), threeSteps)?.stepEvents[0]).toBe(1);
    expect(evaluate(happened(['1', 0], ['2', 1], ['1', 6], ['2', 7]), threeSteps)?.stepEvents[0]).toBe(0);
  });

  it('in strict order, lets only events of other kinds lie between the steps', () => {
    const strict = { ...threeSteps, order: 'strict' } as const;
    expect(evaluate(happened(['1', 0], ['.', 1], ['2', 2], ['3', 3]), strict)?.outcome).toBe('converted');
    expect(evaluate(happened(['1', 0], ['-', 1], ['2', 2]), strict)?.stepEvents).toHaveLength(1);
  });

  it('in any order, gives each event the step that lets the most be filled', () => {
    const anyOrder = { ...threeSteps, order: 'any_order' } as const;
    expect(evaluate(happened(['3', 0], ['1', 1], ['2', 2]), anyOrder)?.outcome).toBe('converted');
    expect(evaluate(happened(['12', 0], ['1', 1], ['3', 2]), anyOrder)?.outcome).toBe('converted');
    expect(evaluate(happened(['1', 0], ['1', 1], ['1', 2]), anyOrder)?.stepEvents).toHaveLength(1);
  });

  describe('with an exclusion between steps 2 and 3', () => {
    const excluding = { ...threeSteps, exclusions: [{ from: 1, to: 2 }] };

    it('leaves out who got further only past the excluded event', () => {
      expect(evaluate(happened(['1', 0], ['2', 1], ['x', 2], ['3', 3]), excluding)?.outcome).toBe('excluded');
    });

    it('does not mind the excluded event elsewhere', () => {
      expect(evaluate(happened(['1', 0], ['x', 1], ['2', 2], ['3', 3], ['x', 4]), excluding)?.outcome).toBe(
        'converted',
      );
    });

    it('calls dropped who did the excluded event and then never the later step', () => {
      expect(evaluate(happened(['1', 0], ['2', 1], ['x', 2]), excluding)?.outcome).toBe('dropped');
    });

    it('lets a later clean step rescue the attempt, and a later clean entry the visitor', () => {
      expect(evaluate(happened(['1', 0], ['2', 1], ['x', 2], ['2', 3], ['3', 4]), excluding)?.outcome).toBe(
        'converted',
      );
      const again = happened(['1', 0], ['2', 1], ['x', 2], ['3', 3], ['1', 7]);
      expect(evaluate(again, excluding)).toMatchObject({ outcome: 'dropped', stepEvents: [4] });
    });
  });

  describe('with step 2 optional', () => {
    const skipping = { ...threeSteps, optional: new Set([1]) };

    it('converts who skips it, and counts it for who did it in between', () => {
      expect(evaluate(happened(['1', 0], ['3', 1], ['2', 2]), skipping)).toEqual({
        outcome: 'converted',
        stepEvents: [0, -1, 1],
        lastStep: 2,
      });
      expect(evaluate(happened(['1', 0], ['2', 1], ['3', 2]), skipping)?.stepEvents).toEqual([0, 1, 2]);
    });

    it('lets nobody stop at it, and counts it for who stopped before', () => {
      expect(evaluate(happened(['1', 0], ['2', 1]), skipping)).toEqual({
        outcome: 'dropped',
        stepEvents: [0, 1],
        lastStep: 0,
      });
      expect(evaluate(happened(['1', 0], ['2', 6]), skipping)?.stepEvents).toEqual([0, -1]);
    });

    it('takes two of them in a row as they come, each by an event of its own', () => {
      const two = { ...threeSteps, stepCount: 4, optional: new Set([1, 2]) };
      expect(evaluate(happened(['1', 0], ['3', 1], ['2', 2], ['4', 3]), two)?.stepEvents).toEqual([0, 2, 1, 3]);
      expect(evaluate(happened(['1', 0], ['23', 1], ['4', 3]), two)?.stepEvents).toEqual([0, 1, -1, 2]);
    });
  });

  describe('with a property held constant', () => {
    const constant = { ...threeSteps, isConstant: true };

    it('takes only events with the value of the entry', () => {
      const events = happened(['1', 0, 'shirt'], ['2', 1, 'hat'], ['2', 2, 'shirt'], ['3', 3, 'hat']);
      expect(evaluate(events, constant)).toEqual({ outcome: 'dropped', stepEvents: [0, 2], lastStep: 1 });
    });

    it('counts of the values the one that went furthest, and the earliest of equals', () => {
      const further = happened(['1', 0, 'hat'], ['1', 1, 'shirt'], ['2', 2, 'shirt']);
      expect(evaluate(further, constant)?.stepEvents).toEqual([1, 2]);
      const equal = happened(['1', 0, 'hat'], ['1', 1, 'shirt'], ['2', 2, 'shirt'], ['2', 3, 'hat']);
      expect(evaluate(equal, constant)?.stepEvents).toEqual([0, 3]);
    });

    it('knows no attempt without a value', () => {
      expect(evaluate(happened(['1', 0], ['2', 1]), constant)).toBeNull();
    });

    it('calls open who may still go on with any value', () => {
      const events = happened(['1', 0, 'hat'], ['2', 1, 'hat'], ['1', 4, 'shirt']);
      expect(evaluate(events, { ...constant, nowMs: 9 * DAY })).toMatchObject({ outcome: 'open', stepEvents: [0, 1] });
    });

    it('does not mind what is excluded of another value', () => {
      const excluding = { ...constant, exclusions: [{ from: 0, to: 1 }] };
      expect(evaluate(happened(['1', 0, 'hat'], ['x', 1, 'shirt'], ['2', 2, 'hat']), excluding)?.lastStep).toBe(1);
      expect(evaluate(happened(['1', 0, 'hat'], ['x', 1, 'hat'], ['2', 2, 'hat']), excluding)?.outcome).toBe(
        'excluded',
      );
    });
  });

  it('answers at once for a visitor with 200,000 entries', () => {
    const count = 200_000;
    const events = {
      count,
      times: Array.from({ length: count }, (_, index) => index),
      masks: Array.from({ length: count }, (_, index) => (index === 0 ? 2 : 1)),
    };
    expect(createEvaluate(planOf(threeSteps))(events)).toMatchObject({ outcome: 'dropped', stepEvents: [1] });
  });

  it('answers at once for one who did 200,000 times the same in any order', () => {
    const count = 200_000;
    const events = {
      count,
      times: Array.from({ length: count }, (_, index) => (index === 0 ? 0 : 6 * DAY + index)),
      masks: Array.from({ length: count }, (_, index) => (index === 0 ? 2 : 1)),
    };
    const anyOrder = planOf({ ...threeSteps, order: 'any_order' });
    expect(createEvaluate(anyOrder)(events)).toMatchObject({ outcome: 'dropped', stepEvents: [0] });
  });

  const some = (count: number) =>
    fc.subarray(Array.from({ length: count }, (_, number) => number)).map((numbers) => new Set(numbers));

  const oracleEvent = (stepCount: number, exclusionCount: number): fc.Arbitrary<Omit<OracleEvent, 'time'>> =>
    fc
      .record({
        steps: some(stepCount),
        excludes: some(exclusionCount),
        isOfStepKind: fc.boolean(),
        value: fc.constantFrom('', 'a', 'a', 'b'),
      })
      .map((event) => ({ ...event, isOfStepKind: event.isOfStepKind || event.steps.size > 0 }));

  const exclusionsOf = (stepCount: number, optional: ReadonlySet<number>) =>
    fc.array(
      fc
        .tuple(fc.nat(stepCount - 1), fc.nat(stepCount - 1))
        .filter(([from, to]) => from < to && !optional.has(from) && !optional.has(to))
        .map(([from, to]) => ({ from, to })),
      { maxLength: 2 },
    );

  const shapes = fc.integer({ min: 2, max: 4 }).chain((stepCount) =>
    fc.constantFrom('ordered' as const, 'strict' as const, 'any_order' as const).chain((order) => {
      const middle = Array.from({ length: stepCount - 2 }, (_, index) => index + 1);
      const optional = order === 'ordered' ? fc.subarray(middle) : fc.constant([]);
      return optional.chain((skippable) => {
        const set = new Set(skippable);
        const exclusions = order === 'any_order' ? fc.constant([]) : exclusionsOf(stepCount, set);
        return exclusions.map((excluding) => ({ stepCount, order, optional: set, exclusions: excluding }));
      });
    }),
  );

  const cases = shapes.chain((shape) =>
    fc.record({
      funnel: fc
        .record({
          isConstant: fc.boolean(),
          startAt: fc.nat(3),
          endAt: fc.integer({ min: 4, max: 12 }),
          windowMs: fc.integer({ min: 1, max: 8 }),
          nowMs: fc.integer({ min: 0, max: 20 }),
        })
        .map((rest): OracleFunnel => ({ ...shape, ...rest })),
      events: fc
        .array(fc.tuple(fc.nat(12), oracleEvent(shape.stepCount, shape.exclusions.length)), { maxLength: 9 })
        .map((list) => list.map(([time, event]) => ({ ...event, time })).sort((a, b) => a.time - b.time)),
    }),
  );

  /** What is said of the events in any order, by their indexes in order; undefined where the order is needed. */
  const evaluateShuffled = (events: readonly OracleEvent[], order: readonly number[], funnel: OracleFunnel) => {
    const asked = funnel.isConstant ? { constant: 'path' } : {};
    const evaluateUnordered = createEvaluateUnordered(planOf(funnel), asked);
    const verdict = evaluateUnordered?.({
      count: events.length,
      times: Float64Array.from(order, (index) => events[index]?.time ?? 0),
      numbers: Uint32Array.from(events, maskOf),
      places: Uint32Array.from(order),
      unitId: () => '',
    });
    return verdict && { ...verdict, stepEvents: verdict.stepEvents.map((index) => order[index] ?? -1) };
  };

  it('says the same of one who only entered, in whatever order the events come', () => {
    let said = 0;
    const shuffled = cases.chain(({ funnel, events }) =>
      fc.record({
        funnel: fc.constant(funnel),
        // Most who enter do little else.
        events: fc.constant(events.map((event, index) => (index < 6 ? { ...event, steps: new Set([0]) } : event))),
        order: fc.shuffledSubarray([...events.keys()], { minLength: events.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ events, order, funnel }) => {
        const verdict = evaluateShuffled(events, order, funnel);
        if (verdict === undefined) return;
        said++;
        expect(verdict).toEqual(judgeUnit(events, funnel));
      }),
      { numRuns: 2000, seed: 20_261_122 },
    );
    expect(said).toBeGreaterThan(100);
  });

  it('agrees with the oracle that tries every choice of events', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(cases, ({ events, funnel }) => {
        expect(evaluate(events, funnel)).toEqual(judgeUnit(events, funnel));
      }),
      { numRuns: 3000, seed: 20_260_301 },
    );
  });
});
