export { customerEffort } from './ces.ts';
export { customerSatisfaction } from './csat.ts';
export { differenceInterval, type Proportion } from './difference-interval.ts';
export { type Interval, wilsonInterval } from './interval.ts';
export { type NetScore, type NpsAnswers, netPromoterScore } from './nps.ts';
export { median, quantile, quantiles } from './quantile.ts';
export { ratioInterval } from './ratio-interval.ts';
export type { TopBoxShare } from './top-box.ts';
