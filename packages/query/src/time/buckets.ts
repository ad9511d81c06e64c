import { QuestionError } from '../question.ts';
import { addUnits, type Calendar, type CalendarUnit, startOf } from './calendar.ts';
import type { Span } from './range.ts';

/** More points than a screen has pixels; a longer list is a mistake in the interval. */
const MAX_BUCKETS = 2000;

/**
 * The beginnings (epoch ms) of the units that a range touches, in order. The first may begin before the range does, the
 * last may end after it. A day of 23 or 25 hours has as many hours; half-hour offsets cut at the local hour.
 * @throws QuestionError `too_many_buckets`
 */
export const bucketsOf = ({ startAt, endAt }: Span, interval: CalendarUnit, calendar: Calendar): number[] => {
  const buckets: number[] = [];
  for (let at = startOf(interval, startAt, calendar); at < endAt; at = addUnits(interval, at, 1, calendar)) {
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
