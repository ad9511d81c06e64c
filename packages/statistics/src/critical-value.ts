import { normalQuantile } from './distributions/normal.ts';

/** The 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
const Z_95 = 1.959963984540054;

/**
 * How many standard errors an interval reaches to each side, for it to hold the true value with this confidence in the normal
 * distribution.
 * @param confidence above 0, below 1
 */
export const criticalValue = (confidence: number): number =>
  confidence === 0.95 ? Z_95 : -normalQuantile((1 - confidence) / 2);
