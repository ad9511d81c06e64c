import { defineCheck, outcome, ratioOf } from '../check.ts';

/** Fewer prove nothing. */
const LEAST_EVENTS = 100;
const MANY_RATIO = 0.5;
/** Below this a rise is no news. */
const NOTABLE_RATIO = 0.1;
const RISING_TIMES = 2;

/** Bots: how large a share of the events they make, and whether it rises. They are kept apart from every figure. */
export const bots = defineCheck({
  name: 'bots',
  about: 'site',
  reads: 'bots',
  judge: ({ lately, before }) => {
    if (lately.stored < LEAST_EVENTS) return outcome('few', 'unknown', { figures: { events: lately.stored } });
    const ratio = ratioOf(lately.bots, lately.stored);
    const ratioBefore = ratioOf(before.bots, before.stored);
    const evidence = { figures: { events: lately.bots, ratio, ratioBefore } };
    const isKnownBefore = before.stored >= LEAST_EVENTS;
    if (isKnownBefore && ratio >= NOTABLE_RATIO && ratio >= RISING_TIMES * ratioBefore)
      return outcome('rising', 'warning', evidence);
    if (ratio >= MANY_RATIO) return outcome('many', 'warning', evidence);
    return outcome('fine', 'ok', evidence);
  },
});
