import { z } from 'zod';
import { eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { peoplePageShape } from '../../people.ts';
import { durationSchema } from '../../time/duration.ts';
import { rangeSchema } from '../../time/range.ts';

/** A bit each in the evaluator's mask of 32, beside the exclusions' and one for strict order. */
export const MAX_STEPS = 20;
export const MAX_EXCLUSIONS = 10;

const stepNumber = z.int().min(1).max(MAX_STEPS);

const stepSchema = z
  .strictObject({
    title: z.string().max(200).optional().describe('What people read; the question does not use it.'),
    events: eventReferencesSchema.describe('Any of these events fills the step. One event fills one step.'),
  })
  .meta({ id: 'FunnelStep', description: 'A step of a funnel.' });

const exclusionSchema = z
  .strictObject({
    events: eventReferencesSchema.describe('Events that must not happen.'),
    from: stepNumber.describe('After this step, counted from 1,'),
    to: stepNumber.describe('and before this later one.'),
  })
  .meta({
    id: 'FunnelExclusion',
    description:
      'Events that must not happen between two steps. Who only got further through one is left out; a clean attempt rescues.',
  });

/** What a funnel asks: how many of those who enter go through all the steps. */
export const funnelDefinition = z
  .strictObject({
    range: rangeSchema.describe('Selects who enters; the conversion window may run past its end.'),
    steps: stepSchema.array().min(2).max(MAX_STEPS),
    conversionWindow: durationSchema
      .default({ amount: 14, unit: 'day' })
      .describe("Time allowed from a visitor's entry to the last step."),
    order: z
      .enum(['ordered', 'strict', 'any_order'])
      .default('ordered')
      .describe(
        'ordered: other events may lie between the steps; strict: no other event of the kinds that the steps name may; any_order: all steps, whichever comes first.',
      ),
    unit: z.enum(['visitor', 'session']).default('visitor').describe('Who goes through the funnel.'),
    exclusions: exclusionSchema.array().max(MAX_EXCLUSIONS).default([]),
    filters: filterSchema.array().max(50).default([]).describe('All events of the question must pass them.'),
    breakdown: z
      .strictObject({
        property: z.string().min(1).max(300).describe('A dimension that all events which can be the entry have.'),
        limit: z.int().min(1).max(100).default(10).describe('So many of the largest values; the rest becomes "other".'),
      })
      .optional()
      .describe("By the entry event's value, so that the values add up to the total."),
    people: z
      .strictObject({
        outcome: z.enum(['converted', 'dropped', 'open', 'excluded']),
        step: stepNumber.optional().describe('Only those who came exactly so far; for dropped and open.'),
        ...peoplePageShape,
      })
      .optional()
      .describe('Lists visitors by what became of them.'),
  })
  .meta({ description: 'How many of those who enter go through all the steps.' });

/** What a funnel asks, defaults filled in. */
export type FunnelDefinition = z.output<typeof funnelDefinition>;
/** What a funnel asks, as it may be written. */
export type FunnelDefinitionInput = z.input<typeof funnelDefinition>;
