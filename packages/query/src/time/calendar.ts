import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** Units of the calendar, cut in the site's time zone. */
export const calendarUnitSchema = z.enum(['minute', 'hour', 'day', 'week', 'month']);

/** A unit of the calendar. */
export type CalendarUnit = z.infer<typeof calendarUnitSchema>;

/** The day on which a week starts; Saturday or Sunday in much of the Arab world. */
export const weekStartSchema = z.enum(['monday', 'saturday', 'sunday']);

const isoWeekday = { monday: 1, saturday: 6, sunday: 7 } as const;

/** The day on which a week starts; Saturday or Sunday in much of the Arab world. */
export type WeekStart = z.infer<typeof weekStartSchema>;

/** Where days and weeks are cut. */
export interface Calendar {
  /** IANA name. */
  timeZone: string;
  /** Default Monday. */
  weekStartsOn?: WeekStart | undefined;
}

const zoned = (atMs: number, { timeZone }: Calendar) =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);

/** The beginning (epoch ms) of the unit in which a moment lies. */
export const startOf = (unit: CalendarUnit, atMs: number, calendar: Calendar): number => {
  const moment = zoned(atMs, calendar);
  if (unit === 'minute' || unit === 'hour')
    return moment.round({ smallestUnit: unit, roundingMode: 'floor' }).epochMilliseconds;
  if (unit === 'month') return moment.with({ day: 1 }).startOfDay().epochMilliseconds;
  const days = unit === 'week' ? (moment.dayOfWeek - isoWeekday[calendar.weekStartsOn ?? 'monday'] + 7) % 7 : 0;
  // startOfDay after the subtraction: on some days midnight does not exist and the day begins at 01:00.
  return moment.subtract({ days }).startOfDay().epochMilliseconds;
};

/** The beginning (epoch ms) of the step of so many minutes, counted from the local hour, in which a moment lies. */
export const startOfMinutes = (minutes: number, atMs: number, calendar: Calendar): number =>
  zoned(atMs, calendar).round({ smallestUnit: 'minute', roundingIncrement: minutes, roundingMode: 'floor' })
    .epochMilliseconds;

/** The beginning of the unit `amount` units after (or, negative, before) the one that begins at `startMs`. */
export const addUnits = (unit: CalendarUnit, startMs: number, amount: number, calendar: Calendar): number => {
  const moved = zoned(startMs, calendar).add({ [`${unit}s`]: amount });
  if (unit === 'minute' || unit === 'hour') {
    const start = startOf(unit, moved.epochMilliseconds, calendar);
    // Where the clock is set back by half an hour (Lord Howe), the wall-clock hour began before: go on by elapsed time.
    return amount > 0 && start <= startMs ? moved.epochMilliseconds : start;
  }
  return moved.startOfDay().epochMilliseconds;
};

/** A local date or date and time as epoch ms. A time that the clocks skip is moved forward; one they repeat is the first. */
export const localToEpochMs = (local: string, { timeZone }: Calendar): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;

/** The beginning (epoch ms) of a local date, `days` later. */
export const startOfLocalDate = (date: string, days: number, { timeZone }: Calendar): number =>
  Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(timeZone).epochMilliseconds;

/** Days from one local date to another. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** The local date ("2026-03-29") of a moment. */
export const localDateOf = (atMs: number, calendar: Calendar): string => zoned(atMs, calendar).toPlainDate().toString();

/** When the clocks change next after a moment (epoch ms); Infinity where they never do. */
export const nextChangeOfClocks = (afterMs: number, calendar: Calendar): number =>
  zoned(afterMs, calendar).getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
