import { studentCdf, studentQuantile } from './distributions/student.ts';
import type { Interval } from './interval.ts';
import type { Moments } from './moments.ts';

/** How two groups differ. */
export interface Difference {
  /** Of the first less that of the second. */
  value: number;
  standardError: number;
  interval: Interval;
  /** How likely so large a difference, or a larger one, is where there is none; never to be shown alone. */
  pValue: number;
}

/** The variance of a group's mean. */
export const meanVariance = ({ variance, count }: Moments): number => variance / count;

/**
 * The difference of two means, `a` less `b`, of independent values whose variances may differ (Welch's t-test), with its confidence
 * interval.
 *
 * Source: B. L. Welch, "The generalization of 'Student's' problem when several different population variances are involved", Biometrika 34
 * (1947) 28–35; degrees of freedom by F. E. Satterthwaite, Biometrics Bulletin 2 (1946) 110–114.
 *
 * @param confidence above 0, below 1; default 0.95
 * @throws RangeError when a group has fewer than two values
 */
export const welchTest = (a: Moments, b: Moments, confidence = 0.95): Difference => {
  if (!(a.count > 1 && b.count > 1))
    throw new RangeError(`${a.count} values against ${b.count}: at least two in each group are expected.`);
  const value = a.mean - b.mean;
  const [ofA, ofB] = [meanVariance(a), meanVariance(b)];
  const standardError = Math.sqrt(ofA + ofB);
  if (standardError === 0)
    return { value, standardError, interval: { low: value, high: value }, pValue: value === 0 ? 1 : 0 };
  const degrees = (ofA + ofB) ** 2 / (ofA ** 2 / (a.count - 1) + ofB ** 2 / (b.count - 1));
  const reach = -studentQuantile((1 - confidence) / 2, degrees) * standardError;
  return {
    value,
    standardError,
    interval: { low: value - reach, high: value + reach },
    pValue: 2 * studentCdf(-Math.abs(value) / standardError, degrees),
  };
};
