import { forEachPoint } from './gauss-legendre.ts';
import type { Posterior } from './posterior.ts';

/** What speaks for one of several groups. */
export interface Chance {
  /** How likely its true value is the largest of all, 0 to 1; all add up to 1. */
  bestRatio: number;
  /** What is lost on average, in the value's own unit, if it is chosen and another is better; at least 0. */
  expectedLoss: number;
}

/** Deviations from the mean at which parts begin: the skewed tail of a ratio near 0 reaches far. */
const NEAR = Array.from({ length: 41 }, (_, index) => (index - 20) / 2);
const FAR = [12, 15, 20, 27, 36, 50];
const DEVIATIONS = [...FAR.map((far) => -far), ...NEAR, ...FAR];

/**
 * How likely each of several independent groups is the best, and what choosing it costs on average if it is not. Integrated, not
 * simulated: the same answer each time.
 *
 * Source: C. Stucchio, "Bayesian A/B Testing at VWO" (2015), sections 3 and 4, here for several groups.
 */
export const chancesToBeBest = (posteriors: readonly Posterior[]): Chance[] => {
  const edges = [
    ...new Set(
      posteriors.flatMap(({ mean, deviation, low, high }) =>
        DEVIATIONS.map((deviations) => Math.min(high, Math.max(low, mean + deviations * deviation))),
      ),
    ),
  ].sort((a, b) => a - b);
  const bests = posteriors.map(() => 0);
  // What the largest of all is above the lowest edge.
  let above = 0;
  forEachPoint(edges, (x, weight) => {
    const cdfs = posteriors.map((posterior) => posterior.cdf(x));
    above += weight * (1 - cdfs.reduce((all, cdf) => all * cdf, 1));
    posteriors.forEach((posterior, index) => {
      const others = cdfs.reduce((all, cdf, other) => (other === index ? all : all * cdf), 1);
      if (others > 0) bests[index] = (bests[index] ?? 0) + weight * others * posterior.density(x);
    });
  });
  const all = bests.reduce((sum, best) => sum + best, 0) || 1;
  const largest = (edges[0] ?? 0) + above;
  return posteriors.map(({ mean }, index) => ({
    bestRatio: (bests[index] ?? 0) / all,
    expectedLoss: Math.max(0, largest - mean),
  }));
};
