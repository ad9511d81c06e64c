import { type TopBoxShare, topBoxShare } from './top-box.ts';

/** Who found it at least rather easy: 5, 6 and 7 of seven. */
const EASY = 3;

/**
 * Customer effort: the share of answers that call it at least rather easy (5 to 7 of 1 to 7), with its 95 % confidence interval by
 * Wilson's score. The share and not the mean of the scale: it has an honest interval for few answers, too. The mean is told beside it.
 *
 * Sources: M. Dixon, N. Toman, R. DeLisi, "The Effortless Experience" (2013), and CEB's CES 2.0, whose seven-step scale it scores as the share
 * that at least somewhat agrees; E. B. Wilson (1927).
 *
 * @param counts answers by step, the hardest (1) first; seven whole numbers
 * @returns null where nobody answered
 * @throws RangeError when there are not seven counts, or they are not whole, or negative
 */
export const customerEffort = (counts: readonly number[]): TopBoxShare | null => topBoxShare(counts, 7, EASY);
