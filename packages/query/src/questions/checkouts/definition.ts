import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { durationMs, durationSchema } from '../../time/duration.ts';
import { instantSchema, rangeSchema } from '../../time/range.ts';

/** What can become of a checkout. */
export const checkoutStates = ['open', 'completed', 'abandoned', 'recovered', 'lost'] as const;

const MIN_CUTOFF_MS = 10 * 60_000;

/** What a question about checkouts asks. */
export const checkoutsDefinition = z
  .strictObject({
    range: rangeSchema.describe('Selects the checkouts that began in it; what became of them may lie behind its end.'),
    at: instantSchema.optional().describe('Epoch ms: how it stood at that moment. Default: now.'),
    cutoff: durationSchema
      .refine((cutoff) => durationMs(cutoff) >= MIN_CUTOFF_MS, 'at least 10 minutes')
      .default({ amount: 30, unit: 'minute' })
      .describe(
        'Without any activity of the visitor for so long, a checkout is abandoned. Activity resets it. At least 10 min.',
      ),
    pendingSteps: z
      .array(z.string().min(1).max(120))
      .max(20)
      .default(['payment_pending'])
      .describe('Steps at which the payment is under way elsewhere: whose last step is one of these is open.'),
    filters: filterSchema
      .array()
      .max(50)
      .default([])
      .describe("On the checkout's first event, a checkout_step or a checkout_field."),
    surveys: z
      .array(z.string().min(1).max(120))
      .min(1)
      .max(50)
      .optional()
      .describe('Only answers to these surveys are reasons; without it, answers to all.'),
    breakdown: z
      .strictObject({
        property: z.string().min(1).max(300).describe('A dimension of both checkout_step and checkout_field.'),
        limit: z.int().min(1).max(100).default(10).describe('So many of the largest values; the rest becomes "other".'),
      })
      .optional()
      .describe("By the first event's value, so that the values add up to the total."),
    comparison: comparisonSchema
      .optional()
      .describe('A second range, of which the same is told as it stood at the same moment, but for the list.'),
    list: z
      .strictObject({
        states: z.array(z.enum(checkoutStates)).min(1),
        limit: z.int().min(1).max(1000).default(100),
        after: z.string().max(400).optional().describe('`nextAfter` of the page before.'),
      })
      .optional()
      .describe('Lists checkouts by their state, the newest first.'),
  })
  .meta({ description: 'What became of each attempt to buy: where it stopped, and what was at stake.' });

/** What is asked, defaults filled in. */
export type CheckoutsDefinition = z.output<typeof checkoutsDefinition>;
/** What is asked, as it may be written. */
export type CheckoutsDefinitionInput = z.input<typeof checkoutsDefinition>;
