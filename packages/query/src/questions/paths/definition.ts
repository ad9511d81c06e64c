import { z } from 'zod';
import { partsSchema } from '../../broken-down.ts';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { durationSchema } from '../../time/duration.ts';
import { rangeSchema } from '../../time/range.ts';

/** More columns than a screen can show beside each other. */
const MAX_STEPS = 10;

const nodeName = z.string().max(4000).nullable();

const peopleSchema = z.strictObject({
  step: z.int().min(-MAX_STEPS).max(MAX_STEPS).describe('The step of a node, as the result numbers it.'),
  node: nodeName.describe('Its name; null for "other".'),
  next: nodeName
    .optional()
    .describe('Only those with this node at the next step, away from the anchor; null for "other".'),
  outcome: z.enum(['dropped_off', 'open']).optional().describe('Only those whose path ends at it, or may still go on.'),
  ...peoplePageShape,
});

/** What paths ask: which ways people take from a page or an event, or to one. */
export const pathsDefinition = z
  .strictObject({
    range: rangeSchema.describe('The anchor lies in it; the steps may lie outside of it.'),
    direction: z
      .enum(['after', 'before'])
      .default('after')
      .describe('after: what follows the anchor; before: what led to it.'),
    anchor: eventReferencesSchema
      .optional()
      .describe(
        'Where a path begins (after) or ends (before): the first such event in the range, or the last one. Without it, the first or last node.',
      ),
    nodes: eventReferencesSchema
      .default([{ kind: 'page_view' }])
      .describe('Events that are steps. A page view is named by its path, any other event "kind" or "kind:object".'),
    steps: z.int().min(1).max(MAX_STEPS).default(4).describe('How many steps after or before the anchor.'),
    unit: z
      .enum(['session', 'visitor'])
      .default('session')
      .describe('Whose path: one for each session, or one for each visitor across sessions. Both end with the window.'),
    window: durationSchema
      .default({ amount: 1, unit: 'day' })
      .describe('Time allowed between the anchor and the farthest step.'),
    areRepeatsMerged: z
      .boolean()
      .default(true)
      .describe('Whether the same node several times in a row is one step, such as a page that was loaded again.'),
    filters: filterSchema.array().max(50).default([]).describe('All events of the question must pass them.'),
    limit: z
      .int()
      .min(1)
      .max(50)
      .default(10)
      .describe('So many of the most frequent nodes of each step; the rest becomes "other".'),
    breakdown: partsSchema.optional().describe('Tells all of it for each value of a dimension, too.'),
    comparison: comparisonSchema.optional().describe('A second range, of which the same is told but for the people.'),
    people: peopleSchema.optional().describe('Lists the visitors of one node, link or drop-off.'),
  })
  .meta({ description: 'Which ways people take from a page or an event, or to one.' });

/** What paths ask, defaults filled in. */
export type PathsDefinition = z.output<typeof pathsDefinition>;
/** What paths ask, as it may be written. */
export type PathsDefinitionInput = z.input<typeof pathsDefinition>;
