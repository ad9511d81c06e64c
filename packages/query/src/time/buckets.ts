import { z } from 'zod';
import { QuestionError } from '../question.ts';
import { addUnits, type Calendar, startOf, startOfMinutes } from './calendar.ts';
import type { Span } from './range.ts';

/** How a range can be cut. */
export const intervalSchema = z.enum(['minute', '5_minutes', '15_minutes', 'hour', 'day', 'week', 'month']);

/** How a range can be cut: into units of the calendar, or steps of minutes counted from the local hour. */
export type Interval = z.infer<typeof intervalSchema>;

const minutesOf = { '5_minutes': 5, '15_minutes': 15 } as const;

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
  for (let at = startOfStep(startAt); at < endAt; at = next(at)) {
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
