import { type Interval, wilsonInterval } from './interval.ts';

/** The share of the best steps of a scale. */
export interface TopBoxShare {
  /** 0 to 1. */
  ratio: number;
  /** 95 % confidence, by Wilson's score. */
  interval: Interval;
  /** Mean of the steps, the worst being 1. */
  mean: number;
}

/**
 * The share of answers that are one of the `best` steps of a scale of `steps`, with its 95 % confidence interval.
 *
 * @param counts answers by step, the worst first
 * @returns null where nobody answered
 * @throws RangeError when there are not as many counts as steps, or they are not whole, or negative
 */
export const topBoxShare = (counts: readonly number[], steps: number, best: number): TopBoxShare | null => {
  if (counts.length !== steps || !counts.every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError(
      `Answers by step are [${counts.join(', ')}]: ${steps} whole numbers of at least 0 are expected.`,
    );
  const answers = counts.reduce((sum, count) => sum + count, 0);
  if (answers === 0) return null;
  const top = counts.slice(-best).reduce((sum, count) => sum + count, 0);
  return {
    ratio: top / answers,
    interval: wilsonInterval(top, answers),
    mean: counts.reduce((sum, count, index) => sum + count * (index + 1), 0) / answers,
  };
};
