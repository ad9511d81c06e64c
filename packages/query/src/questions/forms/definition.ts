import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { durationMs, durationSchema } from '../../time/duration.ts';
import { rangeSchema } from '../../time/range.ts';

/** What can become of a form that was seen. */
export const formOutcomes = ['submitted', 'abandoned', 'open', 'untouched'] as const;

const MIN_CUTOFF_MS = 60_000;

/** What a question about forms asks. */
export const formsDefinition = z
  .strictObject({
    range: rangeSchema.describe(
      'Selects the forms whose first event lies in it; what became of them may lie behind its end. A form is a step of one checkout of one visitor.',
    ),
    cutoff: durationSchema
      .refine((cutoff) => durationMs(cutoff) >= MIN_CUTOFF_MS, 'at least 1 minute')
      .default({ amount: 30, unit: 'minute' })
      .describe('A form that was not submitted is open until nothing has happened in it for so long.'),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe("On the form's first event, a checkout_step or a checkout_field."),
    breakdown: z
      .strictObject({
        property: z.string().min(1).max(300).describe('A dimension of both checkout_step and checkout_field.'),
        limit: z.int().min(1).max(50).default(10).describe('So many of the largest values; the rest becomes "other".'),
      })
      .optional()
      .describe("By the value of the form's first event, so that the values add up to the total."),
    comparison: comparisonSchema.optional().describe('A second range, told beside the first.'),
    people: z
      .strictObject({
        form: z.string().min(1).max(120).describe('The step.'),
        outcome: z.enum(['seen', 'started', ...formOutcomes]).default('abandoned'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists the visitors of one form by what became of it.'),
  })
  .meta({ description: 'Forms, field by field: where people begin, struggle and give up. Never what was typed.' });

/** What is asked, defaults filled in. */
export type FormsDefinition = z.output<typeof formsDefinition>;
/** What is asked, as it may be written. */
export type FormsDefinitionInput = z.input<typeof formsDefinition>;
