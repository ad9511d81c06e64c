import { bucketsOf, type Interval } from './buckets.ts';
import type { Clock, Span } from './range.ts';

/** A range cut into buckets, and the part of it that is read: what has not begun is neither listed nor read. */
export interface Cut {
  range: Span;
  /** Beginnings of the buckets, epoch ms. Those that have not begun yet are left out. */
  startAts: number[];
  read: Span;
}

/** Cuts a range. One that lies in the future altogether is shown as asked. @throws QuestionError `too_many_buckets` */
export const cutRange = (range: Span, interval: Interval, clock: Clock): Cut => {
  const all = bucketsOf(range, interval, clock);
  const future = all.findIndex((startAt) => startAt > clock.nowMs);
  if (future <= 0) return { range, startAts: all, read: range };
  return { range, startAts: all.slice(0, future), read: { startAt: range.startAt, endAt: all[future] ?? range.endAt } };
};
