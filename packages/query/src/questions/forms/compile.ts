import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, or, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { FormsDefinition } from './definition.ts';
import { planOf } from './plan.ts';

/** What an event is to forms, and what is said of it; bits. */
export const MARK = { field: 1, purchase: 2, passes: 4, pasted: 8, autofilled: 16 } as const;

const FORM_KINDS = ['checkout_step', 'checkout_field'] as const;
const [STEP, FIELD] = FORM_KINDS;
const PURCHASE = 'purchase';

const isOfKind = (kind: string) => sql`kind = ${bind('String', kind)}`;

/**
 * Compiles the question into a query that only narrows: every step and field of those visitors who had one in a range, and the
 * purchases since, in the order in which the browser emitted them. What became of the forms is decided by the evaluator.
 *
 * A row is: visitor_id UInt64, then an array of (time Float64 epoch ms, bits UInt8: see `MARK`, checkout String, step String, field
 * String, value String, focusedMs Float64, refills UInt32, failures UInt32).
 */
export const compileForms = (definition: FormsDefinition, context: QuestionContext): CompiledQuery => {
  const { range, compared, nowMs } = planOf(definition, context);
  const { filters, breakdown } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);

  const own = (kind: string, name: string) => resolveProperty(name, { kinds: [kind], catalog, path: 'catalog' }).sql;
  const number = (name: string) => sql`if(is_field, ifNull(${own(FIELD, name)}, 0), 0)`;
  const isTrue = (name: string) => sql`is_field AND toString(${own(FIELD, name)}) = 'true'`;
  const checkoutOf = (kind: string) => sql`toString(${own(kind, 'checkoutId')})`;
  const passes = and(
    filters.map((filter, index) => compiler.filter(filter, { kinds: FORM_KINDS, path: `filters.${index}` })),
  );
  const place = { kinds: FORM_KINDS, catalog, path: 'breakdown.property' };
  const value = breakdown ? sql`toString(${resolveDimension(breakdown.property, place)})` : sql`''`;

  const isOfForm = sql`kind IN ${bind('Array(String)', [...FORM_KINDS])}`;
  const isAsked = or(
    [range, ...(compared ? [compared] : [])].map(
      ({ startAt, endAt }) => sql`(time >= ${moment(startAt)} AND time < ${moment(endAt)})`,
    ),
  );
  const had = eventsOf({ siteId, where: and([isOfForm, isAsked]) });
  const first = Math.min(range.startAt, compared?.startAt ?? range.startAt);
  const happened = eventsOf({
    siteId,
    where: and([
      sql`kind IN ${bind('Array(String)', [...FORM_KINDS, PURCHASE])}`,
      sql`time <= ${moment(nowMs)}`,
      // A form that began before the range is known by its first event, however old.
      sql`(${isOfForm} AND visitor_id GLOBAL IN (SELECT visitor_id FROM ${had})
      OR time >= ${moment(first)} AND ${compiler.event({ kind: PURCHASE }, 'catalog')})`,
    ]),
  });
  // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
  const rows = sql`SELECT visitor_id, time, seq, event_id, ${isOfKind(FIELD)} AS is_field, ${isOfKind(PURCHASE)} AS is_purchase,
      materialize(NOT is_purchase AND ${passes}) AS is_passing,
      multiIf(is_field, ${checkoutOf(FIELD)}, is_purchase, ${checkoutOf(PURCHASE)}, ${checkoutOf(STEP)}) AS checkout,
      multiIf(is_field, toString(${own(FIELD, 'step')}), is_purchase, '', toString(${own(STEP, 'step')})) AS step,
      if(is_field, toString(${own(FIELD, 'field')}), '') AS field, if(is_purchase, '', ${value}) AS value,
      toUInt8(${bind('UInt8', MARK.field)} * is_field + ${bind('UInt8', MARK.purchase)} * is_purchase + ${bind('UInt8', MARK.passes)} * is_passing
        + ${bind('UInt8', MARK.pasted)} * (${isTrue('isPasted')}) + ${bind('UInt8', MARK.autofilled)} * (${isTrue('isAutofilled')})) AS bits,
      toFloat64(${number('focusedMs')}) AS focused, toUInt32(${number('refills')}) AS refills, toUInt32(${number('failures')}) AS failures
    FROM ${happened}`;
  return {
    ...render(sql`SELECT visitor_id, arrayMap(event -> (toFloat64(toUnixTimestamp64Milli(event.1)), event.4, event.5, event.6, event.7, event.8, event.9, event.10, event.11),
  arraySort(groupArray((time, seq, event_id, bits, checkout, step, field, value, focused, refills, failures))))
FROM (${rows})
GROUP BY visitor_id`),
    answer: 'bytes',
  };
};
