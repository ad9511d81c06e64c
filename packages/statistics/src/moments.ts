/** What a variable of independent visitors amounts to. */
export interface Sums {
  /** Visitors, each once, also those whose value is 0. */
  count: number;
  sum: number;
  sumOfSquares: number;
}

/** Of independent values. */
export interface Moments {
  count: number;
  mean: number;
  /** Of one value, unbiased: 0 where there are fewer than two. */
  variance: number;
}

/** Differences of sums that are smaller than that share of them are rounding: the values are all the same. */
const ROUNDING = 1e-12;

/** The sum of the products of two variables less what their sums make of it; 0 where that is rounding. */
export const centred = (product: number, expected: number): number => {
  const rest = product - expected;
  return Math.abs(rest) <= ROUNDING * Math.abs(product) ? 0 : rest;
};

/** The variance of `y` less so many of `x`, out of their variances and covariance; 0 where what is left of them is rounding. */
export const residualVariance = ({ yy, xx, xy }: { yy: number; xx: number; xy: number }, slope: number): number => {
  const [own, both, other] = [yy, 2 * slope * xy, slope * slope * xx];
  const rest = own - both + other;
  return rest <= ROUNDING * (own + Math.abs(both) + other) ? 0 : rest;
};

/** Mean and variance out of sums. @throws RangeError when there is no value */
export const momentsOf = ({ count, sum, sumOfSquares }: Sums): Moments => {
  if (!(count > 0)) throw new RangeError(`The mean of ${count} values: at least one is expected.`);
  const mean = sum / count;
  const variance = count > 1 ? Math.max(0, centred(sumOfSquares, sum * mean) / (count - 1)) : 0;
  return { count, mean, variance };
};
