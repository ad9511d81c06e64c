import { z } from 'zod';
import { eventReferenceSchema, eventReferencesSchema, filterSchema } from '../../filter/definition.ts';
import { comparisonSchema } from '../../time/comparison.ts';
import { durationSchema } from '../../time/duration.ts';
import { rangeSchema } from '../../time/range.ts';

/** A bit each in the evaluator's mask of 32, beside the exclusions', one for strict order and one for what came next. */
export const MAX_STEPS = 20;
export const MAX_EXCLUSIONS = 10;

/** A bit each in a mark of 32. */
const MAX_EXPLAINING_EVENTS = 30;

const stepNumber = z.int().min(1).max(MAX_STEPS);
const propertyName = z.string().min(1).max(300);

const stepSchema = z
  .strictObject({
    title: z.string().max(200).optional().describe('What people read; the question does not use it.'),
    events: eventReferencesSchema.describe('Any of these events fills the step. One event fills one step.'),
    isOptional: z
      .boolean()
      .optional()
      .describe(
        'Counted when done between the needed steps before and after it, but not needed. Only in the order "ordered", and neither the first nor the last step. Of several in a row each may be done first.',
      ),
  })
  .meta({ id: 'FunnelStep', description: 'A step of a funnel.' });

const exclusionSchema = z
  .strictObject({
    events: eventReferencesSchema.describe('Events that must not happen.'),
    from: stepNumber.describe('After this needed step, counted from 1,'),
    to: stepNumber.describe('and before this later needed one.'),
  })
  .meta({
    id: 'FunnelExclusion',
    description:
      'Events that must not happen between two steps. Who only got further through one is left out; a clean attempt rescues.',
  });

const attributionSchema = z
  .union([z.enum(['first_touch', 'last_touch']), z.strictObject({ step: stepNumber })])
  .default('first_touch')
  .describe(
    'Which event of the attempt tells the value. first_touch: the entry; last_touch: the last needed step done; with either the groups add up to the total. { step: N }: step N (in any order the Nth one done); who did not do it is in no group but in `unattributed`, and the groups and it add up to the total.',
  );

const breakdownSchema = z.strictObject({
  property: propertyName.describe('A dimension that all events have which can tell the value.'),
  limit: z.int().min(1).max(100).default(10).describe('So many of the largest values; the rest becomes "other".'),
  attribution: attributionSchema,
});

const nextSchema = z.strictObject({
  step: stepNumber.describe('Those who dropped after this needed step.'),
  events: eventReferencesSchema
    .default([
      { kind: 'page_view' },
      { kind: 'outbound_click' },
      { kind: 'site_search' },
      { kind: 'custom' },
      { kind: 'error' },
    ])
    .describe(
      'What counts as doing something; the filters of the question are not asked of it. With every kind ("any") it would mostly be what a page tells of itself, such as page_engagement.',
    ),
  limit: z.int().min(1).max(100).default(10).describe('So many of the most frequent ones; the rest becomes `other`.'),
});

const explainSchema = z.strictObject({
  properties: propertyName
    .array()
    .max(20)
    .default(['channel', 'source', 'utmCampaign', 'country', 'language', 'device', 'browser', 'os', 'path'])
    .describe("Dimensions that all events have which can be the entry; the entry's value is looked at."),
  events: eventReferenceSchema
    .array()
    .max(MAX_EXPLAINING_EVENTS)
    .default([])
    .describe(
      'Events, each looked at on its own: whether it was done after the entry, and before the last step or, by those who dropped, within the window. An event that fills a step of the attempt is not one of them; nor are the filters of the question asked.',
    ),
  limit: z.int().min(1).max(200).default(20).describe('So many, the clearest differences first.'),
});

const peopleSchema = z.strictObject({
  outcome: z.enum(['converted', 'dropped', 'open', 'excluded']),
  step: stepNumber
    .optional()
    .describe('Only those who came exactly so far: a needed step, not the last one. Not for those who converted.'),
  limit: z.int().min(1).max(1000).default(100),
  after: z.string().max(300).optional().describe('The last visitor or customer of the page before.'),
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
    unit: z
      .enum(['visitor', 'session', 'customer'])
      .default('visitor')
      .describe(
        'Who goes through the funnel: a browser, one session of it (what only the server told has none, and does not count), or a customer on any browser (events of no customer then do not count).',
      ),
    exclusions: exclusionSchema.array().max(MAX_EXCLUSIONS).default([]),
    constant: propertyName
      .optional()
      .describe(
        "A dimension that all events of steps and exclusions have, such as a product's id. Only events with the entry's value belong to an attempt, and an event without a value to none. A unit has attempts for each value: as always a clean one counts before a spoiled one, then the one that went furthest, then the earliest.",
      ),
    filters: filterSchema.array().max(50).default([]).describe('All events of the question must pass them.'),
    breakdown: breakdownSchema.optional().describe('By the value that one event of the attempt tells.'),
    interval: z
      .enum(['hour', 'day', 'week', 'month'])
      .optional()
      .describe(
        "Also tells the figures over time, by when the attempt that counts was entered, in the site's time zone.",
      ),
    next: nextSchema.optional().describe('Also tells what those who dropped did next, within the window.'),
    explain: explainSchema
      .optional()
      .describe(
        'Also tells which values and events go with converting. That one goes with it does not say that it causes it.',
      ),
    comparison: comparisonSchema.optional().describe('A second range, of which the same is told but for the people.'),
    people: peopleSchema
      .optional()
      .describe('Lists visitors (customers, where they are the unit) by what became of them.'),
  })
  .meta({ description: 'How many of those who enter go through all the steps.' });

/** What a funnel asks, defaults filled in. */
export type FunnelDefinition = z.output<typeof funnelDefinition>;
/** What a funnel asks, as it may be written. */
export type FunnelDefinitionInput = z.input<typeof funnelDefinition>;
