import { type Attempt, isBetter, standingOf, type UnitEvents } from './attempt.ts';
import { createCollectEntries, createFinder, createJudge, type Verdict } from './evaluate.ts';
import { createFillOptional, SKIPPED } from './optional.ts';
import type { FunnelPlan } from './plan.ts';

/** Says what became of a unit whose events have these values, each by a number; null when it did not enter. */
type EvaluateConstant = (events: UnitEvents, valueAt: (event: number) => number) => Verdict | null;

/** The events of a unit that have one value. */
interface Part extends UnitEvents {
  times: number[];
  masks: number[];
  /** Their indexes among all events of the unit. */
  places: number[];
}

const partsOf = ({ count, times, masks }: UnitEvents, valueAt: (event: number) => number, none: number): Part[] => {
  const parts = new Map<number, Part>();
  for (let index = 0; index < count; index++) {
    const value = valueAt(index);
    // What has no value has none in common.
    if (value === none) continue;
    const part = parts.get(value) ?? { count: 0, times: [], masks: [], places: [] };
    parts.set(value, part);
    part.count++;
    part.times.push(times[index] ?? 0);
    part.masks.push(masks[index] ?? 0);
    part.places.push(index);
  }
  return [...parts.values()];
};

/**
 * Makes the evaluator of a funnel through which a property is held constant: as if the events of each value were all that the unit
 * did, and of the attempts that count for each value, the one that counts among them.
 *
 * @param none the number of no value at all
 */
export const createEvaluateConstant = (plan: FunnelPlan, none: number): EvaluateConstant => {
  const findAttempt = createFinder(plan);
  const collectEntries = createCollectEntries(plan);
  const fillOptional = createFillOptional(plan);
  const judge = createJudge(plan);

  return (events, valueAt) => {
    let best: { attempt: Attempt; part: Part; entryAt: number } | undefined;
    let lastEntryAt = Number.NEGATIVE_INFINITY;
    for (const part of partsOf(events, valueAt, none)) {
      const entries = collectEntries(part);
      const last = entries.at(-1);
      if (last === undefined) continue;
      lastEntryAt = Math.max(lastEntryAt, part.times[last] ?? 0);
      const attempt = findAttempt(part, entries);
      const entryAt = part.places[attempt.done[0] ?? 0] ?? 0;
      const standing = standingOf(attempt);
      const other = best && standingOf(best.attempt);
      if (!best || !other || isBetter(standing, other) || (!isBetter(other, standing) && entryAt < best.entryAt))
        best = { attempt, part, entryAt };
    }
    if (!best) return null;
    const { attempt, part } = best;
    const stepEvents = fillOptional(attempt.done, part).map((index) =>
      index === SKIPPED ? SKIPPED : (part.places[index] ?? SKIPPED),
    );
    return judge(attempt, stepEvents, lastEntryAt);
  };
};
