import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Fewer prove nothing. */
const LEAST_VISITORS = 20;
/** A few clocks are always wrong; times are corrected. */
const SOME_RATIO = 0.1;
/** That so many visitors are wrong in the same hour is less likely than that the collector is. */
const MOST_RATIO = 0.5;

/** Visitors' clocks and the collector's differ by more than a minute. */
export const clock = defineCheck({
  name: 'clock',
  about: 'site',
  reads: 'arrivals',
  judge: ({ visitors, skewedVisitors }) => {
    if (visitors < LEAST_VISITORS) return outcome('few', 'unknown', { figures: { visitors } });
    const ratio = ratioOf(skewedVisitors, visitors);
    const figures = { visitors: skewedVisitors, ratio };
    if (ratio >= MOST_RATIO) return outcome('own', 'problem', { figures });
    if (ratio >= SOME_RATIO) return outcome('some', 'warning', { figures });
    return outcome('fine', 'ok', { figures });
  },
});
