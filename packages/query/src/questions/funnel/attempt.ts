import type { FunnelPlan } from './plan.ts';

/** The events of one unit in the order of emission. The arrays are reused: `count` says how much of them is meant. */
export interface UnitEvents {
  count: number;
  /** Epoch ms, never falling. */
  times: ArrayLike<number>;
  masks: ArrayLike<number>;
}

/** One way in, and how far it went. */
export interface Attempt {
  /** Indexes of the events by which the needed steps are done at the earliest, the entry first. */
  done: number[];
  /** True when it got further only by passing an excluded event. */
  isSpoiled: boolean;
}

/**
 * Finds the attempt of a unit that counts; there is at least one entry. Made once for a funnel: a million units share its
 * scratch arrays.
 */
export type AttemptFinder = (events: UnitEvents, entries: readonly number[]) => Attempt;

/** The bits of all steps. */
export const stepMask = ({ stepCount }: Pick<FunnelPlan, 'stepCount'>): number => 2 ** stepCount - 1;

/** Every bit that any of the events has. */
export const unionOf = ({ count, masks }: UnitEvents): number => {
  let union = 0;
  for (let index = 0; index < count; index++) union |= masks[index] ?? 0;
  return union;
};

interface Standing {
  depth: number;
  isSpoiled: boolean;
}

/** How an attempt stands beside others. */
export const standingOf = ({ done, isSpoiled }: Attempt): Standing => ({ depth: done.length, isSpoiled });

/**
 * Which of a unit's attempts counts: a clean one before a spoiled one, then the one that went furthest, then the earliest.
 * Attempts are compared from the earliest entry on.
 */
export const isBetter = (attempt: Standing, best: Standing): boolean =>
  attempt.isSpoiled === best.isSpoiled ? attempt.depth > best.depth : best.isSpoiled;
