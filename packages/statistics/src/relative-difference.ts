import { criticalValue } from './critical-value.ts';
import type { Interval } from './interval.ts';
import { type Moments, momentsOf } from './moments.ts';
import { meanVariance } from './welch-test.ts';

/**
 * The relative difference a / b − 1 of two independent means with its confidence interval, by the delta method; null where it is not
 * defined because `b` is 0 or less.
 *
 * Source: A. Deng, U. Knoblich, J. Lu, "Applying the delta method in metric analytics", KDD 2018, section 2.2.
 *
 * @param critical standard errors that the interval reaches to each side; default those of 95 %
 */
export const relativeDifference = (
  a: Moments,
  b: Moments,
  critical = criticalValue(0.95),
): { value: number; interval: Interval } | null => {
  if (!(b.mean > 0)) return null;
  const ratio = a.mean / b.mean;
  const reach = critical * (Math.sqrt(meanVariance(a) + ratio ** 2 * meanVariance(b)) / b.mean);
  return { value: ratio - 1, interval: { low: ratio - 1 - reach, high: ratio - 1 + reach } };
};

/** The moments of values that are 1 or 0. */
export const momentsOfProportion = (successes: number, trials: number): Moments =>
  momentsOf({ count: trials, sum: successes, sumOfSquares: successes });
