import { createAnyOrderFinder } from './any-order.ts';
import { type Attempt, type AttemptFinder, stepMask, type UnitEvents, unionOf } from './attempt.ts';
import { createFillOptional } from './optional.ts';
import { createOrderedFinder } from './ordered.ts';
import { type FunnelPlan, has } from './plan.ts';

/** What became of a unit. */
export type Outcome = 'converted' | 'dropped' | 'open' | 'excluded';

/** What became of a unit, and the attempt that tells it. */
export interface Verdict {
  outcome: Outcome;
  /**
   * Indexes of the events by which the steps were done, the entry first; `SKIPPED` for an optional one that was not. In any order:
   * of the events that did one more step.
   */
  stepEvents: readonly number[];
  /** The last needed step that was done, counted from 0. In any order: so many beside the first. */
  lastStep: number;
}

/** Says what became of a unit; null when it did not enter. */
export type Evaluate = (events: UnitEvents) => Verdict | null;

/** Makes what finds the attempt that counts. */
export const createFinder = (plan: FunnelPlan): AttemptFinder =>
  plan.order === 'any_order' ? createAnyOrderFinder(plan) : createOrderedFinder(plan);

/** Makes what collects the indexes of a unit's entries: events of the first step (in any order: of any) inside the range. */
export const createCollectEntries = (plan: FunnelPlan) => {
  const { startAt, endAt } = plan.range;
  const entryMask = plan.order === 'any_order' ? stepMask(plan) : 1;
  return ({ count, times, masks }: UnitEvents): number[] => {
    const entries: number[] = [];
    for (let index = 0; index < count; index++) {
      const time = times[index] ?? 0;
      if (time >= endAt) break;
      if (time >= startAt && ((masks[index] ?? 0) & entryMask) !== 0) entries.push(index);
    }
    return entries;
  };
};

/** Makes what says whether a unit can do no more than enter, as most do: then its first entry tells all. */
const createOnlyEnters = ({ order, needed, stepCount }: FunnelPlan) => {
  const [, second] = needed;
  if (order === 'any_order' || second === undefined || needed.length < stepCount) return () => false;
  return (events: UnitEvents): boolean => !has(unionOf(events), second);
};

/** Makes what judges a unit by the attempt that counts and the time of its last entry. */
export const createJudge =
  ({ needed, nowMs, windowMs }: FunnelPlan) =>
  ({ done, isSpoiled }: Attempt, stepEvents: readonly number[], lastEntryAt: number): Verdict => {
    const lastStep = needed[done.length - 1] ?? 0;
    if (done.length === needed.length) return { outcome: 'converted', stepEvents, lastStep };
    if (nowMs <= lastEntryAt + windowMs) return { outcome: 'open', stepEvents, lastStep };
    return { outcome: isSpoiled ? 'excluded' : 'dropped', stepEvents, lastStep };
  };

/**
 * Makes the evaluator of a funnel.
 *
 * An *entry* is an event of the first step (in any order: of any step) inside the range. From it, an *attempt* does as many
 * needed steps as it can within the conversion window, each by an event of its own. It is *spoiled* when it could only get
 * further by passing an excluded event. Of several attempts a clean one counts before a spoiled one, then the one that
 * went furthest, then the earliest; each needed step is done by the earliest possible event from that entry.
 *
 * The unit *converted* when that attempt did all needed steps. Otherwise it is *open* as long as the window of any of its entries
 * is, *excluded* when the attempt is spoiled (so every one is), and *dropped* after the last step done.
 */
export const createEvaluate = (plan: FunnelPlan): Evaluate => {
  const findAttempt = createFinder(plan);
  const collectEntries = createCollectEntries(plan);
  const fillOptional = createFillOptional(plan);
  const judge = createJudge(plan);
  const onlyEnters = createOnlyEnters(plan);

  return (events) => {
    const entries = collectEntries(events);
    const last = entries.at(-1);
    if (last === undefined) return null;
    const lastEntryAt = events.times[last] ?? 0;
    if (onlyEnters(events)) {
      const done = entries.slice(0, 1);
      return judge({ done, isSpoiled: false }, done, lastEntryAt);
    }
    const attempt = findAttempt(events, entries);
    return judge(attempt, fillOptional(attempt.done, events), lastEntryAt);
  };
};
