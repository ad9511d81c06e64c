import { isStopped, type JudgedCheckout } from './figures.ts';
import type { CheckoutReason } from './result.ts';

/** More than anyone reads of words that are never the same. */
const MAX_REASONS = 200;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts what visitors answered in checkouts that they stopped. */
export const reasonsOf = (judged: readonly JudgedCheckout[]): CheckoutReason[] => {
  const reasons = new Map<string, CheckoutReason>();
  for (const { checkout, answers } of judged) {
    if (!isStopped(checkout)) continue;
    const given = new Map(answers.map(({ texts }) => [JSON.stringify(texts), texts]));
    for (const [key, [survey = '', question = '', answer = '']] of given) {
      const known = reasons.get(key) ?? { survey, question, answer, checkouts: 0 };
      known.checkouts++;
      reasons.set(key, known);
    }
  }
  return [...reasons.values()]
    .sort(
      (a, b) =>
        b.checkouts - a.checkouts ||
        compareText(a.survey, b.survey) ||
        compareText(a.question, b.question) ||
        compareText(a.answer, b.answer),
    )
    .slice(0, MAX_REASONS);
};
