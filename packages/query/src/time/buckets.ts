import { z } from 'zod';
import { QuestionError } from '../question.ts';
import { addUnits, type Calendar, nextChangeOfClocks, startOf, startOfMinutes } from './calendar.ts';
import type { Span } from './range.ts';

/** How a range can be cut. */
export const intervalSchema = z.enum(['minute', '5_minutes', '15_minutes', 'hour', 'day', 'week', 'month']);

/** How a range can be cut: into units of the calendar, or steps of minutes counted from the local hour. */
export type Interval = z.infer<typeof intervalSchema>;

const minutesOf = { '5_minutes': 5, '15_minutes': 15 } as const;

/** How long each is while the clocks do not change; a month is never the same. */
const elapsedMs: Readonly<Record<Interval, number>> = {
  minute: 60_000,
  '5_minutes': 300_000,
  '15_minutes': 900_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: Number.POSITIVE_INFINITY,
};

/** More points than a screen has pixels; a longer list is a mistake in the interval. */
const MAX_BUCKETS = 2000;

const cutBy = (
  interval: Interval,
  calendar: Calendar,
): { startOf(atMs: number): number; next(startMs: number): number } => {
  if (interval !== '5_minutes' && interval !== '15_minutes')
    return {
      startOf: (atMs) => startOf(interval, atMs, calendar),
      next: (startMs) => addUnits(interval, startMs, 1, calendar),
    };
  const minutes = minutesOf[interval];
  return {
    startOf: (atMs) => startOfMinutes(minutes, atMs, calendar),
    next: (startMs) => {
      const next = startMs + minutes * 60_000;
      // Where the clock is set back to within a step, the step goes on by elapsed time.
      return Math.max(startOfMinutes(minutes, next, calendar), startMs + 60_000);
    },
  };
};

/**
 * The beginnings (epoch ms) of the units that a range touches, in order. The first may begin before the range does, the
 * last may end after it. A day of 23 or 25 hours has as many hours; half-hour offsets cut at the local hour.
 * @throws QuestionError `too_many_buckets`
 */
export const bucketsOf = ({ startAt, endAt }: Span, interval: Interval, calendar: Calendar): number[] => {
  const { startOf: startOfStep, next } = cutBy(interval, calendar);
  const buckets: number[] = [];
  let at = startOfStep(startAt);
  // A calendar is slow: it is asked only where the clocks change, and where a step did not begin on the hour or at midnight.
  let calmUntil = Number.NEGATIVE_INFINITY;
  const step = () => {
    const after = at + elapsedMs[interval];
    if (after < calmUntil) return after;
    const asked = next(at);
    // Where the clocks change at midnight, a day begins at one; the one after it does not.
    const following = asked + elapsedMs[interval];
    const isEven = Number.isFinite(following) && startOfStep(following) === following;
    calmUntil = isEven ? nextChangeOfClocks(asked, calendar) : Number.NEGATIVE_INFINITY;
    return asked;
  };
  for (; at < endAt; at = step()) {
    buckets.push(at);
    if (buckets.length > MAX_BUCKETS)
      throw new QuestionError(
        'too_many_buckets',
        'interval',
        `More than ${MAX_BUCKETS} intervals lie in the range: choose a longer interval or a shorter range.`,
      );
  }
  return buckets;
};
