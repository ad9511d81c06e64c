/**
 * The value below which a part `p` of the values lies, interpolated linearly between neighbours: definition 7 of
 * R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996) 361–365.
 *
 * @param values any order, at least one; not changed
 * @param p 0 to 1
 * @throws RangeError when there is no value or `p` is outside 0 to 1
 */
export const quantile = (values: ArrayLike<number>, p: number): number => {
  if (values.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError(
      `The quantile ${p} of ${values.length} values: at least one value and 0 ≤ p ≤ 1 are expected.`,
    );
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - below);
};

/** The middle value; the mean of the two middle ones when their number is even. @throws RangeError when there is none */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);
