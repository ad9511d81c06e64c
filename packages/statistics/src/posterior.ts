import { logGamma } from './distributions/log-gamma.ts';
import { lowerBeta } from './distributions/lower-beta.ts';
import { normalCdf, normalDensity } from './distributions/normal.ts';
import type { Moments } from './moments.ts';

/** What is believed of a group's true value after the experiment, with nothing believed before it. */
export interface Posterior {
  mean: number;
  deviation: number;
  /** The least and the largest value that can be. */
  low: number;
  high: number;
  cdf(x: number): number;
  density(x: number): number;
}

/**
 * Of a ratio: a beta distribution, every ratio having been as likely as any other.
 *
 * Source: A. Gelman et al., "Bayesian Data Analysis", 3rd ed. (2013), section 2.1.
 */
export const betaPosterior = (successes: number, trials: number): Posterior => {
  const [a, b] = [successes + 1, trials - successes + 1];
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  const mean = a / (a + b);
  return {
    mean,
    deviation: Math.sqrt((mean * (1 - mean)) / (a + b + 1)),
    low: 0,
    high: 1,
    cdf: (x) => lowerBeta(x, a, b),
    density: (x) => (x <= 0 || x >= 1 ? 0 : Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x))),
  };
};

/**
 * Of a mean of many values: a normal distribution about what was measured.
 *
 * Source: A. Gelman et al., "Bayesian Data Analysis", 3rd ed. (2013), section 4.1.
 */
export const normalPosterior = ({ mean, variance, count }: Moments): Posterior => {
  // Where all values are the same there is no doubt, but a density there must be.
  const deviation = Math.sqrt(variance / count) || Math.abs(mean) * 1e-9 || 1e-9;
  return {
    mean,
    deviation,
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    cdf: (x) => normalCdf((x - mean) / deviation),
    density: (x) => normalDensity((x - mean) / deviation) / deviation,
  };
};

/** The same of the value with the opposite sign: where less is better, the largest of these is the best. */
export const oppositeOf = ({ mean, deviation, low, high, cdf, density }: Posterior): Posterior => ({
  mean: -mean,
  deviation,
  low: -high,
  high: -low,
  cdf: (x) => 1 - cdf(-x),
  density: (x) => density(-x),
});
