import { criticalValue } from './critical-value.ts';

/** An interval that holds the true value with 95 % confidence, where no other confidence is asked for. */
export interface Interval {
  low: number;
  high: number;
}

/** The 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
export const Z_95 = 1.959963984540054;

/**
 * The confidence interval of a ratio, by Wilson's score without continuity correction: honest for few trials and
 * for ratios near 0 and 1, where the textbook interval leaves the range or shrinks to nothing.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209–212.
 *
 * @param successes whole number, 0 to `trials`
 * @param trials whole number, at least 1
 * @param confidence above 0, below 1; default 0.95
 * @throws RangeError when the counts are not whole, negative, or more successes than trials
 */
export const wilsonInterval = (successes: number, trials: number, confidence = 0.95): Interval => {
  if (!Number.isInteger(successes) || !Number.isInteger(trials) || successes < 0 || trials < 1 || successes > trials)
    throw new RangeError(
      `${successes} successes in ${trials} trials: whole numbers with 0 ≤ successes ≤ trials, trials ≥ 1.`,
    );
  const ratio = successes / trials;
  const z = criticalValue(confidence);
  const z2 = z * z;
  const middle = ratio + z2 / (2 * trials);
  const reach = z * Math.sqrt((ratio * (1 - ratio)) / trials + z2 / (4 * trials * trials));
  const scale = 1 + z2 / trials;
  return {
    // Rounding must not push the ends past what they are exactly when nobody or everybody succeeded.
    low: successes === 0 ? 0 : Math.max(0, (middle - reach) / scale),
    high: successes === trials ? 1 : Math.min(1, (middle + reach) / scale),
  };
};
