import type { Conversion } from '../../conversion.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** What happened at one step. `reached` = the next step's `reached` + `dropped` + `open`. */
export interface FunnelStepFigures {
  /** Units (visitors or sessions) that came at least so far. In any order: that did at least so many steps. */
  reached: number;
  /** Came exactly so far, and their window is over. 0 at the last step. */
  dropped: number;
  /** Came exactly so far, and may still go on. 0 at the last step. */
  open: number;
  /** Of those who reached the step before and are not still open there; null at the first step and where there is none. */
  fromPrevious: Conversion | null;
  /** Of those who entered and are not still open at an earlier step; null where there is none. */
  fromStart: Conversion | null;
  /** Median time from the entry, in ms; null at the first step and where nobody reached it. */
  medianMsFromStart: number | null;
  /** Median time from the step before, in ms; null likewise. */
  medianMsFromPrevious: number | null;
}

/** `entered` = `converted` + `dropped` + `open`. */
export interface FunnelFigures {
  entered: number;
  converted: number;
  dropped: number;
  /** Still inside a conversion window: neither converted nor dropped. */
  open: number;
  /** Left out, and not in `entered`: every attempt that is over got further only through an excluded event. */
  excluded: number;
  /** converted / (converted + dropped); null when both are 0. */
  conversion: Conversion | null;
  /** Median time from the entry to the last step, in ms. */
  medianMsToConvert: number | null;
  steps: FunnelStepFigures[];
}

/** The part of a funnel whose entry event had one value. */
export interface FunnelGroup extends FunnelFigures {
  /** '' where the entry events had none; null for "other". */
  value: string | null;
  /** True for the group of all values beyond the limit. */
  isOther: boolean;
}

/** The answer to a funnel. */
export interface FunnelResult {
  range: Span;
  conversionWindowMs: number;
  unit: 'visitor' | 'session';
  total: FunnelFigures;
  /** Largest first, "other" last; every unit is in exactly one, so they add up to the total. Null without a breakdown. */
  groups: FunnelGroup[] | null;
  /** Visitors with the outcome asked for; null when none was asked for. */
  people: People | null;
}
