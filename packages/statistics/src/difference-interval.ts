import { type Interval, wilsonInterval } from './interval.ts';

/** Successes of trials. */
export interface Proportion {
  /** Whole number, 0 to `trials`. */
  successes: number;
  /** Whole number, at least 1. */
  trials: number;
}

/**
 * The confidence interval of the difference `a` − `b` of two independent ratios, each in a range of −1 to 1, put together
 * from the Wilson scores of both, without continuity correction: honest for few trials and for ratios near 0 and 1.
 *
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998) 873–890, method 10.
 *
 * @param confidence above 0, below 1; default 0.95
 * @throws RangeError when counts are not whole, negative, or more successes than trials
 */
export const differenceInterval = (a: Proportion, b: Proportion, confidence = 0.95): Interval => {
  const ofA = wilsonInterval(a.successes, a.trials, confidence);
  const ofB = wilsonInterval(b.successes, b.trials, confidence);
  const [ratioA, ratioB] = [a.successes / a.trials, b.successes / b.trials];
  const difference = ratioA - ratioB;
  return {
    low: difference - Math.hypot(ratioA - ofA.low, ofB.high - ratioB),
    high: difference + Math.hypot(ofA.high - ratioA, ratioB - ofB.low),
  };
};
