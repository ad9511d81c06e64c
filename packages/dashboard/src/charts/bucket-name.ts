import type { Interval } from '@telltale/query';
import { formats } from '../locales/index.ts';
import { isoDayAt } from '../state/iso-day.ts';

const withinDays: ReadonlySet<Interval> = new Set(['minute', '5_minutes', '15_minutes', 'hour']);

/** What a point in time is called on the axis and in full. */
export const bucketName = (startAt: number, interval: Interval, timeZone: string): { short: string; long: string } => {
  const isoDay = isoDayAt(startAt, timeZone);
  if (withinDays.has(interval)) {
    const hour = formats.value.hour(startAt, timeZone);
    return { short: hour, long: `${formats.value.day(isoDay)}, ${hour}` };
  }
  return { short: formats.value.day(isoDay), long: formats.value.longDay(isoDay) };
};
