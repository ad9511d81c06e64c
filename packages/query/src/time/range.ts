import { z } from 'zod';
import { QuestionError } from '../question.ts';
import {
  addUnits,
  type Calendar,
  calendarUnitSchema,
  daysBetween,
  localToEpochMs,
  startOf,
  startOfLocalDate,
} from './calendar.ts';

const localDate = z.iso.date();
const localDateTime = z.iso.datetime({ local: true, offset: false });

const fixedRange = z
  .strictObject({
    from: z
      .union([localDate, localDateTime])
      .describe('First local date, or local date and time ("2026-03-01T09:30").'),
    to: z.union([localDate, localDateTime]).describe('Last local date, included whole; a date and time is excluded.'),
  })
  .meta({ description: "Dates in the site's time zone." });

const relativeRange = z
  .strictObject({
    last: z.int().min(1).max(10_000).describe('How many units, the current one included.'),
    unit: calendarUnitSchema,
  })
  .meta({ description: 'The last whole units up to now, the current one included: { last: 7, unit: "day" }.' });

/** A moment as epoch ms, 1900 to 2300: what the engine's DateTime64 holds, and well inside of what a calendar can reckon with. */
export const instantSchema = z.int().min(-2_208_988_800_000).max(10_413_792_000_000);

const instantRange = z
  .strictObject({
    startAt: instantSchema.describe('Epoch ms, included.'),
    endAt: instantSchema.describe('Epoch ms, excluded.'),
  })
  .meta({ description: 'Exact moments.' });

/** When: local dates, the last units, or exact moments. */
export const rangeSchema = z
  .union([fixedRange, relativeRange, instantRange])
  .meta({ id: 'Range', description: "When, in the site's time zone." });

/** When: local dates, the last units, or exact moments. */
export type Range = z.infer<typeof rangeSchema>;

/** A range as epoch ms: `startAt` belongs to it, `endAt` does not. */
export interface Span {
  startAt: number;
  endAt: number;
}

const isDate = (text: string) => !text.includes('T');

const endOf = (to: string, calendar: Calendar) =>
  isDate(to) ? startOfLocalDate(to, 1, calendar) : localToEpochMs(to, calendar);

const startOfFrom = (from: string, calendar: Calendar) =>
  isDate(from) ? startOfLocalDate(from, 0, calendar) : localToEpochMs(from, calendar);

/** A calendar and what is now in it. */
export interface Clock extends Calendar {
  /** Epoch ms. */
  nowMs: number;
}

const spanOf = (range: Range, clock: Clock): Span => {
  if ('last' in range) {
    const endAt = addUnits(range.unit, startOf(range.unit, clock.nowMs, clock), 1, clock);
    return { startAt: addUnits(range.unit, endAt, -range.last, clock), endAt };
  }
  if ('from' in range) return { startAt: startOfFrom(range.from, clock), endAt: endOf(range.to, clock) };
  return range;
};

/** The range as epoch ms. @throws QuestionError `empty_range` when it ends before it begins */
export const resolveRange = (range: Range, clock: Clock, path = 'range'): Span => {
  const span = spanOf(range, clock);
  if (span.startAt >= span.endAt)
    throw new QuestionError('empty_range', path, 'The range ends before it begins: its end must lie after its start.');
  return span;
};

/** The range of the same length directly before: the same number of days or units by the calendar, or of ms. */
export const previousRange = (range: Range, clock: Clock): Span => {
  const { startAt, endAt } = spanOf(range, clock);
  if ('last' in range) return { startAt: addUnits(range.unit, startAt, -range.last, clock), endAt: startAt };
  if ('from' in range && isDate(range.from) && isDate(range.to)) {
    const days = daysBetween(range.from, range.to) + 1;
    return { startAt: startOfLocalDate(range.from, -days, clock), endAt: startAt };
  }
  return { startAt: startAt - (endAt - startAt), endAt: startAt };
};
