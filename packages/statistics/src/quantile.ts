/**
 * The values below which parts `ps` of the values lie, in the order of `ps`, interpolated linearly between neighbours: definition 7
 * of R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996) 361–365.
 *
 * @param values any order, at least one; not changed
 * @param ps 0 to 1 each
 * @throws RangeError when there is no value or one of `ps` is outside 0 to 1
 */
export const quantiles = (values: ArrayLike<number>, ps: readonly number[]): number[] => {
  const sorted = Float64Array.from(values).sort();
  return ps.map((p) => {
    if (sorted.length === 0 || !(p >= 0 && p <= 1))
      throw new RangeError(
        `The quantile ${p} of ${sorted.length} values: at least one value and 0 ≤ p ≤ 1 are expected.`,
      );
    const position = (sorted.length - 1) * p;
    const below = Math.floor(position);
    const low = sorted[below] ?? Number.NaN;
    const high = sorted[Math.ceil(position)] ?? Number.NaN;
    return low + (high - low) * (position - below);
  });
};

/** One of the `quantiles`. @throws RangeError when there is no value or `p` is outside 0 to 1 */
export const quantile = (values: ArrayLike<number>, p: number): number => quantiles(values, [p])[0] ?? Number.NaN;

/** The middle value; the mean of the two middle ones when their number is even. @throws RangeError when there is none */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);
