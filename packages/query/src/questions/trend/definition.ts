import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { calendarUnitSchema } from '../../time/calendar.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const property = z.string().min(1).max(300).describe('A measure that every one of the events has, such as "value".');

const counted = z.strictObject({
  aggregation: z
    .enum(['count', 'visitors', 'sessions', 'count_per_visitor'])
    .default('count')
    .describe('Events; different visitors; different sessions; events per visitor who did one.'),
});

const measured = z.strictObject({
  aggregation: z
    .enum(['sum', 'average', 'minimum', 'maximum', 'sum_per_visitor'])
    .describe('Of the measure; sum_per_visitor divides by the visitors who have one. Money gives a line per currency.'),
  property,
});

const percentile = z.strictObject({
  aggregation: z.literal('percentile'),
  property,
  percentile: z.number().min(0).max(100).describe('75 for p75; interpolated between neighbours.'),
});

const ofEvents = {
  title: z.string().max(200).optional().describe('What people read; the question does not use it.'),
  events: eventReferencesSchema.describe('Events of any of these are one series.'),
};

const seriesSchema = z
  .union([counted.extend(ofEvents), measured.extend(ofEvents), percentile.extend(ofEvents)])
  .meta({ id: 'TrendSeries', description: 'Events, and what of them is drawn over time.' });

/** What a trend asks: one or several series over time. */
export const trendDefinition = z
  .strictObject({
    range: rangeSchema,
    interval: calendarUnitSchema.default('day').describe("Cut in the site's time zone."),
    series: seriesSchema.array().min(1).max(10),
    filters: filterSchema.array().max(50).default([]).describe('All events of the question must pass them.'),
    breakdown: z
      .strictObject({
        property: z.string().min(1).max(300).describe('A dimension that all events of the question have.'),
        limit: z.int().min(1).max(50).default(10).describe('So many of the largest values; the rest becomes "other".'),
      })
      .optional(),
    comparison: comparisonSchema.optional().describe('A second range, drawn beside the first.'),
  })
  .meta({ description: 'Events and measures over time.' });

/** What a trend asks, defaults filled in. */
export type TrendDefinition = z.output<typeof trendDefinition>;
/** What a trend asks, as it may be written. */
export type TrendDefinitionInput = z.input<typeof trendDefinition>;
/** One series of a trend. */
export type TrendSeries = TrendDefinition['series'][number];
