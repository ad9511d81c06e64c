import type { FunnelPlan } from './plan.ts';

/** The events of one unit in the order of emission. The arrays are reused: `count` says how much of them is meant. */
export interface UnitEvents {
  count: number;
  /** Epoch ms, never falling. */
  times: number[];
  masks: number[];
}

/** One way in, and how far it went. */
export interface Attempt {
  /** Index of the entry event. */
  entry: number;
  /** Epoch ms at which each step was done at the earliest, the entry first; its length is how far the attempt went. */
  stepTimes: number[];
  /** True when it got further only by passing an excluded event. */
  isSpoiled: boolean;
}

/** The bits of all steps. */
export const stepMask = ({ stepCount }: FunnelPlan): number => 2 ** stepCount - 1;

/** Every bit that any of the events has. */
export const unionOf = ({ count, masks }: UnitEvents): number => {
  let union = 0;
  for (let index = 0; index < count; index++) union |= masks[index] ?? 0;
  return union;
};

/** Indexes of the events that are an entry: they fill one of the first steps, and the range selects them. */
export function* entriesOf(
  { count, times, masks }: UnitEvents,
  first: number,
  { range }: FunnelPlan,
): Generator<number> {
  for (let index = 0; index < count; index++) {
    const time = times[index] ?? 0;
    if (time >= range.endAt) return;
    if (time >= range.startAt && ((masks[index] ?? 0) & first) !== 0) yield index;
  }
}

/**
 * Which of a unit's attempts counts: a clean one before a spoiled one, then the one that went furthest, then the earliest.
 * Attempts are offered from the earliest entry on.
 */
export const isBetter = (attempt: Attempt, best: Attempt | null): boolean => {
  if (best === null || best.isSpoiled !== attempt.isSpoiled) return best === null || best.isSpoiled;
  return attempt.stepTimes.length > best.stepTimes.length;
};
