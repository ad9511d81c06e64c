import type { Fragment } from '../../sql/fragment.ts';
import type { Span } from '../../time/range.ts';

/** What the folds need to know of a funnel. */
export interface StagePlan {
  stepCount: number;
  isStrict: boolean;
  /** Entries lie in it. */
  range: Span;
  windowMs: number;
  /** Steps counted from 0. */
  exclusions: readonly { from: number; to: number }[];
}

/** Bits of an event's mask: 0 … 19 the steps it can fill, 20 … 29 the exclusions it is of, 30: its kind is one of the steps'. */
export const EXCLUSION_BIT = 20;
export const STRICT_BIT = 30;

/** How far a unit came, folded over its events. */
export interface StageFold {
  /** Over `happened`, (time, seq, id, mask) in the order of emission; its value is called `came`. */
  fold: Fragment;
  /** From `came`: steps of the furthest clean attempt, UInt8; 0 where there is none. */
  clean: Fragment;
  /** From `came`: steps of the furthest spoiled attempt, which could get further only by passing an excluded event; 0 where there is none. */
  spoiled: Fragment;
}
