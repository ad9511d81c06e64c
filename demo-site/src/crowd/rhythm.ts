import type { Person } from './people.ts';
import type { Random } from './random.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** How likely a visit starts in each hour of the visitor's own day: quiet nights, a lunch break, a long evening. */
const hourWeights = [4, 2, 1, 1, 1, 2, 4, 7, 9, 9, 10, 11, 13, 12, 10, 10, 10, 11, 13, 15, 18, 19, 15, 9];

/** Weekends bring more people to a shop of leisure goods. */
const WEEKEND_WEIGHT = 1.35;

/** The crowd grows by this much from the first to the last day. */
const GROWTH = 0.35;

const hours = hourWeights.map((weight, hour) => [hour, weight] as const);

/** Whether the visitor's own day is without work. */
const isWeekend = (atMs: number, { place }: Person): boolean =>
  place.weekend.includes(new Date(atMs + place.utcOffsetHours * HOUR_MS).getUTCDay());

/** Moves a moment to a plausible hour of the visitor's own day. */
const atPlausibleHour = (atMs: number, { place }: Person, random: Random): number => {
  const offsetMs = place.utcOffsetHours * HOUR_MS;
  const localMidnightMs = Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS;
  return Math.round(localMidnightMs - offsetMs + (random.weighted(hours) + random.next()) * HOUR_MS);
};

/** When a person comes for the first time, between `startMs` and `startMs + days`. */
export const firstVisitAt = (person: Person, startMs: number, days: number, random: Random): number => {
  // Rejection: a uniform day is kept with a probability that knows growth and weekends.
  for (;;) {
    const share = random.next();
    const atMs = atPlausibleHour(startMs + share * days * DAY_MS, person, random);
    const weight = (1 + GROWTH * share) * (isWeekend(atMs, person) ? WEEKEND_WEIGHT : 1);
    const isWithin = atMs >= startMs && atMs < startMs + days * DAY_MS;
    if (isWithin && random.chance(weight / ((1 + GROWTH) * WEEKEND_WEIGHT))) return atMs;
  }
};

/** When a person comes back after a visit that ended at `endedAtMs`; sometimes the same evening, mostly days later. */
export const nextVisitAt = (person: Person, endedAtMs: number, random: Random): number => {
  if (random.chance(0.18)) return Math.round(endedAtMs + HOUR_MS * (0.75 + random.exponential(2)));
  // Active people come more often.
  const gapDays = 0.6 + random.exponential(9 / Math.sqrt(person.sessionCount));
  const atMs = atPlausibleHour(endedAtMs + gapDays * DAY_MS, person, random);
  return Math.max(atMs, endedAtMs + HOUR_MS);
};
