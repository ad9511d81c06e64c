import { z } from 'zod';
import { type Duration, durationSchema } from '../time/duration.ts';
import { type Range, rangeSchema } from '../time/range.ts';
import { type AggregateName, aggregateNames } from './aggregate.ts';
import { type Comparison, comparisonOperators } from './comparison.ts';
import { type OperatorName, operatorNames } from './operators.ts';
import { directText, touchText } from './touch.ts';

/** A condition on one property of an event. */
export interface PropertyFilter {
  property: string;
  operator: OperatorName;
  values?: (string | number | boolean)[] | undefined;
  currency?: string | undefined;
}

/** An event of a kind that passes all its filters; the kind `any` means every kind. */
export interface EventReference {
  kind: string;
  filters?: Filter[] | undefined;
}

/** A condition on an event, on its session, or on its visitor. */
export type Filter =
  | PropertyFilter
  | { all: Filter[] }
  | { any: Filter[] }
  | { none: Filter[] }
  | { session: EventReference }
  | { visitor: VisitorCondition };

/** A condition on a visitor: what they did, said or are. */
export type VisitorCondition =
  | { all: VisitorCondition[] }
  | { any: VisitorCondition[] }
  | { none: VisitorCondition[] }
  | { did: EventReference; times?: Comparison | undefined; during?: Range | undefined }
  | { didNot: EventReference; during?: Range | undefined }
  | {
      aggregate: AggregateName;
      of: EventReference;
      property: string;
      currency?: string | undefined;
      compare: Comparison;
      during?: Range | undefined;
    }
  | { firstTime: EventReference; during: Range }
  | { lastTime: EventReference; during: Range }
  | { sequence: EventReference[]; within: Duration; during?: Range | undefined }
  | { trait: string; operator: OperatorName; values?: (string | number | boolean)[] | undefined }
  | { funnel: Stages; outcome: StageOutcome; step?: number | undefined }
  | { segment: string }
  | { visits: 'new' | 'returning'; during: Range }
  | {
      touch: 'first' | 'last';
      filters: Filter[];
      isDirectEqual?: boolean | undefined;
      during?: Range | undefined;
    }
  | {
      buyer: 'one_off' | 'occasional' | 'regular';
      of: EventReference;
      regularFrom?: number | undefined;
      during?: Range | undefined;
    }
  | {
      rfm: EventReference;
      property: string;
      currency?: string | undefined;
      recency?: number[] | undefined;
      frequency?: number[] | undefined;
      monetary?: number[] | undefined;
      during?: Range | undefined;
    };

/** The stages of a funnel that a visitor can have come to. */
export interface Stages {
  range: Range;
  steps: { title?: string | undefined; events: EventReference[]; isOptional?: boolean | undefined }[];
  conversionWindow?: Duration | undefined;
  order?: 'ordered' | 'strict' | 'any_order' | undefined;
  unit?: 'visitor' | 'session' | 'customer' | undefined;
  constant?: string | undefined;
  exclusions?: { events: EventReference[]; from: number; to: number }[] | undefined;
  filters?: Filter[] | undefined;
}

/** What became of a visitor in a funnel. */
export type StageOutcome = 'reached' | 'converted' | 'dropped' | 'open' | 'excluded';

/** The condition on a visitor that has such a key. */
export type ConditionOf<Key extends string> = Extract<VisitorCondition, Record<Key, unknown>>;

const values = z
  .array(z.union([z.string().max(4000), z.number(), z.boolean()]))
  .min(1)
  .max(1000);

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'an ISO 4217 currency code, such as "EUR"')
  .describe('Needed where the property is money: amounts of different currencies are never compared.');

const operator = z.enum(operatorNames);

const propertyFilterSchema = z
  .strictObject({
    property: z.string().min(1).max(300).describe('A built-in property ("path") or one of the kind ("props.plan").'),
    operator,
    values: values.optional().describe('Any of them; absent for is_set and is_not_set.'),
    currency: currency.optional(),
  })
  .meta({ id: 'PropertyFilter', description: 'A condition on one property of the event.' });

const filters = z.lazy(() => filterSchema.array().max(50));

/** An event of a kind that passes all its filters. */
export const eventReferenceSchema: z.ZodType<EventReference, EventReference> = z
  .strictObject({
    kind: z.string().min(1).max(120).describe('An event kind, or "any".'),
    filters: filters.optional().describe('All of them must hold.'),
  })
  .meta({ id: 'EventReference', description: 'An event of a kind that passes all its filters.' });

/** Events of which any one will do. */
export const eventReferencesSchema = eventReferenceSchema.array().min(1).max(10);

/** A condition on an event, on its session, or on its visitor. */
export const filterSchema: z.ZodType<Filter, Filter> = z
  .union([
    propertyFilterSchema,
    z.strictObject({ all: filters }),
    z.strictObject({ any: filters }),
    z.strictObject({ none: filters }),
    z
      .strictObject({ session: eventReferenceSchema })
      .describe("The event's session contains such an event; what only the server told has no session."),
    z
      .strictObject({ visitor: z.lazy(() => visitorConditionSchema) })
      .describe("The event's visitor is in the segment."),
  ])
  .meta({ id: 'Filter', description: 'A condition on an event, on its session, or on its visitor.' });

const comparisonSchema = z
  .strictObject({
    operator: z.enum(comparisonOperators),
    value: z
      .union([z.number(), z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'a decimal number')])
      .describe('A number; money also as decimal text.'),
  })
  .meta({ id: 'Comparison', description: 'A number to compare with.' });

/** As many as a funnel has. */
const MAX_STEPS = 20;
const stepNumber = z.int().min(1).max(MAX_STEPS);

const quintiles = z.int().min(1).max(5).array().min(1).max(5);

const stagesSchema: z.ZodType<Stages, Stages> = z
  .strictObject({
    range: rangeSchema.describe('Selects who enters; the conversion window may run past its end.'),
    steps: z
      .strictObject({
        title: z.string().max(200).optional(),
        events: eventReferencesSchema,
        isOptional: z
          .boolean()
          .optional()
          .describe('As in a funnel: whether it was done changes nothing about the others.'),
      })
      .array()
      .min(2)
      .max(MAX_STEPS)
      .describe('Any of the events of a step fills it; one event fills one step.'),
    conversionWindow: durationSchema.optional().describe("From a visitor's entry to the last step. Default 14 days."),
    order: z.enum(['ordered', 'strict', 'any_order']).optional().describe('As in a funnel. Default ordered.'),
    unit: z
      .enum(['visitor', 'session', 'customer'])
      .optional()
      .describe(
        'Who goes through the funnel. Default visitor. Of a customer all visitors are meant who did an event of the funnel as the customer, in the time that it looks at.',
      ),
    constant: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe("As in a funnel: a dimension of which only events with the entry's value belong to an attempt."),
    exclusions: z
      .strictObject({ events: eventReferencesSchema, from: stepNumber, to: stepNumber })
      .array()
      .max(10)
      .optional()
      .describe('Events that must not happen after one step and before a later one.'),
    filters: z
      .lazy(() => filterSchema.array().max(50))
      .optional()
      .describe('All events of the funnel must pass them.'),
  })
  .meta({ id: 'FunnelStages', description: 'The stages of a funnel, as in the funnel question.' });

const during = rangeSchema.describe('Only events of this range; without it, all events ever.');
const conditions = z.lazy(() => visitorConditionSchema.array().max(50));

/** A condition on a visitor: what they did, said or are. */
export const visitorConditionSchema: z.ZodType<VisitorCondition, VisitorCondition> = z
  .union([
    z.strictObject({ all: conditions }),
    z.strictObject({ any: conditions }),
    z.strictObject({ none: conditions }),
    z
      .strictObject({ did: eventReferenceSchema, times: comparisonSchema.optional(), during: during.optional() })
      .describe(
        'Did the event as often as `times` says, an inspection that goes on counted once; at least once without it. Who answered a survey did `survey_answer`, who saw a variant `exposure`, each with filters.',
      ),
    z.strictObject({ didNot: eventReferenceSchema, during: during.optional() }).describe('Never did the event.'),
    z
      .strictObject({
        aggregate: z.enum(aggregateNames),
        of: eventReferenceSchema,
        property: z.string().min(1).max(300),
        currency: currency.optional(),
        compare: comparisonSchema,
        during: during.optional(),
      })
      .describe(
        "A measure summed up over the visitor's events. The sum over no event is 0; the others then do not hold.",
      ),
    z
      .strictObject({ firstTime: eventReferenceSchema, during: rangeSchema })
      .describe('Did the event for the first time ever in the range.'),
    z
      .strictObject({ lastTime: eventReferenceSchema, during: rangeSchema })
      .describe('Did the event in the range and not after it.'),
    z
      .strictObject({
        sequence: eventReferenceSchema.array().min(2).max(10),
        within: durationSchema,
        during: during.optional(),
      })
      .describe('Did the events in this order, from first to last within the duration; one event fills one place.'),
    z
      .strictObject({ trait: z.string().min(1).max(120), operator, values: values.optional() })
      .describe("The customer's latest value of a trait, told by identify on any of the customer's visitors."),
    z
      .strictObject({
        funnel: z.lazy(() => stagesSchema),
        outcome: z
          .enum(['reached', 'converted', 'dropped', 'open', 'excluded'])
          .describe(
            'reached: came at least as far as `step`, whatever became of them then, the excluded ones left out; dropped and open: with `step` only those who came exactly so far.',
          ),
        step: stepNumber.optional().describe('Needed for reached, possible for dropped and open.'),
      })
      .describe(
        'What became of the visitor, of any session of theirs or of the customer, in a funnel: as the funnel question lists them.',
      ),
    z
      .strictObject({ segment: z.string().min(1).max(120).describe("A saved segment's id.") })
      .describe('Is in a saved segment: as it is now or, where a snapshot of it was taken, as it was then.'),
    z
      .strictObject({ visits: z.enum(['new', 'returning']), during: rangeSchema })
      .describe(
        'Was there in the range: what only the server told is no visit. new: for the first time ever; returning: was there before the range, too. Everyone who was there is one of them.',
      ),
    z
      .strictObject({
        touch: z.enum(['first', 'last']),
        filters: z
          .lazy(() => filterSchema.array().min(1).max(50))
          .describe('Of a page view: channel, source, utmCampaign, path …'),
        isDirectEqual: z.boolean().optional().describe(`Default false. ${directText}`),
        during: during.optional(),
      })
      .describe(`The first, or the last, touch passes all the filters. ${touchText}`),
    z
      .strictObject({
        buyer: z.enum(['one_off', 'occasional', 'regular']),
        of: eventReferenceSchema.describe('What an order is: { "kind": "purchase" }.'),
        regularFrom: z.int().min(3).max(1000).optional().describe('Orders that make a regular buyer. Default 4.'),
        during: during.optional(),
      })
      .describe(
        'one_off: exactly one order; regular: at least `regularFrom`; occasional: more than one and fewer than that.',
      ),
    z
      .strictObject({
        rfm: eventReferenceSchema.describe('What an order is: { "kind": "purchase" }.'),
        property: z.string().min(1).max(300).describe("The order's value."),
        currency: currency.optional(),
        recency: quintiles.optional().describe('By the last order: 5 the latest.'),
        frequency: quintiles.optional().describe('By the number of orders: 5 the most.'),
        monetary: quintiles.optional().describe('By the sum of the values: 5 the largest.'),
        during: during.optional(),
      })
      .describe(
        'In all the quintiles named, among the buyers: those with an order in the range that has a value (in the currency). The quintile is 1 + ⌊5 × (buyers below) / (buyers)⌋, so equal buyers are in the same one.',
      ),
  ])
  .meta({ id: 'VisitorCondition', description: 'A condition on a visitor: what they did, said or are.' });
