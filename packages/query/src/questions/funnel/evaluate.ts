import { createAnyOrderFinder } from './any-order.ts';
import { stepMask, type UnitEvents } from './attempt.ts';
import { createOrderedFinder } from './ordered.ts';
import type { FunnelPlan } from './plan.ts';

/** What became of a unit. */
export type Outcome = 'converted' | 'dropped' | 'open' | 'excluded';

/** What became of a unit, and the attempt that tells it. */
export interface Verdict {
  outcome: Outcome;
  /** Index of the entry event. */
  entry: number;
  /** Epoch ms at which each step was done, the entry first. */
  stepTimes: readonly number[];
}

/** Says what became of a unit; null when it did not enter. */
export type Evaluate = (events: UnitEvents) => Verdict | null;

/**
 * Makes the evaluator of a funnel.
 *
 * An *entry* is an event of the first step (in any order: of any step) inside the range. From it, an *attempt* does as many
 * steps as it can within the conversion window, each by an event of its own. It is *spoiled* when it could only get
 * further by passing an excluded event. Of several attempts a clean one counts before a spoiled one, then the one that
 * went furthest, then the earliest; each step's time is the earliest possible from that entry.
 *
 * The unit *converted* when that attempt did all steps. Otherwise it is *open* as long as the window of any of its entries
 * is, *excluded* when the attempt is spoiled (so every one is), and *dropped* after the last step done.
 */
export const createEvaluate = (plan: FunnelPlan): Evaluate => {
  const { order, range, stepCount, windowMs, nowMs } = plan;
  const findAttempt = order === 'any_order' ? createAnyOrderFinder(plan) : createOrderedFinder(plan);
  const entryMask = order === 'any_order' ? stepMask(plan) : 1;
  const entries: number[] = [];

  return (events) => {
    entries.length = 0;
    for (let index = 0; index < events.count; index++) {
      const time = events.times[index] ?? 0;
      if (time >= range.endAt) break;
      if (time >= range.startAt && ((events.masks[index] ?? 0) & entryMask) !== 0) entries.push(index);
    }
    const last = entries.at(-1);
    if (last === undefined) return null;
    const { entry, stepTimes, isSpoiled } = findAttempt(events, entries);
    if (stepTimes.length === stepCount) return { outcome: 'converted', entry, stepTimes };
    if (nowMs <= (events.times[last] ?? 0) + windowMs) return { outcome: 'open', entry, stepTimes };
    return { outcome: isSpoiled ? 'excluded' : 'dropped', entry, stepTimes };
  };
};
