import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../filter/definition.ts';
import { rangeSchema } from '../time/range.ts';

/** What an export asks for: which of a site's stored events. */
export const exportDefinition = z
  .strictObject({
    range: rangeSchema,
    events: eventReferencesSchema
      .optional()
      .describe('Only events that any of these means; without it, every event. Every stored copy of an order is one.'),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe("All events must pass them. Those on a session or visitor look at people's events."),
    bots: z.enum(['excluded', 'included', 'only']).default('excluded'),
  })
  .meta({ description: 'Events to be exported.' });

/** What an export asks for, defaults filled in. */
export type ExportDefinition = z.output<typeof exportDefinition>;
/** What an export asks for, as it may be written. */
export type ExportDefinitionInput = z.input<typeof exportDefinition>;
