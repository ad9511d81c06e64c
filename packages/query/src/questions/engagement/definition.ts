import { z } from 'zod';
import { partsSchema } from '../../broken-down.ts';
import { type EventReference, eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

const customNamed = (name: string): EventReference => ({
  kind: 'custom',
  filters: [{ property: 'name', operator: 'is', values: [name] }],
});

/** Whose visitors can be listed. */
export const engagedGroups = [
  'customers',
  'repeat_customers',
  'bounced',
  'converted_on_first_visit',
  'promoters',
  'passives',
  'detractors',
] as const;

/** What a question about engagement asks. */
export const engagementDefinition = z
  .strictObject({
    range: rangeSchema,
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe('All events of the question must pass them: page views, engagement, orders, answers.'),
    bounce: z
      .strictObject({
        engagedBelowMs: z
          .int()
          .min(0)
          .max(3_600_000)
          .default(10_000)
          .describe('A session of one page view bounced when it was engaged for less than so many ms.'),
      })
      .default({ engagedBelowMs: 10_000 }),
    goal: z
      .strictObject({ events: eventReferencesSchema.describe('Any of these, in a first session, is a conversion.') })
      .default({ events: [{ kind: 'purchase' }] }),
    newsletter: z
      .strictObject({
        sent: eventReferencesSchema.describe('Told by whoever sends the letters.'),
        opened: eventReferencesSchema.describe('The opening of one.'),
      })
      .default({ sent: [customNamed('email_sent')], opened: [customNamed('email_opened')] })
      .describe('By default the custom events email_sent and email_opened.'),
    survey: z
      .string()
      .min(1)
      .max(120)
      .optional()
      .describe('Only answers to this survey make the Net Promoter Score. Default: those to all.'),
    breakdown: partsSchema.optional().describe('Tells all of it for each value of a dimension, too.'),
    comparison: comparisonSchema.optional().describe('A second range, told beside the first.'),
    people: z
      .strictObject({ who: z.enum(engagedGroups), ...peoplePageShape })
      .optional()
      .describe('Lists the visitors of one of the groups, of the first range.'),
  })
  .meta({ description: 'The figures of engagement, each with its formula: orders, repeat purchases, sessions, NPS.' });

/** What is asked, defaults filled in. */
export type EngagementDefinition = z.output<typeof engagementDefinition>;
/** What is asked, as it may be written. */
export type EngagementDefinitionInput = z.input<typeof engagementDefinition>;
