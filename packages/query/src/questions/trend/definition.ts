import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { intervalSchema } from '../../time/buckets.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const property = z.string().min(1).max(300).describe('A measure that every one of the events has, such as "value".');

const counted = z.strictObject({
  aggregation: z
    .enum(['count', 'visitors', 'sessions', 'count_per_visitor'])
    .default('count')
    .describe(
      'Events; different visitors; different sessions (what only the server told has none); events per visitor who did one.',
    ),
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

const place = z.int().min(0).max(9).describe('The place of a series in the list, from 0.');

const formulaSchema = z
  .strictObject({
    title: z.string().max(200).optional().describe('What people read; the question does not use it.'),
    a: place,
    operator: z
      .enum(['ratio', 'per_hundred', 'difference'])
      .describe('ratio is a ÷ b, per_hundred 100 × a ÷ b, difference a − b.'),
    b: place,
  })
  .meta({ id: 'TrendFormula', description: 'A line made of two series, bucket by bucket.' });

/** What a trend asks: one or several series over time. */
export const trendDefinition = z
  .strictObject({
    range: rangeSchema,
    interval: intervalSchema
      .default('day')
      .describe(
        "Cut in the site's time zone; weeks begin on the day that the site's settings name. At most 2,000 of them: a minute suits a day.",
      ),
    series: seriesSchema.array().min(1).max(10),
    formulas: formulaSchema.array().max(10).default([]),
    filters: filterSchema.array().max(50).default([]).describe('All events of the question must pass them.'),
    breakdown: z
      .strictObject({
        property: z.string().min(1).max(300).describe('A dimension that all events of the question have.'),
        limit: z
          .int()
          .min(1)
          .max(50)
          .default(10)
          .describe(
            'So many of the largest values; the rest becomes "other". With formulas, the first series decides for all which they are.',
          ),
      })
      .optional(),
    comparison: comparisonSchema.optional().describe('A second range, drawn beside the first.'),
  })
  .meta({
    description:
      'Events and measures over time. Whom a bucket counts is asked, and saved, as a segment: { any: [{ did: { kind, filters }, during }] }, one for each event of the series, with its filters and those of the question, during { startAt, endAt } of the bucket.',
  });

/** What a trend asks, defaults filled in. */
export type TrendDefinition = z.output<typeof trendDefinition>;
/** What a trend asks, as it may be written. */
export type TrendDefinitionInput = z.input<typeof trendDefinition>;
/** A line made of two series. */
export type TrendFormula = TrendDefinition['formulas'][number];
/** One series of a trend. */
export type TrendSeries = TrendDefinition['series'][number];
