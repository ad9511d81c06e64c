import type { Outcome } from './evaluate.ts';

/** One event of a unit, with the steps it could fill, counted from 0. */
export interface OracleEvent {
  time: number;
  steps: ReadonlySet<number>;
  /** Indexes of the exclusions it is of. */
  excludes: ReadonlySet<number>;
  /** True when its kind is one that the steps name. */
  isOfStepKind: boolean;
}

/** The funnel, in the words of the definition. */
export interface OracleFunnel {
  stepCount: number;
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
  entry: number;
  stepTimes: number[];
}

/** Every way to choose an event for each of the first steps, the entry first: indexes that grow in ordered funnels. */
function* chains(
  events: readonly OracleEvent[],
  entry: number,
  { order, stepCount, windowMs }: OracleFunnel,
): Generator<number[]> {
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
      const fillable = order === 'any_order' ? [...left] : [chain.length];
      for (const step of fillable)
        if (event.steps.has(step)) yield* grow([...chain, index], new Set([...left].filter((other) => other !== step)));
    }
  }
  const all = Array.from({ length: stepCount }, (_, step) => step);
  const first = order === 'any_order' ? all.filter((step) => start.steps.has(step)) : start.steps.has(0) ? [0] : [];
  for (const step of first) yield* grow([entry], new Set(all.filter((other) => other !== step)));
}

const isClean = (chain: readonly number[], events: readonly OracleEvent[], { exclusions }: OracleFunnel): boolean =>
  exclusions.every(({ from, to }, exclusion) => {
    const after = chain[from];
    const before = chain[to];
    if (after === undefined || before === undefined) return true;
    return !events.slice(after + 1, before).some(({ excludes }) => excludes.has(exclusion));
  });

/**
 * The same answer as the evaluator's, by trying every choice of events: no state, no window arithmetic beyond a
 * subtraction, exponential time. `events` are in the order of emission.
 */
export const judgeUnit = (events: readonly OracleEvent[], funnel: OracleFunnel): OracleVerdict | null => {
  const { startAt, endAt, windowMs, nowMs, stepCount } = funnel;
  const attempts = events.flatMap((event, entry) => {
    if (event.time < startAt || event.time >= endAt) return [];
    const all = [...chains(events, entry, funnel)];
    if (all.length === 0) return [];
    const clean = all.filter((chain) => isClean(chain, events, funnel));
    const depth = Math.max(...clean.map(({ length }) => length));
    const isSpoiled = Math.max(...all.map(({ length }) => length)) > depth;
    const stepTimes = Array.from({ length: depth }, (_, step) =>
      Math.min(
        ...clean.filter(({ length }) => length > step).map((chain) => events[chain[step] ?? -1]?.time ?? Number.NaN),
      ),
    );
    return [{ entry, depth, isSpoiled, stepTimes, endsAt: event.time + windowMs }];
  });
  const [best] = attempts.sort(
    (a, b) => Number(a.isSpoiled) - Number(b.isSpoiled) || b.depth - a.depth || a.entry - b.entry,
  );
  if (!best) return null;
  const isOpen = attempts.some(({ endsAt }) => nowMs <= endsAt);
  const outcome = best.depth === stepCount ? 'converted' : isOpen ? 'open' : best.isSpoiled ? 'excluded' : 'dropped';
  return { outcome, entry: best.entry, stepTimes: best.stepTimes };
};
