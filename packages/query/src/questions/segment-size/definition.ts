import { z } from 'zod';
import { visitorConditionSchema } from '../../filter/definition.ts';
import { rangeSchema } from '../../time/range.ts';

/** What the size of a segment over time asks. */
export const segmentSizeDefinition = z
  .strictObject({
    condition: visitorConditionSchema,
    range: rangeSchema.describe('At most 100 days, weeks or months; those that have not begun are left out.'),
    interval: z.enum(['day', 'week', 'month']).default('day'),
  })
  .meta({
    description:
      'How many visitors were in a segment at the end of each day, week or month, of all who were ever seen until then. Each moment is asked as if it were now: only what happened before it is known, and { last: 30, unit: "day" } ends there.',
  });

/** What the size of a segment over time asks, defaults filled in. */
export type SegmentSizeDefinition = z.output<typeof segmentSizeDefinition>;
/** What the size of a segment over time asks, as it may be written. */
export type SegmentSizeDefinitionInput = z.input<typeof segmentSizeDefinition>;
