export { differenceInterval, type Proportion } from './difference-interval.ts';
export { type Interval, wilsonInterval } from './interval.ts';
export { median, quantile, quantiles } from './quantile.ts';
export { ratioInterval } from './ratio-interval.ts';
