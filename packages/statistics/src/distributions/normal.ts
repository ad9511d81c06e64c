import { quantileOf } from './quantile-of.ts';
import { upperGamma } from './upper-gamma.ts';

/** The density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** How likely a standard normal variable is at most `z`. The tail is exact on both sides: Φ(−10) is 7.6·10⁻²⁴, not 0. */
export const normalCdf = (z: number): number => {
  const tail = 0.5 * upperGamma(0.5, 0.5 * z * z);
  return z > 0 ? 1 - tail : tail;
};

/** The standard normal variable below which a share `p` lies. @param p above 0, below 1 */
export const normalQuantile = (p: number): number => {
  if (p > 0.5) return -normalQuantile(1 - p);
  return p === 0.5 ? 0 : quantileOf(p, { cdf: normalCdf, low: -40, high: 0 });
};
