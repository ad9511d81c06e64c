import { formats } from '../locales/index.ts';
import { isoDayAt } from '../state/iso-day.ts';

/** What a point in time is called on the axis and in full. `interval` is that of the question: `minute` to `year`. */
export const bucketName = (startAt: number, interval: string, timeZone: string): { short: string; long: string } => {
  const isoDay = isoDayAt(startAt, timeZone);
  if (interval === 'hour' || interval === 'minute') {
    const hour = formats.value.hour(startAt, timeZone);
    return { short: hour, long: `${formats.value.day(isoDay)}, ${hour}` };
  }
  return { short: formats.value.day(isoDay), long: formats.value.longDay(isoDay) };
};
