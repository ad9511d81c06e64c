import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { directText, touchText } from '../../filter/touch.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { durationSchema } from '../../time/duration.ts';
import { rangeSchema } from '../../time/range.ts';

/** What of a touch can be asked for. */
export const touchDimensions = [
  'channel',
  'source',
  'utmMedium',
  'utmCampaign',
  'utmTerm',
  'utmContent',
  'referrerHost',
  'referrerPage',
  'landingPage',
] as const;

const sortSchema = z
  .strictObject({
    by: z
      .enum(['visitors', 'sessions', 'conversions', 'converted', 'conversion', 'orders', 'revenue', 'value'])
      .default('visitors'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 currency code, such as "EUR"')
      .optional()
      .describe('Needed to sort by revenue: amounts of different currencies have no order.'),
    direction: z.enum(['descending', 'ascending']).default('descending'),
  })
  .meta({
    id: 'CampaignsSort',
    description:
      'The order of the rows. Values with the same figure are in the order of their text, those with none last.',
  });

/** What a question about campaigns asks. */
export const campaignsDefinition = z
  .strictObject({
    range: rangeSchema.describe('Arrivals and conversions in it are counted.'),
    by: z
      .enum(touchDimensions)
      .default('channel')
      .describe(
        'What is told of a touch. referrerHost is the site that sent the visitor, referrerPage the page there (an influencer\'s, say: "video.example/@noor"), landingPage the page where the visitor arrived.',
      ),
    attribution: z
      .enum(['first_touch', 'last_touch'])
      .default('last_touch')
      .describe(
        `Which of the touches up to that moment an arrival or a conversion is put down to. ${touchText} Later touches never count.`,
      ),
    lookBack: durationSchema
      .optional()
      .describe(
        'Touches of so long before the arrival or conversion count, also those before the range. Without it, all those since the beginning of the range.',
      ),
    isDirectEqual: z.boolean().default(false).describe(directText),
    goal: z
      .strictObject({ events: eventReferencesSchema.describe('Any of these is a conversion.') })
      .default({ events: [{ kind: 'purchase' }] }),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe('All events of the question must pass them: page views, conversions and orders.'),
    sort: sortSchema.default({ by: 'visitors', direction: 'descending' }),
    limit: z.int().min(1).max(1000).default(20).describe('So many rows; all other values together are "other".'),
    comparison: comparisonSchema.optional().describe('A second range; the same values are asked of it.'),
    people: z
      .strictObject({
        value: z.string().max(4000).describe('Visitors of this value; "" where the touch has none, or there is none.'),
        outcome: z.enum(['all', 'converted', 'not_converted']).default('all'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists the visitors of one value.'),
  })
  .meta({
    description: 'Where visitors came from, and what came of it: conversions and revenue by first or last touch.',
  });

/** What is asked, defaults filled in. */
export type CampaignsDefinition = z.output<typeof campaignsDefinition>;
/** What is asked, as it may be written. */
export type CampaignsDefinitionInput = z.input<typeof campaignsDefinition>;
