import { defineCheck, outcome } from '../check.ts';

/** A store that is started anew is back within this time. */
const AWAY_TOO_LONG_MS = 60_000;
/** Fewer prove nothing. */
const LEAST_QUESTIONS = 10;
/** People wait for half of their questions this long. */
const SLOW_MEDIAN_MS = 2_000;
/** One in twenty takes this long: near the 30 s after which it is given up. */
const SLOW_MS = 15_000;

/** The store does not answer, or answers slowly. */
export const store = defineCheck({
  name: 'store',
  about: 'collector',
  reads: 'store',
  judge: ({ awayMs, questions, medianMs, slowMs }) => {
    if (awayMs > 0) return outcome('away', awayMs >= AWAY_TOO_LONG_MS ? 'problem' : 'warning', { figures: { awayMs } });
    if (questions < LEAST_QUESTIONS) return outcome('answers', 'ok', { figures: { questions } });
    const figures = { questions, medianMs, slowMs };
    if (medianMs >= SLOW_MEDIAN_MS || slowMs >= SLOW_MS) return outcome('slow', 'warning', { figures });
    return outcome('fine', 'ok', { figures });
  },
});
