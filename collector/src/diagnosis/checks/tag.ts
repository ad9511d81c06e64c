import { defineCheck, outcome } from '../check.ts';

const HOUR_MS = 3_600_000;
/** The rhythm of a week is learned from: nights, and days without business. */
const LEARNED_MS = 8 * 24 * HOUR_MS;
/** A silence is no news before it is this long… */
const SHORTEST_SILENCE_HOURS = 3;
/** … and so many times as long as the longest one of the week before. */
const LONGER_TIMES = 2;
/** After this long it is no lull any more. */
const LONG_SILENCE_HOURS = 24;

/** The longest time without the tag between two hours with it, in the eight days before it was last seen. */
const longestLull = (hours: readonly { startAt: number }[], lastSeenAt: number): number => {
  const learned = hours.filter(({ startAt }) => startAt >= lastSeenAt - LEARNED_MS);
  const lulls = learned.slice(1).map(({ startAt }, place) => startAt - (learned[place]?.startAt ?? startAt) - HOUR_MS);
  return Math.max(0, ...lulls) / HOUR_MS;
};

/** The tag was never seen, or not for longer than the site's own rhythm explains. */
export const tag = defineCheck({
  name: 'tag',
  about: 'site',
  reads: 'tag',
  judge: ({ hours, lastSeenAt, nowMs }) => {
    if (lastSeenAt === null) return outcome('never', 'problem', { figures: {} });
    const silentHours = (nowMs - lastSeenAt) / HOUR_MS;
    const lullHours = longestLull(hours, lastSeenAt);
    const figures = { silentHours: Math.floor(silentHours), lullHours: Math.ceil(lullHours), lastSeenAt };
    if (silentHours < Math.max(SHORTEST_SILENCE_HOURS, LONGER_TIMES * lullHours))
      return outcome('seen', 'ok', { figures: { lastSeenAt } });
    return outcome('silent', silentHours >= LONG_SILENCE_HOURS ? 'problem' : 'warning', { figures });
  },
});
