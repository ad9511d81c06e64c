import { differenceInterval, type Proportion } from './difference-interval.ts';
import { normalCdf } from './distributions/normal.ts';
import type { Difference } from './welch-test.ts';

/**
 * The difference of two independent ratios, `a` less `b`: Newcombe's interval (see `differenceInterval`), the standard error of both
 * variances apart, and the two-sided p-value of the z-test with the pooled variance.
 *
 * Source: A. Agresti, "Categorical Data Analysis", 3rd ed. (2013), section 3.2: the square of z is Pearson's chi-squared.
 *
 * @param confidence above 0, below 1; default 0.95
 * @throws RangeError when counts are not whole, negative, or more successes than trials
 */
export const twoProportionTest = (a: Proportion, b: Proportion, confidence = 0.95): Difference => {
  const interval = differenceInterval(a, b, confidence);
  const [ratioA, ratioB] = [a.successes / a.trials, b.successes / b.trials];
  const value = ratioA - ratioB;
  const pooled = (a.successes + b.successes) / (a.trials + b.trials);
  const pooledError = Math.sqrt(pooled * (1 - pooled) * (1 / a.trials + 1 / b.trials));
  return {
    value,
    standardError: Math.sqrt((ratioA * (1 - ratioA)) / a.trials + (ratioB * (1 - ratioB)) / b.trials),
    interval,
    pValue: pooledError === 0 ? 1 : 2 * normalCdf(-Math.abs(value) / pooledError),
  };
};
