import { z } from 'zod';
import { visitorConditionSchema } from '../../filter/definition.ts';
import { rangeSchema } from '../../time/range.ts';

/** What is asked unless said otherwise: what a visitor is, not what they looked at. */
const DEFAULT_PROPERTIES = ['channel', 'source', 'utmCampaign', 'country', 'language', 'device', 'browser', 'os'];

/** What the profile of a segment asks. */
export const segmentProfileDefinition = z
  .strictObject({
    condition: visitorConditionSchema,
    population: rangeSchema
      .optional()
      .describe('Only visitors with an event in this range, and only what those events say; without it, everything.'),
    properties: z
      .array(z.string().min(1).max(300))
      .min(1)
      .max(20)
      .refine((names) => new Set(names).size === names.length, 'each property once')
      .default(DEFAULT_PROPERTIES)
      .describe('Dimensions that every event has. Of each, the 200 values that most visitors have are looked at.'),
    limit: z.int().min(1).max(200).default(20).describe('So many values, the clearest differences first.'),
  })
  .meta({
    description:
      'What sets a segment apart: values that its members have more, or less, often than all other visitors. A visitor has every value that any of their events has; where an event says nothing, it counts for nothing. Whom a value counts is asked as a segment: { all: [condition, { did: { kind: "any", filters: [{ property, operator: "is", values: [value] }] } }] }.',
  });

/** What the profile of a segment asks, defaults filled in. */
export type SegmentProfileDefinition = z.output<typeof segmentProfileDefinition>;
/** What the profile of a segment asks, as it may be written. */
export type SegmentProfileDefinitionInput = z.input<typeof segmentProfileDefinition>;
