import { z } from 'zod';
import { partsSchema } from '../../broken-down.ts';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

/** A bit each in a visitor's mask of 64, with room to spare. */
const MAX_FEATURES = 50;

const texts = z.string().min(1).max(2048).array().min(1).max(200);

const sortSchema = z
  .strictObject({
    by: z
      .enum(['visitors', 'inspections', 'seen', 'hovered', 'focused', 'uses', 'feature'])
      .default('visitors')
      .describe('Visitors, inspections, total time seen, hovered or focused, total uses, or the name itself.'),
    direction: z.enum(['descending', 'ascending']).default('descending'),
  })
  .meta({
    id: 'InspectionsSort',
    description: 'The order of the features; equal ones are in the order of their names.',
  });

/** What the question about inspections asks: the league table of features. */
export const inspectionsDefinition = z
  .strictObject({
    range: rangeSchema,
    features: texts.optional().describe('Only features of these names; without it, all that were inspected.'),
    pages: texts.optional().describe('Only inspections and page views on these paths.'),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe('Inspections and page views must pass them, so only what both have can be asked; the goal need not.'),
    goal: z
      .strictObject({
        events: eventReferencesSchema.describe('Any of these is the goal.'),
      })
      .optional()
      .describe(
        'Compares who inspected a feature with who did not. An inspector converted who did the goal later in the range than the first inspection of the feature; one who saw a page on which the feature stands, without inspecting it, who did the goal later than the first such page view. Who inspects may be keener from the start: the difference is no proof of an effect.',
      ),
    sort: sortSchema.default({ by: 'visitors', direction: 'descending' }),
    limit: z.int().min(1).max(MAX_FEATURES).default(20).describe('Features on a page.'),
    offset: z.int().min(0).max(1_000_000).default(0).describe('Features before the page.'),
    breakdown: partsSchema.optional().describe('Tells all of it for each value of a dimension, too.'),
    comparison: comparisonSchema.optional().describe('A second range; the same features are asked of it.'),
    people: z
      .strictObject({
        feature: z.string().min(1).max(300),
        group: z
          .enum(['inspected', 'others'])
          .describe('Who inspected the feature, or who saw a page on which it stands and did not.'),
        outcome: z.enum(['all', 'converted', 'not_converted']).default('all'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists the visitors of one feature.'),
  })
  .meta({
    description:
      'The league table of features: who saw, hovered, focused and used them, for how long, and who converted.',
  });

/** What the question about inspections asks, defaults filled in. */
export type InspectionsDefinition = z.output<typeof inspectionsDefinition>;
/** What the question about inspections asks, as it may be written. */
export type InspectionsDefinitionInput = z.input<typeof inspectionsDefinition>;
