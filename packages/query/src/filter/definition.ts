import { z } from 'zod';
import { type Duration, durationSchema } from '../time/duration.ts';
import { type Range, rangeSchema } from '../time/range.ts';
import { type AggregateName, aggregateNames } from './aggregate.ts';
import { type Comparison, comparisonOperators } from './comparison.ts';
import { type OperatorName, operatorNames } from './operators.ts';

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
  | { trait: string; operator: OperatorName; values?: (string | number | boolean)[] | undefined };

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
    z.strictObject({ session: eventReferenceSchema }).describe("The event's session contains such an event."),
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
      .describe('Did the event as often as `times` says; at least once without it.'),
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
  ])
  .meta({ id: 'VisitorCondition', description: 'A condition on a visitor: what they did, said or are.' });
