import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';
import type { EngagementName, EngagementUnit } from './figures.ts';

/** A figure of one range. */
export interface EngagementValue {
  numerator: number;
  /** Null where the figure is the numerator itself. */
  denominator: number | null;
  /** The numerator by the denominator, in the figure's unit; null where the denominator is 0. */
  value: number | null;
  /** The numerator as exact decimal text with 4 decimals where it is money; null where it is not. */
  exact: string | null;
}

/** One figure with how it is reckoned. */
export interface EngagementFigure extends EngagementValue {
  name: EngagementName;
  /** How it is reckoned, in English. */
  formula: string;
  /** Of the value. */
  unit: EngagementUnit;
  /** ISO 4217 where the figure is money: amounts of different currencies are different figures, never added. */
  currency: string | null;
  /** The same in the comparison range; null without one. */
  comparison: EngagementValue | null;
}

/** The figures of engagement. */
export interface EngagementResult {
  range: Span;
  comparisonRange: Span | null;
  /** Always in the same order; those of money once for each currency of either range, in the order of their codes. */
  figures: EngagementFigure[];
  /** Null when nobody was asked for. */
  people: People | null;
}
