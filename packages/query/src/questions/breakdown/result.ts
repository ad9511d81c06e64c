import type { Conversion } from '../../conversion.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** A measure over some events. */
export interface BreakdownAmount {
  /** ISO 4217 where the measure is money; null where it is a number. */
  currency: string | null;
  /** Sum or average; a sum over nothing is 0, an average of nothing null. */
  value: number | null;
  /** A sum of money as exact decimal text ("19.9"); null for averages and numbers. */
  exact: string | null;
  /** Events that have the measure. */
  events: number;
}

/** What is told of some events. */
export interface BreakdownFigures {
  /** Events; one that only goes on with another is no further one. */
  events: number;
  /** Different visitors. */
  visitors: number;
  /** Different sessions; what only the site's server told has none. */
  sessions: number;
  /** Null when none was asked for; a number's is one amount, money's an amount for each currency, in the order of their codes. */
  measure: BreakdownAmount[] | null;
  /** Visitors or sessions that did the goal in the range; null when none was asked for. */
  converted: number | null;
  /** `converted` of `visitors` or `sessions`; null without a goal and where there is nobody. */
  conversion: Conversion | null;
}

/** One value of the dimension. */
export interface BreakdownRow extends BreakdownFigures {
  /** '' where the events have none. */
  value: string;
  /** The same value in the comparison range; null without one. */
  comparison: BreakdownFigures | null;
}

/** What is told beside the rows, with the same in the comparison range; null without one. */
export interface BreakdownSum extends BreakdownFigures {
  comparison: BreakdownFigures | null;
}

/**
 * The answer to a breakdown. Events and sums of the rows and of `other` add up to the total. Visitors, sessions and conversions
 * need not: who did events with several values is counted with each. `overlap` says by how much. Events and sums may be a moment older
 * than visitors, sessions and conversions: where events are being stored, `other` may have somebody and no events yet.
 */
export interface BreakdownResult {
  range: Span;
  comparisonRange: Span | null;
  /** In the order asked for. */
  rows: BreakdownRow[];
  /** All values that are not on this page, those before it and those after it; null when there are none in either range. */
  other: BreakdownSum | null;
  /** All values that pass the search, each visitor and session once. */
  total: BreakdownSum;
  /** Different values that pass the search in the range. */
  values: number;
  /** By how much the rows and `other` together exceed the total: visitors and sessions counted with more than one of them. */
  overlap: { visitors: number; sessions: number };
  /** Null when nobody was asked for. */
  people: People | null;
}
