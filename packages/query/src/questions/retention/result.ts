import type { Span } from '../../time/range.ts';

/** One cohort in one period: a cell of the triangle. */
export interface RetentionCell {
  /** Those of the cohort who came back; null when the period has not begun. */
  retained: number | null;
  /** Of the cohort's size, 0 to 1; null when the period has not begun or the cohort is empty. */
  shareRatio: number | null;
  /** True as long as the cell can grow: its period is not over, or with `on_or_after` the last period is not. */
  isOpen: boolean;
}

/** Those who began in one period. */
export interface RetentionCohort {
  /** Beginning of the period, epoch ms. */
  startAt: number;
  /** End of the period, excluded, epoch ms. */
  endAt: number;
  /** Visitors or customers. */
  size: number;
  /** True as long as the cohort itself can grow: neither its period nor the range is over. */
  isOpen: boolean;
  /** The cohort's own period first: there it counts who came back later within it. */
  periods: RetentionCell[];
}

/** All cohorts together in one period; cohorts whose cell is still open are left out on both sides. */
export interface RetentionTotal {
  /** Cohorts whose cell is final. */
  cohorts: number;
  /** Sum of their sizes. With `every_time` someone counts once in each cohort. */
  size: number;
  retained: number;
  /** retained / size; null when that is 0. */
  shareRatio: number | null;
}

/** What became of cohorts. */
export interface RetentionFigures {
  /** Sum of the cohorts' sizes. */
  size: number;
  /** One for each period of the range that has begun, in order. */
  cohorts: RetentionCohort[];
  /** One for each period after, the own one first. */
  totals: RetentionTotal[];
}

/** The part of the cohorts whose start event had one value. */
export interface RetentionGroup extends RetentionFigures {
  /** '' where the start events had none; null for "other". */
  value: string | null;
  /** True for the group of all values beyond the limit. */
  isOther: boolean;
}

/** The answer to retention. */
export interface RetentionResult extends RetentionFigures {
  range: Span;
  interval: 'day' | 'week' | 'month';
  unit: 'visitor' | 'customer';
  /** Largest first, "other" last; sizes and retained add up to those above. Null without a breakdown. */
  groups: RetentionGroup[] | null;
  /** Those whom a cell counts; null when none was asked for. */
  people: {
    /** On all pages. */
    count: number;
    /** Visitors as 16 hex digits each, or customers, in order. */
    ids: string[];
    /** Where the next page begins; null on the last. */
    nextAfter: string | null;
  } | null;
}
