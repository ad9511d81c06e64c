export { type Adjusted, adjustByCovariate } from './adjust-by-covariate.ts';
export { customerEffort } from './ces.ts';
export { type Chance, chancesToBeBest } from './chances-to-be-best.ts';
export { criticalValue } from './critical-value.ts';
export { customerSatisfaction } from './csat.ts';
export { differenceInterval, type Proportion } from './difference-interval.ts';
export { dunnettConfidence } from './dunnett-confidence.ts';
export { type Interval, wilsonInterval } from './interval.ts';
export { type Moments, momentsOf, type Sums } from './moments.ts';
export { type NetScore, type NpsAnswers, netPromoterScore } from './nps.ts';
export { betaPosterior, normalPosterior, oppositeOf, type Posterior } from './posterior.ts';
export { median, quantile, quantiles } from './quantile.ts';
export { ratioInterval } from './ratio-interval.ts';
export { type PairSums, ratioOfMeans } from './ratio-of-means.ts';
export { momentsOfProportion, relativeDifference } from './relative-difference.ts';
export { type SampleRatio, sampleRatio, type WeightPeriod } from './sample-ratio.ts';
export {
  daysFor,
  minimumDetectableEffect,
  type PlannedGroup,
  type PlanOptions,
  visitorsNeeded,
} from './sample-size.ts';
export { sequentialCriticalValue } from './sequential-critical-value.ts';
export type { TopBoxShare } from './top-box.ts';
export { twoProportionTest } from './two-proportion-test.ts';
export { type Difference, meanVariance, welchTest } from './welch-test.ts';
export { winsorizingCap } from './winsorizing-cap.ts';
