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

/** Mean and variance out of sums. @throws RangeError when there is no value */
export const momentsOf = ({ count, sum, sumOfSquares }: Sums): Moments => {
  if (!(count > 0)) throw new RangeError(`The mean of ${count} values: at least one is expected.`);
  const mean = sum / count;
  // Rounding must not make a variance negative where all values are the same.
  const variance = count > 1 ? Math.max(0, (sumOfSquares - sum * mean) / (count - 1)) : 0;
  return { count, mean, variance };
};
