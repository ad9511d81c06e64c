import { bestAnyOrderAttempt } from './any-order.ts';
import { entriesOf, stepMask, type UnitEvents } from './attempt.ts';
import { bestOrderedAttempt } from './ordered.ts';
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

const lastEntryTime = (events: UnitEvents, plan: FunnelPlan): number => {
  let last = Number.NEGATIVE_INFINITY;
  for (const entry of entriesOf(events, plan.order === 'any_order' ? stepMask(plan) : 1, plan))
    last = events.times[entry] ?? last;
  return last;
};

/**
 * What became of one unit; null when it did not enter.
 *
 * An *entry* is an event of the first step (in any order: of any step) inside the range. From it, an *attempt* does as many
 * steps as it can within the conversion window, each by an event of its own. It is *spoiled* when it could only get
 * further by passing an excluded event. Of several attempts a clean one counts before a spoiled one, then the one that
 * went furthest, then the earliest; each step's time is the earliest possible from that entry.
 *
 * The unit *converted* when that attempt did all steps. Otherwise it is *open* as long as the window of any of its entries
 * is, *excluded* when the attempt is spoiled (so every one is), and *dropped* after the last step done.
 */
export const evaluateUnit = (events: UnitEvents, plan: FunnelPlan): Verdict | null => {
  const best = plan.order === 'any_order' ? bestAnyOrderAttempt(events, plan) : bestOrderedAttempt(events, plan);
  if (best === null) return null;
  const outcome = (): Outcome => {
    if (best.stepTimes.length === plan.stepCount) return 'converted';
    if (plan.nowMs <= lastEntryTime(events, plan) + plan.windowMs) return 'open';
    return best.isSpoiled ? 'excluded' : 'dropped';
  };
  return { outcome: outcome(), entry: best.entry, stepTimes: best.stepTimes };
};
