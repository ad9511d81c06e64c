import { type Attempt, entriesOf, isBetter, stepMask, type UnitEvents, unionOf } from './attempt.ts';
import { type FunnelPlan, has } from './plan.ts';

/**
 * Gives each event at most one step, so that as many steps as possible are filled: a bipartite matching that grows by
 * augmenting paths (H. W. Kuhn, 1955). An event that finds no place now finds none later either, so it is forgotten.
 */
const createMatching = (stepCount: number) => {
  const filledBy = new Array<number | null>(stepCount).fill(null);
  const place = (mask: number, tried: Set<number>): boolean => {
    for (let step = 0; step < stepCount; step++) {
      if (!has(mask, step) || tried.has(step)) continue;
      tried.add(step);
      const holder = filledBy[step] ?? null;
      if (holder === null || place(holder, tried)) {
        filledBy[step] = mask;
        return true;
      }
    }
    return false;
  };
  /** True when one more step is filled with this event. */
  return (mask: number): boolean => place(mask, new Set());
};

const bitCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
};

const attemptFrom = (entry: number, { count, times, masks }: UnitEvents, plan: FunnelPlan): Attempt => {
  const fill = createMatching(plan.stepCount);
  const latest = (times[entry] ?? 0) + plan.windowMs;
  const stepTimes: number[] = [];
  for (let index = entry; index < count && stepTimes.length < plan.stepCount; index++) {
    const time = times[index] ?? 0;
    if (time > latest) break;
    if (fill((masks[index] ?? 0) & stepMask(plan))) stepTimes.push(time);
  }
  return { entry, stepTimes, isSpoiled: false };
};

/** The attempt that counts, where the steps may be done in any order; null when nobody entered. */
export const bestAnyOrderAttempt = (events: UnitEvents, plan: FunnelPlan): Attempt | null => {
  const possible = bitCount(unionOf(events) & stepMask(plan));
  let best: Attempt | null = null;
  for (const entry of entriesOf(events, stepMask(plan), plan)) {
    const attempt = attemptFrom(entry, events, plan);
    if (isBetter(attempt, best)) best = attempt;
    if (attempt.stepTimes.length === possible) break;
  }
  return best;
};
