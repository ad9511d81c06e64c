import { centred, type Moments, residualVariance } from './moments.ts';

/** What two variables `y` and `x` of the same independent visitors amount to. */
export interface PairSums {
  /** Visitors, each once. */
  count: number;
  y: number;
  x: number;
  yy: number;
  xx: number;
  xy: number;
}

/** Variances of `y` and `x` and their covariance, unbiased; 0 where there are fewer than two visitors. */
export const covarianceOf = ({ count, y, x, yy, xx, xy }: PairSums): { yy: number; xx: number; xy: number } => {
  if (count < 2) return { yy: 0, xx: 0, xy: 0 };
  const over = (product: number, a: number, b: number) => centred(product, (a * b) / count) / (count - 1);
  return { yy: Math.max(0, over(yy, y, y)), xx: Math.max(0, over(xx, x, x)), xy: over(xy, x, y) };
};

/**
 * The ratio Σy / Σx of what visitors did, such as revenue per order, where visitors, not orders, are independent: as the mean of as many
 * values, with the variance by which its standard error is √(variance / count). By the delta method.
 *
 * Source: A. Deng, U. Knoblich, J. Lu, "Applying the delta method in metric analytics: a practical guide with novel ideas", KDD 2018,
 * section 3.1.
 *
 * @throws RangeError when Σx is 0: then there is no ratio
 */
export const ratioOfMeans = (sums: PairSums): Moments => {
  const { count, y, x } = sums;
  if (x === 0) throw new RangeError(`${y} of 0: nothing can be divided by that.`);
  const ratio = y / x;
  const meanX = x / count;
  const variance = residualVariance(covarianceOf(sums), ratio) / (meanX * meanX);
  return { count, mean: ratio, variance };
};
