import { type Interval, wilsonInterval } from '@telltale/statistics';

/** A ratio of counts with its uncertainty. */
export interface Conversion {
  /** 0 to 1. */
  ratio: number;
  /** 95 % confidence interval (Wilson's score). */
  interval: Interval;
}

/** The share of those counted who converted; null when there is nobody to count. */
export const conversionOf = (converted: number, counted: number): Conversion | null =>
  counted === 0 ? null : { ratio: converted / counted, interval: wilsonInterval(converted, counted) };
