import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluate } from './evaluate.ts';
import { judgeUnit, type OracleEvent, type OracleFunnel } from './oracle.ts';
import { EXCLUSION_BIT, type FunnelPlan, STRICT_BIT } from './plan.ts';

const DAY = 86_400_000;

const bitsOf = (numbers: Iterable<number>, offset = 0) =>
  [...numbers].reduce((mask, number) => mask | (1 << (number + offset)), 0);

const maskOf = ({ steps, excludes, isOfStepKind }: OracleEvent) =>
  (bitsOf(steps) | bitsOf(excludes, EXCLUSION_BIT) | (isOfStepKind ? 1 << STRICT_BIT : 0)) >>> 0;

const planOf = ({ stepCount, order, startAt, endAt, windowMs, nowMs, exclusions }: OracleFunnel): FunnelPlan => ({
  stepCount,
  order,
  range: { startAt, endAt },
  windowMs,
  nowMs,
  exclusions: exclusions.map((exclusion, index) => ({ ...exclusion, bit: EXCLUSION_BIT + index })),
});

const evaluate = (events: readonly OracleEvent[], funnel: OracleFunnel) =>
  createEvaluate(planOf(funnel))({
    count: events.length,
    times: events.map(({ time }) => time),
    masks: events.map(maskOf),
  });

/** Events by what they are: digits are the steps they can fill, "x" is excluded, "-" only of a step's kind, "." nothing. */
const happened = (...events: [what: string, day: number][]): OracleEvent[] =>
  events.map(([what, day]) => ({
    time: day * DAY,
    steps: new Set([...what].filter((character) => /\d/.test(character)).map((digit) => Number(digit) - 1)),
    excludes: new Set(what.includes('x') ? [0] : []),
    isOfStepKind: /[\d-]/.test(what),
  }));

const threeSteps: OracleFunnel = {
  stepCount: 3,
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
      entry: 0,
      stepTimes: [9, 11, 14].map((day) => day * DAY),
    });
  });

  it('takes no entry from outside the range', () => {
    expect(evaluate(happened(['1', 10], ['2', 11]), threeSteps)).toBeNull();
  });

  it('counts the last moment of the window and not the one after', () => {
    expect(evaluate(happened(['1', 0], ['2', 5]), threeSteps)?.stepTimes).toHaveLength(2);
    expect(evaluate(happened(['1', 0], ['2', 5 + 1 / DAY]), threeSteps)?.stepTimes).toHaveLength(1);
  });

  it('calls a visitor open while the window of any entry runs, and dropped after', () => {
    const events = happened(['1', 0], ['2', 1], ['1', 4]);
    expect(evaluate(events, { ...threeSteps, nowMs: 9 * DAY })).toMatchObject({ outcome: 'open', entry: 0 });
    expect(evaluate(events, { ...threeSteps, nowMs: 9 * DAY + 1 })).toMatchObject({ outcome: 'dropped', entry: 0 });
  });

  it('fills one step with one event, even when it matches several', () => {
    expect(evaluate(happened(['123', 0]), threeSteps)?.stepTimes).toHaveLength(1);
    expect(evaluate(happened(['123', 0], ['123', 0], ['123', 0]), threeSteps)?.outcome).toBe('converted');
  });

  it('keeps the order of events that have the same time', () => {
    expect(evaluate(happened(['1', 0], ['2', 0], ['3', 0]), threeSteps)?.outcome).toBe('converted');
    expect(evaluate(happened(['1', 0], ['3', 0], ['2', 0]), threeSteps)?.stepTimes).toHaveLength(2);
  });

  it('counts the attempt that went furthest, and the earliest of equals', () => {
    expect(evaluate(happened(['1', 0], ['1', 6], ['2', 7]), threeSteps)?.entry).toBe(1);
    expect(evaluate(happened(['1', 0], ['2', 1], ['1', 6], ['2', 7]), threeSteps)?.entry).toBe(0);
  });

  it('in strict order, lets only events of other kinds lie between the steps', () => {
    const strict = { ...threeSteps, order: 'strict' } as const;
    expect(evaluate(happened(['1', 0], ['.', 1], ['2', 2], ['3', 3]), strict)?.outcome).toBe('converted');
    expect(evaluate(happened(['1', 0], ['-', 1], ['2', 2]), strict)?.stepTimes).toHaveLength(1);
  });

  it('in any order, gives each event the step that lets the most be filled', () => {
    const anyOrder = { ...threeSteps, order: 'any_order' } as const;
    expect(evaluate(happened(['3', 0], ['1', 1], ['2', 2]), anyOrder)?.outcome).toBe('converted');
    expect(evaluate(happened(['12', 0], ['1', 1], ['3', 2]), anyOrder)?.outcome).toBe('converted');
    expect(evaluate(happened(['1', 0], ['1', 1], ['1', 2]), anyOrder)?.stepTimes).toHaveLength(1);
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
      expect(evaluate(again, excluding)).toMatchObject({ outcome: 'dropped', entry: 4 });
    });
  });

  it('answers at once for a visitor with 200,000 entries', () => {
    const count = 200_000;
    const events = {
      count,
      times: Array.from({ length: count }, (_, index) => index),
      masks: Array.from({ length: count }, (_, index) => (index === 0 ? 2 : 1)),
    };
    expect(createEvaluate(planOf(threeSteps))(events)).toMatchObject({ outcome: 'dropped', entry: 1 });
  });

  const oracleEvent = (stepCount: number, exclusionCount: number): fc.Arbitrary<Omit<OracleEvent, 'time'>> =>
    fc
      .record({
        steps: fc.subarray(Array.from({ length: stepCount }, (_, step) => step)).map((steps) => new Set(steps)),
        excludes: fc
          .subarray(Array.from({ length: exclusionCount }, (_, exclusion) => exclusion))
          .map((some) => new Set(some)),
        isOfStepKind: fc.boolean(),
      })
      .map((event) => ({ ...event, isOfStepKind: event.isOfStepKind || event.steps.size > 0 }));

  const exclusionsOf = (stepCount: number) =>
    fc.array(
      fc
        .tuple(fc.nat(stepCount - 1), fc.nat(stepCount - 1))
        .filter(([from, to]) => from < to)
        .map(([from, to]) => ({ from, to })),
      { maxLength: 2 },
    );

  const cases = fc.integer({ min: 2, max: 4 }).chain((stepCount) =>
    fc.constantFrom('ordered', 'strict', 'any_order').chain((order) =>
      (order === 'any_order' ? fc.constant([]) : exclusionsOf(stepCount)).chain((exclusions) =>
        fc.record({
          funnel: fc.record({
            stepCount: fc.constant(stepCount),
            order: fc.constant(order),
            exclusions: fc.constant(exclusions),
            startAt: fc.nat(3),
            endAt: fc.integer({ min: 4, max: 12 }),
            windowMs: fc.integer({ min: 1, max: 8 }),
            nowMs: fc.integer({ min: 0, max: 20 }),
          }),
          events: fc
            .array(fc.tuple(fc.nat(12), oracleEvent(stepCount, exclusions.length)), { maxLength: 9 })
            .map((list) => list.map(([time, event]) => ({ ...event, time })).sort((a, b) => a.time - b.time)),
        }),
      ),
    ),
  );

  it('agrees with the oracle that tries every choice of events', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(cases, ({ events, funnel }) => {
        expect(evaluate(events, funnel as OracleFunnel)).toEqual(judgeUnit(events, funnel as OracleFunnel));
      }),
      { numRuns: 3000, seed: 20_260_301 },
    );
  });
});
