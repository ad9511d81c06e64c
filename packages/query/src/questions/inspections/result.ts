import type { Interval } from '@telltale/statistics';
import type { Conversion } from '../../conversion.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/** How long, or how often, visitors did something with a feature. */
export interface Dwell {
  /** Different visitors who did it at all. */
  visitors: number;
  /** Ms, or uses. What goes on after the page was hidden is added. */
  total: number;
  /** Of all page views with an inspection of the feature, those in which it was not done at all as 0; null where there is none. */
  median: number | null;
}

/** How many of some visitors did the goal afterwards. */
export interface GroupConversion {
  visitors: number;
  converted: number;
  /** Null where there is nobody. */
  conversion: Conversion | null;
}

/** Those who inspected a feature against those who saw a page on which it stands and did not. */
export interface InspectionEffect {
  inspected: GroupConversion;
  others: GroupConversion;
  /** Ratio of the inspectors minus that of the others, −1 to 1, with its 95 % interval (Newcombe's hybrid score); null where a group is empty. */
  difference: { value: number; interval: Interval } | null;
}

/** What is told of one feature in one range. */
export interface FeatureFigures {
  /** Different visitors with an inspection: who saw it. */
  visitors: number;
  /** Inspections; one that goes on after the page was hidden is no further one. */
  inspections: number;
  seen: Dwell;
  hovered: Dwell;
  focused: Dwell;
  uses: Dwell;
  /** Different visitors who copied its text. */
  copiedBy: number;
  /** Different visitors who inspected it or saw a page on which it was inspected in the range. */
  pageVisitors: number;
  /** `visitors` of `pageVisitors`; null where there is nobody. */
  reach: Conversion | null;
  /** Null without a goal. */
  effect: InspectionEffect | null;
}

/** A feature of the league table. */
export interface FeatureRow extends FeatureFigures {
  feature: string;
  /** The same feature in the comparison range; null without one. */
  comparison: FeatureFigures | null;
}

/** The answer to the question about inspections. */
export interface InspectionsResult {
  range: Span;
  comparisonRange: Span | null;
  /** In the order asked for. */
  rows: FeatureRow[];
  /** Different features that were inspected in the range, on all pages of the table. */
  features: number;
  /** Null when nobody was asked for. */
  people: People | null;
}
