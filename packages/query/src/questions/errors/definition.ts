import { z } from 'zod';
import { partsSchema } from '../../broken-down.ts';
import { filterSchema } from '../../filter/definition.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { rangeSchema } from '../../time/range.ts';

/** What a question about errors asks. */
export const errorsDefinition = z
  .strictObject({
    range: rangeSchema,
    filters: filterSchema.array().max(50).default([]).describe('All errors asked about must pass them.'),
    order: z
      .enum(['visitors', 'occurrences', 'last_seen', 'first_seen'])
      .default('visitors')
      .describe('Which come first: those that hit most visitors, that happened most often, the latest, the newest.'),
    breakdown: partsSchema.optional().describe('Tells all of it for each value of a dimension, too.'),
    comparison: comparisonSchema.optional().describe('A second range, of which the same is told.'),
    limit: z.int().min(1).max(500).default(50).describe('So many faults; `count` tells how many there are.'),
  })
  .meta({
    description:
      'What failed on the pages, one line for each fault. Whom a fault hit is listed by a breakdown of errors by `fingerprint`.',
  });

/** What is asked, defaults filled in. */
export type ErrorsDefinition = z.output<typeof errorsDefinition>;
/** What is asked, as it may be written. */
export type ErrorsDefinitionInput = z.input<typeof errorsDefinition>;
