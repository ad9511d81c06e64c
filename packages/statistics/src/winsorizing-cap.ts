import { quantile } from './quantile.ts';

/**
 * The value above which single values are cut down to it (winsorized), so that one huge order does not decide: the percentile of the
 * values that are not 0. Taken of all groups together, for a cap of each group's own would hide what a variant does to large values.
 * Infinity, which cuts nothing, where all are 0.
 *
 * Source: R. Kohavi, D. Tang, Y. Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 22; W. J. Dixon, Annals of Mathematical
 * Statistics 31 (1960) 385–391.
 *
 * @param percentile above 0 to 100
 */
export const winsorizingCap = (values: ArrayLike<number>, percentile: number): number => {
  const told = Float64Array.from(values).filter((value) => value !== 0);
  return told.length === 0 ? Number.POSITIVE_INFINITY : quantile(told, percentile / 100);
};
