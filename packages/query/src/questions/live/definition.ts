import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';

/** What a question about this moment asks. */
export const liveDefinition = z
  .strictObject({
    minutes: z
      .int()
      .min(1)
      .max(60)
      .default(30)
      .describe('So many minutes up to now, the one that is under way included.'),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe('Only events that pass them are looked at; of built-in properties, as all kinds are.'),
    visitors: z.int().min(0).max(500).default(100).describe('So many visitors are listed, the last seen first.'),
    pages: z.int().min(0).max(200).default(20).describe('So many pages are listed, those with most visitors first.'),
  })
  .meta({ description: 'Who is on the site now: visitors by minute, by page, and where each of them is.' });

/** What is asked, defaults filled in. */
export type LiveDefinition = z.output<typeof liveDefinition>;
/** What is asked, as it may be written. */
export type LiveDefinitionInput = z.input<typeof liveDefinition>;
