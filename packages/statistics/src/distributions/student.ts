import { lowerBeta } from './lower-beta.ts';
import { normalQuantile } from './normal.ts';
import { quantileOf } from './quantile-of.ts';

/**
 * How likely a variable of Student's t distribution is at most `t`.
 *
 * @param degrees of freedom, above 0, not necessarily whole
 */
export const studentCdf = (t: number, degrees: number): number => {
  const tail = 0.5 * lowerBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
};

/** Above that many degrees of freedom the quantiles are those of the normal distribution to nine digits. */
const AS_NORMAL = 1e10;

/** The variable of Student's t distribution below which a share `p` lies. @param p above 0, below 1 */
export const studentQuantile = (p: number, degrees: number): number => {
  if (p > 0.5) return -studentQuantile(1 - p, degrees);
  if (p === 0.5) return 0;
  const normal = normalQuantile(p);
  if (degrees > AS_NORMAL) return normal;
  // Its tails are heavier than the normal ones, so that its quantile lies further out.
  let low = 2 * normal - 1;
  while (studentCdf(low, degrees) > p) low *= 4;
  return quantileOf(p, { cdf: (t) => studentCdf(t, degrees), low, high: 0 });
};
