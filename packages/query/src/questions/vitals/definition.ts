import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

/** What a question about web vitals asks. */
export const vitalsDefinition = z
  .strictObject({
    range: rangeSchema,
    filters: filterSchema.array().max(50).default([]).describe('All page views asked about must pass them.'),
    breakdown: z
      .strictObject({
        property: z
          .string()
          .min(1)
          .max(300)
          .describe('A dimension of web_vital or of every event, such as "path" or "device".'),
        limit: z
          .int()
          .min(1)
          .max(200)
          .default(20)
          .describe('So many of the values with most measurements; others are left out.'),
      })
      .optional(),
    comparison: comparisonSchema.optional().describe('A second range beside it.'),
  })
  .meta({
    description:
      'How fast and how steady pages were for the visitors: the 75th percentile, and the share that was good.',
  });

/** What is asked, defaults filled in. */
export type VitalsDefinition = z.output<typeof vitalsDefinition>;
/** What is asked, as it may be written. */
export type VitalsDefinitionInput = z.input<typeof vitalsDefinition>;
