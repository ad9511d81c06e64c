import type { Proportion } from './difference-interval.ts';
import { type Interval, wilsonInterval } from './interval.ts';

/**
 * The 95 % confidence interval of the ratio `a` / `b` of two independent ratios (the relative risk, the lift), each at least 0, put
 * together from the Wilson scores of both: defined for every `a`, also where nobody or everybody succeeded.
 *
 * Source: A. Donner, G. Y. Zou, "Closed-form confidence intervals for functions of the normal mean and standard deviation",
 * Statistical Methods in Medical Research 21 (2012) 347–359 (MOVER), here with Wilson's limits.
 *
 * @throws RangeError when `b` has no success, for then there is no ratio; when counts are not whole, negative, or more successes than trials
 */
export const ratioInterval = (a: Proportion, b: Proportion): Interval => {
  const [ofA, ofB] = [wilsonInterval(a.successes, a.trials), wilsonInterval(b.successes, b.trials)];
  if (b.successes === 0) throw new RangeError(`0 successes in ${b.trials} trials: nothing can be divided by that.`);
  const [ratioA, ratioB] = [a.successes / a.trials, b.successes / b.trials];
  const product = ratioA * ratioB;
  /** limit · (2 · ratio − limit): the square of the ratio less the square of the way to its limit. */
  const reduced = (ratio: number, limit: number) => limit * (2 * ratio - limit);
  // Rounding must not push what is never negative below 0.
  const root = (square: number) => Math.sqrt(Math.max(0, square));
  const [lowA, highA] = [reduced(ratioA, ofA.low), reduced(ratioA, ofA.high)];
  const [lowB, highB] = [reduced(ratioB, ofB.low), reduced(ratioB, ofB.high)];
  return {
    low: ratioA === 0 ? 0 : lowA / (product + root(product ** 2 - lowA * highB)),
    high: (product + root(product ** 2 - highA * lowB)) / lowB,
  };
};
