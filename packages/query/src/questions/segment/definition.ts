import { z } from 'zod';
import { visitorConditionSchema } from '../../filter/definition.ts';
import { rangeSchema } from '../../time/range.ts';

/** What a segment asks: which visitors fulfil a condition. */
export const segmentDefinition = z
  .strictObject({
    condition: visitorConditionSchema,
    population: rangeSchema
      .optional()
      .describe('Only visitors with an event in this range can be members; without it, every visitor ever seen.'),
    members: z
      .strictObject({
        limit: z.int().min(0).max(1000).default(20),
        after: z
          .string()
          .regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits')
          .optional()
          .describe('The last visitor of the page before.'),
      })
      .default({ limit: 20 })
      .describe('A page of the members, in the order of their ids.'),
  })
  .meta({ description: 'Visitors chosen by what they did, said or are.' });

/** What a segment asks, defaults filled in. */
export type SegmentDefinition = z.output<typeof segmentDefinition>;
/** What a segment asks, as it may be written. */
export type SegmentDefinitionInput = z.input<typeof segmentDefinition>;
