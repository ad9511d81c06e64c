import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const measureSchema = z
  .strictObject({
    property: z.string().min(1).max(300).describe('A measure that every one of the events has, such as "value".'),
    aggregation: z.enum(['sum', 'average']).default('sum').describe('Over the events that have the measure.'),
  })
  .meta({ id: 'BreakdownMeasure', description: 'A measure summed up for each value; money for each currency apart.' });

const goalSchema = z
  .strictObject({
    events: eventReferencesSchema.describe("Any of these is the goal. The question's filters are not asked of it."),
    unit: z
      .enum(['visitor', 'session'])
      .default('visitor')
      .describe('Whose share is told: visitors who did the goal, or sessions in which it was done.'),
  })
  .meta({
    id: 'BreakdownGoal',
    description: 'What counts as converted: the goal done at any time in the same range, before or after.',
  });

const sortSchema = z
  .strictObject({
    by: z
      .enum(['events', 'visitors', 'sessions', 'measure', 'converted', 'conversion', 'value'])
      .default('events')
      .describe('The figure; "conversion" is the share; "value" sorts by the text itself.'),
    direction: z.enum(['descending', 'ascending']).default('descending'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 currency code, such as "EUR"')
      .optional()
      .describe('Needed to sort by money: amounts of different currencies are never compared.'),
  })
  .meta({
    id: 'BreakdownSort',
    description:
      'The order of the rows. Values with the same figure are in the order of their text, those with none last.',
  });

/** What a breakdown asks: the top values of a dimension. */
export const breakdownDefinition = z
  .strictObject({
    range: rangeSchema,
    events: eventReferencesSchema.describe('Events of any of these are counted.'),
    property: z
      .string()
      .min(1)
      .max(300)
      .describe('A dimension that all of the events have, such as "path" or "utmCampaign".'),
    measure: measureSchema.optional(),
    goal: goalSchema.optional(),
    filters: filterSchema.array().max(50).default([]).describe('The counted events must pass them.'),
    search: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe('Only values that contain this text, upper and lower case alike; the total is then of those, too.'),
    sort: sortSchema.default({ by: 'events', direction: 'descending' }),
    limit: z.int().min(1).max(1000).default(10).describe('Rows on a page; all other values together are "other".'),
    offset: z.int().min(0).max(1_000_000).default(0).describe('Rows before the page.'),
    comparison: comparisonSchema.optional().describe('A second range; the same values are asked of it.'),
    people: z
      .strictObject({
        value: z.string().max(4000).describe('Visitors of this value; "" where the events have none.'),
        outcome: z
          .enum(['all', 'converted', 'not_converted'])
          .default('all')
          .describe('All of them, or only those who did the goal in the range, or did not.'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists the visitors of one value.'),
  })
  .meta({
    description: 'The top values of a dimension, with their events, visitors, sessions, measure and conversion.',
  });

/** What a breakdown asks, defaults filled in. */
export type BreakdownDefinition = z.output<typeof breakdownDefinition>;
/** What a breakdown asks, as it may be written. */
export type BreakdownDefinitionInput = z.input<typeof breakdownDefinition>;
