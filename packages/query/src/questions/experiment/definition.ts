import { z } from 'zod';
import { filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { durationSchema } from '../../time/duration.ts';
import { instantSchema, rangeSchema } from '../../time/range.ts';
import { metricSchema } from './metrics.ts';

const name = z.string().min(1).max(300);
const weight = z.number().min(0).max(1_000_000);

const variantsSchema = z
  .strictObject({ id: name, weight: weight.default(1).describe('Its share of the visitors, beside the others.') })
  .array()
  .min(2)
  .max(20)
  .refine((variants) => new Set(variants.map(({ id }) => id)).size === variants.length, 'variants with different ids')
  .describe('The first one is the control, with which the others are compared.');

const breakdownSchema = z
  .union([
    z.strictObject({
      property: name.describe('A dimension of the exposure.'),
      limit: z.int().min(1).max(50).default(10).describe('So many of the largest values; the rest becomes "other".'),
    }),
    z.strictObject({
      segment: z.string().min(1).max(120).describe("A saved segment's id: who is in it, and who not."),
    }),
  ])
  .describe(
    'Also tells the primary metric of parts of the visitors. The more parts, the more of them differ by chance.',
  );

/** What an experiment asks: what its variants did to visitors, and whether that is more than chance. */
export const experimentDefinition = z
  .strictObject({
    experiment: name.describe('Its id, as exposures tell it.'),
    range: rangeSchema.describe(
      "Selects visitors by their first exposure; what they do may run past its end. Under the fixed reading its end is the experiment's planned one.",
    ),
    variants: variantsSchema,
    weightChanges: z
      .strictObject({
        at: instantSchema.describe('Epoch ms.'),
        weights: weight.array().min(2).max(20).describe('Of the variants, in their order, from then on.'),
      })
      .array()
      .max(50)
      .default([])
      .describe('Later weights, in order: visitors are expected by those of the time of their first exposure.'),
    primary: metricSchema.describe('What decides.'),
    secondary: metricSchema.array().max(8).default([]).describe('What else is looked at.'),
    guardrails: metricSchema.array().max(8).default([]).describe('What must not become worse.'),
    reading: z
      .enum(['fixed', 'sequential'])
      .default('sequential')
      .describe(
        'sequential: may be looked at, and stopped, at any time; intervals are wider. fixed: is read once, when the range and the window of the primary metric are over; before that there is no verdict.',
      ),
    plannedVisitors: z
      .int()
      .min(100)
      .max(1_000_000_000)
      .default(5000)
      .describe('Of all variants: where the sequential intervals are narrowest. To be fixed before the first look.'),
    covariate: durationSchema
      .optional()
      .describe(
        'What visitors did in so much time before their first exposure makes the primary, secondary and guardrail metrics of the types conversion, count and revenue less uncertain (CUPED). Without it nothing is adjusted.',
      ),
    filters: filterSchema.array().max(50).default([]).describe('Exposures must pass them.'),
    breakdown: breakdownSchema.optional(),
    hasNovelty: z
      .boolean()
      .default(false)
      .describe(
        'Also tells the effect by day since the exposure, for primary metrics of the types conversion, count and revenue.',
      ),
    people: z
      .strictObject({
        variant: name.optional().describe('Without it, of all variants.'),
        outcome: z
          .enum(['all', 'converted', 'not_converted'])
          .default('all')
          .describe('converted: did something that the primary metric counts.'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists visitors.'),
  })
  .meta({ description: "What an experiment's variants did to visitors, and whether that is more than chance." });

/** What an experiment asks, defaults filled in. */
export type ExperimentDefinition = z.output<typeof experimentDefinition>;
/** What an experiment asks, as it may be written. */
export type ExperimentDefinitionInput = z.input<typeof experimentDefinition>;
