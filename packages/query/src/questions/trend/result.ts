import type { Span } from '../../time/range.ts';

/** Values of one line in one range, one for each bucket. */
export interface TrendValues {
  /** Counts and sums are 0 where nothing happened; averages, percentiles and ratios are null there. */
  values: (number | null)[];
  /** The same aggregation over the whole range: for visitors, averages and percentiles not the sum of the values. */
  total: number | null;
  /** Sums, minima and maxima of money as exact decimal text ("19.9000"); null where the line is not such. */
  exact: { values: (string | null)[]; total: string | null } | null;
}

/** One line to draw. */
export interface TrendLine extends TrendValues {
  /** Index of the series in the definition. */
  series: number;
  /** The breakdown's value, '' where the events have none; null without a breakdown and for "other". */
  value: string | null;
  /** True for the line that stands for all values beyond the limit. */
  isOther: boolean;
  /** ISO 4217 where the measure is money: amounts of different currencies are different lines. */
  currency: string | null;
  /** The same line in the comparison range; null without one. */
  comparison: TrendValues | null;
}

/** Values of a formula in one range: null where one of the series has none, and where b is 0 of a ratio. */
export interface FormulaValues {
  /** One for each bucket. */
  values: (number | null)[];
  /** The formula of the totals. */
  total: number | null;
}

/** One line of a formula. */
export interface FormulaLine extends FormulaValues {
  /** The breakdown's value, '' where the events have none; null without a breakdown and for "other". */
  value: string | null;
  isOther: boolean;
  /** ISO 4217 where one of the series, or both, are money: of amounts in this currency only. */
  currency: string | null;
  /** Null without a comparison range. */
  comparison: FormulaValues | null;
}

/** A range as it was cut. */
export interface TrendBuckets {
  range: Span;
  /** Beginnings of the buckets, epoch ms. Those that have not begun yet are left out. */
  startAts: number[];
}

/** The answer to a trend. A series without a breakdown has at least one line, of zeros where nothing happened. */
export interface TrendResult extends TrendBuckets {
  lines: TrendLine[];
  /** The formulas, in the order of the definition. */
  formulas: { lines: FormulaLine[] }[];
  comparison: TrendBuckets | null;
}
