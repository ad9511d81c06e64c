import {
  type Attempt,
  type AttemptFinder,
  isBetter,
  standingOf,
  stepMask,
  type UnitEvents,
  unionOf,
} from './attempt.ts';
import { type FunnelPlan, has } from './plan.ts';

/**
 * Gives each event at most one step, so that as many steps as possible are filled: a bipartite matching that grows by
 * augmenting paths (H. W. Kuhn, 1955). An event that finds no place now finds none later either, so it is forgotten.
 */
const createMatching = (stepCount: number) => {
  /** Per step, the mask of the event that fills it; 0 where none does. */
  const filledBy = new Array<number>(stepCount).fill(0);
  let tried = 0;
  const place = (mask: number): boolean => {
    for (let step = 0; step < stepCount; step++) {
      if (!has(mask, step) || has(tried, step)) continue;
      tried |= 1 << step;
      const holder = filledBy[step] ?? 0;
      if (holder === 0 || place(holder)) {
        filledBy[step] = mask;
        return true;
      }
    }
    return false;
  };
  return {
    empty: () => filledBy.fill(0),
    /** True when one more step is filled with this event. */
    fill: (mask: number): boolean => {
      tried = 0;
      return place(mask);
    },
  };
};

const bitCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** Finds the attempt that counts, where the steps may be done in any order. */
export const createAnyOrderFinder = (plan: FunnelPlan): AttemptFinder => {
  const { stepCount, windowMs } = plan;
  const steps = stepMask(plan);
  const matching = createMatching(stepCount);

  const attemptFrom = (entry: number, { count, times, masks }: UnitEvents): Attempt => {
    const latest = (times[entry] ?? 0) + windowMs;
    const done: number[] = [];
    matching.empty();
    for (let index = entry; index < count && done.length < stepCount; index++) {
      if ((times[index] ?? 0) > latest) break;
      if (matching.fill((masks[index] ?? 0) & steps)) done.push(index);
    }
    return { done, isSpoiled: false };
  };

  return (events, entries) => {
    const possible = bitCount(unionOf(events) & steps);
    let best: Attempt = { done: [], isSpoiled: true };
    for (const entry of entries) {
      const attempt = attemptFrom(entry, events);
      if (isBetter(standingOf(attempt), standingOf(best))) best = attempt;
      if (attempt.done.length === possible) break;
    }
    return best;
  };
};
