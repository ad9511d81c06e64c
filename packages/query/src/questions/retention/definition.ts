import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

/** As many as fit beside each other on a wide screen, and more than a quarter of days. */
const MAX_PERIODS = 100;

const periodNumber = z.int().min(0).max(MAX_PERIODS);

const peopleSchema = z.strictObject({
  cohort: z.iso.date().describe('A local date in the period of the cohort, such as its first day.'),
  period: periodNumber.optional().describe('So many periods after the own one; without it, everyone of the cohort.'),
  outcome: z
    .enum(['retained', 'not_retained'])
    .default('retained')
    .describe('Those whom the cell counts, or the rest of the cohort.'),
  value: z.string().max(4000).nullable().optional().describe('Only those with this breakdown value; null for "other".'),
  limit: z.int().min(1).max(1000).default(100),
  after: z.string().max(300).optional().describe('The last visitor or customer of the page before.'),
});

/** What retention asks: of those who began in a period, how many come back in the periods after. */
export const retentionDefinition = z
  .strictObject({
    range: rangeSchema.describe('Selects who begins; whether they come back is looked for past its end.'),
    startEvents: eventReferencesSchema.describe('Any of these events puts someone into the cohort of its period.'),
    returnEvents: eventReferencesSchema.describe('Any of these events, later than the start, is coming back.'),
    entry: z
      .enum(['first_time', 'every_time'])
      .default('first_time')
      .describe(
        'first_time: only who does the start event for the first time ever, in one cohort; every_time: in the cohort of every period with a start event.',
      ),
    interval: z
      .enum(['day', 'week', 'month'])
      .default('week')
      .describe("Periods of the calendar, in the site's time zone."),
    periods: periodNumber.min(1).default(8).describe("How many periods after the cohort's own one."),
    mode: z
      .enum(['exact', 'on_or_after'])
      .default('exact')
      .describe(
        'exact: came back in that period; on_or_after: in that one or a later one, up to the last one asked for, so that every cohort has the same time.',
      ),
    unit: z
      .enum(['visitor', 'customer'])
      .default('visitor')
      .describe('Who comes back: a browser, or a customer on any browser; events of no customer then do not count.'),
    filters: filterSchema.array().max(50).default([]).describe('All events of the question must pass them.'),
    breakdown: z
      .strictObject({
        property: z.string().min(1).max(300).describe('A dimension that all start events have.'),
        limit: z.int().min(1).max(100).default(10).describe('So many of the largest values; the rest becomes "other".'),
      })
      .optional()
      .describe("By the value of a cohort's start event, so that the values add up to the total."),
    comparison: comparisonSchema.optional().describe('A second range, of which the same is told but for the people.'),
    people: peopleSchema.optional().describe('Lists those whom one cell counts.'),
  })
  .meta({ description: 'Of those who began in a period, how many come back in the periods after.' });

/** What retention asks, defaults filled in. */
export type RetentionDefinition = z.output<typeof retentionDefinition>;
/** What retention asks, as it may be written. */
export type RetentionDefinitionInput = z.input<typeof retentionDefinition>;
