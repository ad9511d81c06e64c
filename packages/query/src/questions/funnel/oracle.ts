import type { Outcome } from './evaluate.ts';

/** One event of a unit, with the steps it could fill, counted from 0. */
export interface OracleEvent {
  time: number;
  steps: ReadonlySet<number>;
  /** Indexes of the exclusions it is of. */
  excludes: ReadonlySet<number>;
  /** True when its kind is one that the steps name. */
  isOfStepKind: boolean;
  /** Of the property held constant; '' for none. */
  value: string;
}

/** The funnel, in the words of the definition. */
export interface OracleFunnel {
  stepCount: number;
  /** Those of them that can be skipped, counted from 0. */
  optional: ReadonlySet<number>;
  /** Whether only events with the entry's value belong to an attempt. */
  isConstant: boolean;
  order: 'ordered' | 'strict' | 'any_order';
  startAt: number;
  endAt: number;
  windowMs: number;
  nowMs: number;
  /** Steps counted from 0. */
  exclusions: readonly { from: number; to: number }[];
}

/** What became of a unit, by the oracle. */
export interface OracleVerdict {
  outcome: Outcome;
  /** Indexes of the events by which the steps were done, −1 for an optional one that was not. */
  stepEvents: number[];
  /** The last needed step done, counted from 0. */
  lastStep: number;
}

const neededOf = ({ stepCount, optional }: OracleFunnel): number[] =>
  Array.from({ length: stepCount }, (_, step) => step).filter((step) => !optional.has(step));

/** Every way to choose an event for each of the first needed steps, the entry first. */
function* chains(events: readonly OracleEvent[], entry: number, funnel: OracleFunnel): Generator<number[]> {
  const { order, windowMs } = funnel;
  const start = events[entry];
  if (!start) return;
  const isInTime = (event: OracleEvent) => event.time - start.time <= windowMs;
  function* grow(chain: number[], left: ReadonlySet<number>): Generator<number[]> {
    yield chain;
    const last = chain.at(-1) ?? entry;
    for (let index = last + 1; index < events.length; index++) {
      const event = events[index];
      if (!event || !isInTime(event)) continue;
      const isNeighbour = !events.slice(last + 1, index).some(({ isOfStepKind }) => isOfStepKind);
      if (order === 'strict' && !isNeighbour) continue;
      const fillable = order === 'any_order' ? [...left] : all.slice(chain.length, chain.length + 1);
      for (const step of fillable)
        if (event.steps.has(step)) yield* grow([...chain, index], new Set([...left].filter((other) => other !== step)));
    }
  }
  const all = neededOf(funnel);
  const first = order === 'any_order' ? all.filter((step) => start.steps.has(step)) : start.steps.has(0) ? [0] : [];
  for (const step of first) yield* grow([entry], new Set(all.filter((other) => other !== step)));
}

const isClean = (chain: readonly number[], events: readonly OracleEvent[], funnel: OracleFunnel): boolean =>
  funnel.exclusions.every(({ from, to }, exclusion) => {
    const after = chain[neededOf(funnel).indexOf(from)];
    const before = chain[neededOf(funnel).indexOf(to)];
    if (after === undefined || before === undefined) return true;
    return !events.slice(after + 1, before).some(({ excludes }) => excludes.has(exclusion));
  });

/** The events of all steps, the optional ones too, when the needed ones are done by these. */
const withOptional = (done: readonly number[], events: readonly OracleEvent[], funnel: OracleFunnel): number[] => {
  const { stepCount, optional, windowMs } = funnel;
  const needed = neededOf(funnel);
  const latest = (events[done[0] ?? -1]?.time ?? 0) + windowMs;
  const all = Array.from({ length: stepCount }, (_, step) => {
    const place = needed.findLastIndex((one) => one <= step);
    const after = done[place];
    if (after === undefined) return null;
    return { step, after, before: done[place + 1] ?? events.length };
  });
  const found = new Map<number, number>(done.map((index, place) => [needed[place] ?? -1, index]));
  // Event by event: each fills the first step that is still free.
  events.forEach((event, index) => {
    const free = all.find(
      (one) =>
        one &&
        optional.has(one.step) &&
        !found.has(one.step) &&
        index > one.after &&
        index < one.before &&
        event.steps.has(one.step),
    );
    if (free && event.time <= latest) found.set(free.step, index);
  });
  return all.flatMap((one) => (one ? [found.get(one.step) ?? -1] : []));
};

/**
 * The same answer as the evaluator's, by trying every choice of events: no state, no window arithmetic beyond a
 * subtraction, exponential time. `events` are in the order of emission.
 */
export const judgeUnit = (events: readonly OracleEvent[], funnel: OracleFunnel): OracleVerdict | null => {
  const { startAt, endAt, windowMs, nowMs, isConstant } = funnel;
  const nothing = { steps: new Set<number>(), excludes: new Set<number>(), isOfStepKind: false };
  const attempts = events.flatMap((event, entry) => {
    if (event.time < startAt || event.time >= endAt || (isConstant && event.value === '')) return [];
    const seen = events.map((one) => (isConstant && one.value !== event.value ? { ...one, ...nothing } : one));
    const all = [...chains(seen, entry, funnel)];
    if (all.length === 0) return [];
    const clean = all.filter((chain) => isClean(chain, seen, funnel));
    const depth = Math.max(...clean.map(({ length }) => length));
    const isSpoiled = Math.max(...all.map(({ length }) => length)) > depth;
    const done = Array.from({ length: depth }, (_, place) =>
      Math.min(...clean.filter(({ length }) => length > place).map((chain) => chain[place] ?? Number.NaN)),
    );
    return [{ entry, depth, isSpoiled, stepEvents: withOptional(done, seen, funnel), endsAt: event.time + windowMs }];
  });
  const [best] = attempts.sort(
    (a, b) => Number(a.isSpoiled) - Number(b.isSpoiled) || b.depth - a.depth || a.entry - b.entry,
  );
  if (!best) return null;
  const needed = neededOf(funnel);
  const isOpen = attempts.some(({ endsAt }) => nowMs <= endsAt);
  const outcome =
    best.depth === needed.length ? 'converted' : isOpen ? 'open' : best.isSpoiled ? 'excluded' : 'dropped';
  return { outcome, stepEvents: best.stepEvents, lastStep: needed[best.depth - 1] ?? -1 };
};
