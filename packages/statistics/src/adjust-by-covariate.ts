import { type Moments, residualVariance } from './moments.ts';
import { covarianceOf, type PairSums } from './ratio-of-means.ts';

/** Means of groups, adjusted by what was known before. */
export interface Adjusted {
  /** In the order of the groups. */
  groups: Moments[];
  /** What a unit of the covariate is worth; 0 where it tells nothing. */
  slope: number;
  /** The share of the variance within groups that the covariate takes away, 0 to 1. */
  varianceReductionRatio: number;
}

/**
 * Means of `y` of several groups to which chance assigned visitors, adjusted by a covariate `x` from before the assignment (CUPED): as
 * right as the plain means, and less uncertain the more `x` tells about `y`. The slope is that within the groups, all taken together.
 *
 * Source: A. Deng, Y. Xu, R. Kohavi, T. Walker, "Improving the sensitivity of online controlled experiments by utilizing pre-experiment
 * data", WSDM 2013, section 3.
 *
 * @throws RangeError when a group has no visitor
 */
export const adjustByCovariate = (groups: readonly PairSums[]): Adjusted => {
  let [within, withinX, withinXy] = [0, 0, 0];
  let [count, x] = [0, 0];
  const covariances = groups.map((sums) => {
    if (!(sums.count > 0)) throw new RangeError(`The mean of ${sums.count} visitors: at least one is expected.`);
    const covariance = covarianceOf(sums);
    within += covariance.yy * (sums.count - 1);
    withinX += covariance.xx * (sums.count - 1);
    withinXy += covariance.xy * (sums.count - 1);
    count += sums.count;
    x += sums.x;
    return covariance;
  });
  const slope = withinX > 0 ? withinXy / withinX : 0;
  const meanX = x / count;
  return {
    slope,
    varianceReductionRatio: within > 0 && withinX > 0 ? Math.min(1, (withinXy * withinXy) / (withinX * within)) : 0,
    groups: groups.map((sums, index) => {
      const covariance = covariances[index] ?? { yy: 0, xx: 0, xy: 0 };
      return {
        count: sums.count,
        mean: sums.y / sums.count - slope * (sums.x / sums.count - meanX),
        variance: residualVariance(covariance, slope),
      };
    }),
  };
};
