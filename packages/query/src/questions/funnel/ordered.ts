import { type AttemptFinder, isBetter, type UnitEvents, unionOf } from './attempt.ts';
import { type FunnelPlan, has, type PlannedExclusion, STRICT_BIT } from './plan.ts';

/** Behind every event; a small integer, which arrays hold without boxes. */
const NEVER = 2 ** 30;

/** Fills `reached[event]` with the index of the earliest event at which `depth` steps are done with the event as the first. */
type Reach = (events: UnitEvents, depth: number, reached: number[]) => void;

/**
 * Steps are done in order, each by an event of its own, with no excluded event between the steps of an exclusion.
 *
 * One pass from the last event to the first. `next[k]` is the earliest event at which the steps from k on are done by events
 * that lie behind the current one; an excluded event takes away those that would pass over it. So the cost grows with the
 * number of events, not with its square, however many entries a visitor has.
 */
const createReach = ({ needed, order }: FunnelPlan, exclusions: readonly PlannedExclusion[]): Reach => {
  const isStrict = order === 'strict';
  const next: number[] = [];
  const begun: number[] = [];
  return ({ count, masks }, depth, reached) => {
    for (let step = 0; step < depth; step++) next[step] = NEVER;
    for (let index = count - 1; index >= 0; index--) {
      const mask = masks[index] ?? 0;
      for (let step = 0; step < depth; step++) {
        const done = step === depth - 1 ? index : next[step + 1];
        begun[step] = has(mask, needed[step] ?? 0) ? (done ?? NEVER) : NEVER;
      }
      for (const { bit, from, to } of exclusions) {
        // An exclusion speaks of attempts that come as far as its later step.
        if (to >= depth || !has(mask, bit)) continue;
        next.fill(NEVER, from + 1, to + 1);
        begun.fill(NEVER, from + 1, to);
      }
      // In strict order, only the event directly behind can be the next step.
      const isDirect = isStrict && has(mask, STRICT_BIT);
      for (let step = 0; step < depth; step++) {
        const done = begun[step] ?? NEVER;
        if (isDirect || done < (next[step] ?? NEVER)) next[step] = done;
      }
      reached[index] = begun[0] ?? NEVER;
    }
  };
};

/** So many of the first needed steps have an event at all. */
const possibleDepth = (union: number, needed: readonly number[]): number => {
  let depth = 1;
  while (depth < needed.length && has(union, needed[depth] ?? 0)) depth++;
  return depth;
};

/** How many steps an entry does, until `latest`, of at most `depth`; `reached[k]` are the reaches of depth k + 1. */
const depthFrom = (
  entry: number,
  { reached, depth, latest }: { reached: readonly number[][]; depth: number; latest: number },
  times: ArrayLike<number>,
): number => {
  let done = depth;
  for (; done > 1; done--) {
    const at = reached[done - 1]?.[entry] ?? NEVER;
    if (at !== NEVER && (times[at] ?? 0) <= latest) break;
  }
  return done;
};

/**
 * Makes what follows one entry event by event, where nothing is excluded: each step is done by the first event that can, in strict
 * order by the very next one.
 */
const createFollow =
  ({ needed, order, windowMs }: FunnelPlan) =>
  ({ count, times, masks }: UnitEvents, entry: number): number[] => {
    const latest = (times[entry] ?? 0) + windowMs;
    const done = [entry];
    for (let index = entry + 1; index < count && done.length < needed.length; index++) {
      if ((times[index] ?? 0) > latest) break;
      const mask = masks[index] ?? 0;
      if (has(mask, needed[done.length] ?? 0)) done.push(index);
      else if (order === 'strict' && has(mask, STRICT_BIT)) break;
    }
    return done;
  };

/** To follow more entries one by one takes the square of the time for a unit that has very many. */
const FEW_ENTRIES = 8;

/**
 * Makes what tells how many needed steps any attempt does, of at most `depth`, where nothing is excluded and other events may lie between
 * the steps. Of all attempts that have done a step, the one that was entered last has the most time left: it is all that must be kept.
 */
const createDeepest = ({ needed, windowMs, range: { endAt } }: FunnelPlan) => {
  /** By step: the latest entry of the attempts that have done it. */
  const entered = new Float64Array(needed.length);
  return ({ count, times, masks }: UnitEvents, depth: number): number => {
    entered.fill(Number.NEGATIVE_INFINITY);
    let deepest = 1;
    for (let index = 0; index < count && deepest < depth; index++) {
      const time = times[index] ?? 0;
      const mask = masks[index] ?? 0;
      // The last step first: an event fills one step of an attempt.
      for (let step = Math.min(deepest, depth - 1); step > 0; step--) {
        const before = entered[step - 1] ?? 0;
        if (!has(mask, needed[step] ?? 0) || time - before > windowMs) continue;
        if (before > (entered[step] ?? 0)) entered[step] = before;
        if (step === deepest) deepest++;
      }
      if (time < endAt && has(mask, needed[0] ?? 0)) entered[0] = time;
    }
    return deepest;
  };
};

/** Finds the attempt that counts, where the steps must be done in order. */
export const createOrderedFinder = (plan: FunnelPlan): AttemptFinder => {
  const { needed, order, windowMs, exclusions } = plan;
  const follow = createFollow(plan);
  const deepestOf = createDeepest(plan);
  const reachClean = createReach(plan, exclusions);
  const reachLoose = createReach(plan, []);
  const clean: number[][] = needed.map(() => []);
  const loose: number[][] = needed.map(() => []);

  const best = { entry: 0, depth: 0, isSpoiled: true };
  return (events, entries) => {
    const { times } = events;
    const union = unionOf(events);
    const depth = possibleDepth(union, needed);
    const deepest = order === 'strict' ? depth : deepestOf(events, depth);
    // An exclusion speaks of attempts that come as far as its later step: where none does, it is as if there were none.
    const canSpoil = exclusions.some(({ bit, to }) => to < deepest && has(union, bit));
    if (!canSpoil) {
      // Mostly one of the first entries gets as far as any can.
      for (let nth = 0; nth < Math.min(FEW_ENTRIES, entries.length); nth++) {
        const done = follow(events, entries[nth] ?? 0);
        if (done.length === deepest) return { done, isSpoiled: false };
      }
    }
    for (let step = 1; step < depth; step++) {
      reachClean(events, step + 1, clean[step] ?? []);
      if (canSpoil) reachLoose(events, step + 1, loose[step] ?? []);
    }
    best.isSpoiled = true;
    best.depth = 0;
    for (const entry of entries) {
      const latest = (times[entry] ?? 0) + windowMs;
      const done = depthFrom(entry, { reached: clean, depth, latest }, times);
      const isSpoiled = canSpoil && depthFrom(entry, { reached: loose, depth, latest }, times) > done;
      const attempt = { depth: done, isSpoiled };
      if (!isBetter(attempt, best)) continue;
      Object.assign(best, attempt, { entry });
      if (done === depth) break;
    }
    const done = [best.entry];
    for (let step = 1; step < best.depth; step++) done.push(clean[step]?.[best.entry] ?? NEVER);
    return { done, isSpoiled: best.isSpoiled };
  };
};
