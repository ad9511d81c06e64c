import { z } from 'zod';
import { visitorConditionSchema } from '../../filter/definition.ts';
import { rangeSchema } from '../../time/range.ts';

/** What the overlap of segments asks. */
export const segmentOverlapDefinition = z
  .strictObject({
    segments: z
      .strictObject({
        title: z.string().max(200).optional().describe('What people read; the question does not use it.'),
        condition: visitorConditionSchema,
      })
      .array()
      .min(2)
      .max(5),
    population: rangeSchema
      .optional()
      .describe('Only visitors with an event in this range are counted; without it, every visitor ever seen.'),
  })
  .meta({
    description:
      'How many visitors are in several segments at once: of two, in both, in only one of them, in neither. Who they are is asked as a segment, of all of some and none of the others.',
  });

/** What the overlap of segments asks, defaults filled in. */
export type SegmentOverlapDefinition = z.output<typeof segmentOverlapDefinition>;
/** What the overlap of segments asks, as it may be written. */
export type SegmentOverlapDefinitionInput = z.input<typeof segmentOverlapDefinition>;
