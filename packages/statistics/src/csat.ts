import { type TopBoxShare, topBoxShare } from './top-box.ts';

/** The satisfied of five: 4 and 5. */
const SATISFIED = 2;

/**
 * Customer satisfaction: the share of answers that are one of the best two of five, with its 95 % confidence interval by Wilson's score.
 * Not the mean, which no interval of a five-step scale describes well.
 *
 * Sources: N. T. Bendle and others, "Marketing Metrics", 4th edition (2020), "Customer satisfaction": top-two-box; E. B. Wilson (1927).
 *
 * @param counts answers by step, the worst ("very dissatisfied", 1) first; five whole numbers
 * @returns null where nobody answered
 * @throws RangeError when there are not five counts, or they are not whole, or negative
 */
export const customerSatisfaction = (counts: readonly number[]): TopBoxShare | null =>
  topBoxShare(counts, 5, SATISFIED);
