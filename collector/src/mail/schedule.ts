import type { WeekStart } from '@telltale/query';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { emailSchema } from '../access/people.ts';

/** More would be a newsletter. */
const MOST_RECIPIENTS = 20;

/** Languages that mails are written in. */
export const mailLanguages = ['en', 'ar'] as const;

/** A language that mails are written in. */
export type MailLanguage = (typeof mailLanguages)[number];

/** To whom a board is sent, and when. */
export const scheduleSchema = z.strictObject({
  recipients: emailSchema
    .array()
    .min(1)
    .max(MOST_RECIPIENTS)
    .refine((all) => new Set(all).size === all.length, 'each address once')
    .describe(`E-mail addresses; each gets a mail of its own. At most ${MOST_RECIPIENTS}.`),
  every: z
    .enum(['day', 'week', 'month'])
    .describe("Weeks begin on the day that the site's settings name; of a month it is the first day."),
  hour: z.int().min(0).max(23).describe("In the site's time zone."),
  language: z.enum(mailLanguages),
});

/** To whom a board is sent, and when. */
export type Schedule = z.output<typeof scheduleSchema>;

/** A moment at which a board is to be sent. */
export interface Due {
  /** The calendar day: one mail a day at most, whatever happens to the clock or to the schedule. */
  day: string;
  /** Epoch ms. */
  at: number;
}

/** Where the days are cut. */
interface Calendar {
  /** IANA name. */
  timeZone: string;
  weekStartsOn: WeekStart;
}

const weekdays: Record<WeekStart, number> = { monday: 1, saturday: 6, sunday: 7 };

type Rule = Pick<Schedule, 'every' | 'hour'>;

/** The latest day not after this one on which the board is sent. */
const dayOf = (day: Temporal.PlainDate, { every }: Rule, { weekStartsOn }: Calendar): Temporal.PlainDate => {
  if (every === 'day') return day;
  if (every === 'month') return day.with({ day: 1 });
  return day.subtract({ days: (day.dayOfWeek - weekdays[weekStartsOn] + 7) % 7 });
};

const dueOn = (day: Temporal.PlainDate, { hour }: Rule, { timeZone }: Calendar): Due => ({
  day: String(day),
  // An hour that the clock leaves out is the one after it; of one that it has twice, the first counts.
  at: day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds,
});

const today = (nowMs: number, { timeZone }: Calendar) =>
  Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();

/** When the board was due the last time, now included. */
export const lastDue = (rule: Rule, calendar: Calendar, nowMs: number): Due => {
  const day = dayOf(today(nowMs, calendar), rule, calendar);
  const due = dueOn(day, rule, calendar);
  return due.at <= nowMs ? due : dueOn(dayOf(day.subtract({ days: 1 }), rule, calendar), rule, calendar);
};

/** When it is due the next time. */
export const nextDue = (rule: Rule, calendar: Calendar, nowMs: number): Due => {
  const day = dayOf(today(nowMs, calendar), rule, calendar);
  const due = dueOn(day, rule, calendar);
  return due.at > nowMs ? due : dueOn(day.add({ [`${rule.every}s`]: 1 }), rule, calendar);
};
