import { chiSquaredTail } from './distributions/chi-squared.ts';

/** The groups while their weights were the same. */
export interface WeightPeriod {
  /** Visitors who came into each group in that time. */
  visitors: readonly number[];
  /** As many, at least 0. */
  weights: readonly number[];
}

/** Whether groups are as large as their weights say. */
export interface SampleRatio {
  /** How likely so large a deviation, or a larger one, is by chance. */
  pValue: number;
  /** True below 0.001: something keeps visitors out of a group, and the results are not to be trusted. */
  isMismatched: boolean;
  /** Visitors to expect in each group, in their order. */
  expected: number[];
}

/** So strict, because it is looked at in every experiment, every day. */
const LIMIT = 0.001;

/**
 * Looks for a sample ratio mismatch: Pearson's chi-squared test of the groups' sizes against their weights. Where weights were changed,
 * each period is compared with its own, and the deviations and their degrees of freedom add up.
 *
 * Source: A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
 *
 * @throws RangeError when the weights of a period are not as many as its groups, or all 0
 */
export const sampleRatio = (periods: readonly WeightPeriod[]): SampleRatio => {
  const expected: number[] = [];
  let [deviation, degrees] = [0, 0];
  for (const { visitors, weights } of periods) {
    const all = visitors.reduce((sum, count) => sum + count, 0);
    const weight = weights.reduce((sum, one) => sum + one, 0);
    if (visitors.length !== weights.length || !(weight > 0))
      throw new RangeError(
        `${visitors.length} groups and ${weights.length} weights, together ${weight}: a weight for each is expected, one of them above 0.`,
      );
    visitors.forEach((count, index) => {
      const ofGroup = (all * (weights[index] ?? 0)) / weight;
      expected[index] = (expected[index] ?? 0) + ofGroup;
      // Nobody is to be in a group without weight; somebody there is no chance.
      if (ofGroup > 0) deviation += (count - ofGroup) ** 2 / ofGroup;
      else if (count > 0) deviation = Number.POSITIVE_INFINITY;
    });
    if (all > 0) degrees += weights.filter((one) => one > 0).length - 1;
  }
  if (deviation === Number.POSITIVE_INFINITY) return { pValue: 0, isMismatched: true, expected };
  const pValue = degrees < 1 ? 1 : chiSquaredTail(deviation, degrees);
  return { pValue, isMismatched: pValue < LIMIT, expected };
};
