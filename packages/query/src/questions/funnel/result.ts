import type { Interval } from '@telltale/statistics';
import type { Conversion } from '../../conversion.ts';
import type { EventReference } from '../../filter/definition.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';
import type { FunnelDefinition } from './definition.ts';

/** How long something took those who did it, in ms. Quantiles are interpolated linearly between neighbours. */
export interface FunnelDurations {
  p10: number;
  p25: number;
  p50: number;
  p75: number;
  p90: number;
  p95: number;
  /** How many took at least the `durationEdgesMs` at the same place and less than the next edge; the last one is open-ended. */
  counts: number[];
}

/**
 * What happened at one step. At a needed step, `reached` = the next needed step's `reached` + `dropped` + `open`. "The step
 * before" is always the needed one.
 */
export interface FunnelStepFigures {
  isOptional: boolean;
  /**
   * Units that came at least so far; of an optional step those who did it. In any order: that did at least so many steps.
   */
  reached: number;
  /** Came exactly so far, and their window is over. 0 at the last step and at optional ones: nobody stops there. */
  dropped: number;
  /** Came exactly so far, and may still go on. 0 likewise. */
  open: number;
  /** Of those who reached the step before and are not still open there; null at the first step and where there is none. */
  fromPrevious: Conversion | null;
  /** Of those who entered and are not still open at an earlier step; null where there is none. */
  fromStart: Conversion | null;
  /** Median time from the entry, in ms; null at the first step and where nobody reached it. */
  medianMsFromStart: number | null;
  /** Median time from the step before, in ms; null likewise. */
  medianMsFromPrevious: number | null;
  /** Time from the step before; null likewise. */
  fromPreviousMs: FunnelDurations | null;
}

/** What became of those who entered. `entered` = `converted` + `dropped` + `open`. */
export interface FunnelOutcomes {
  entered: number;
  converted: number;
  dropped: number;
  /** Still inside a conversion window: neither converted nor dropped. */
  open: number;
  /** Left out, and not in `entered`: every attempt that is over got further only through an excluded event. */
  excluded: number;
  /** converted / (converted + dropped); null when both are 0. */
  conversion: Conversion | null;
}

/** What became of those who entered, step by step. */
export interface FunnelFigures extends FunnelOutcomes {
  /** Median time from the entry to the last step, in ms. */
  medianMsToConvert: number | null;
  /** Time from the entry to the last step; null where nobody converted. */
  toConvertMs: FunnelDurations | null;
  steps: FunnelStepFigures[];
}

/** The part of a funnel of whose attempts the events asked for had one value. */
export interface FunnelGroup extends FunnelFigures {
  /** '' where the events had none; null for "other". */
  value: string | null;
  /** True for the group of all values beyond the limit. */
  isOther: boolean;
}

/** What became of those who entered in one interval; the intervals add up to the total. */
export interface FunnelBucket extends FunnelOutcomes {
  /** Epoch ms. The first interval may begin before the range does. */
  startAt: number;
}

/** What those who dropped after a step did next, within the window. `units` = those of `events` + `other` + `nothing`. */
export interface FunnelNext {
  /** Counted from 1. */
  step: number;
  /** The step's `dropped`. */
  units: number;
  /** The most frequent first, each with how many did it next. `object` is what the event is about: a page view's path; '' for none. */
  events: { kind: string; object: string; units: number }[];
  /** Did something less frequent. */
  other: number;
  /** Did nothing more. */
  nothing: number;
}

/** Of how many units how many converted. */
export interface FunnelShare {
  units: number;
  converted: number;
  /** null when there are none. */
  ratio: number | null;
}

/** How converting goes with one value or event, among those who converted or dropped; who is open is in neither. */
export interface FunnelDriver {
  /** The property whose value this is; null where it is an event. */
  property: string | null;
  /** The entry's value; '' where it has none. Null where it is an event. */
  value: string | null;
  /** The event; null where it is a value. */
  event: EventReference | null;
  with: FunnelShare;
  without: FunnelShare;
  /** with.ratio / without.ratio; null where that is not defined. */
  liftRatio: number | null;
  /** with.ratio − without.ratio with its 95 % confidence interval (Newcombe's); null where one of both is. */
  difference: { value: number; interval: Interval } | null;
}

/** Customers, listed. */
export interface FunnelCustomers {
  /** Different customers, on all pages. */
  count: number;
  /** In order. */
  customerIds: string[];
  /** Where the next page begins; null on the last. */
  nextAfter: string | null;
}

/** The answer to a funnel. */
export interface FunnelResult {
  range: Span;
  conversionWindowMs: number;
  unit: FunnelDefinition['unit'];
  /**
   * Ascending from 0, each about three times the one before: where the `counts` of durations are cut. Always the same, up to the
   * conversion window.
   */
  durationEdgesMs: number[];
  total: FunnelFigures;
  /** Largest first, "other" last; every unit is in at most one. Null without a breakdown. */
  groups: FunnelGroup[] | null;
  /**
   * Those who did not do the step whose event tells the value: with the groups they add up to the total. Null where the groups alone
   * do, and without a breakdown.
   */
  unattributed: FunnelFigures | null;
  /** In order, without those that have not begun; null where no interval was asked for. */
  overTime: FunnelBucket[] | null;
  /** Null where it was not asked for, as are the following. */
  next: FunnelNext | null;
  /** The clearest differences first: by the end of the interval that is nearer to 0, then by the difference. */
  drivers: FunnelDriver[] | null;
  /** Visitors with the outcome asked for, also where sessions are the unit. */
  people: People | null;
  /** Customers with the outcome asked for, where they are the unit. */
  customers: FunnelCustomers | null;
}
