import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { Filter } from '../../filter/definition.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { CheckoutsDefinition } from './definition.ts';
import { PASSES } from './events.ts';
import { planOf } from './plan.ts';

const CHECKOUT_KINDS = ['checkout_step', 'checkout_field'] as const;

const ANSWER = 'survey_answer';

const answersTo = (surveys: CheckoutsDefinition['surveys']): Filter[] =>
  surveys ? [{ property: 'surveyId', operator: 'is', values: surveys }] : [];

const isOfKind = (kind: string): Fragment => sql`kind = ${bind('String', kind)}`;
const isOfCheckout = sql`kind IN ${bind('Array(String)', [...CHECKOUT_KINDS])}`;
const arrayOf = (items: readonly Fragment[]) => sql`[${join(items, sql`, `)}]`;

/**
 * Compiles the question into a query that only narrows: all that those visitors did who had a checkout, and every purchase, in the
 * order in which the browser emitted it. What became of the checkouts is decided by the evaluator.
 *
 * A row is: visitor_id UInt64, then an array of (time Float64 epoch ms, event_id UInt64, mask UInt32: see `EVENT`, customer String,
 * texts Array(String), numbers Array(Float64)). Texts of a step: checkout, step, amount, currency, breakdown's value; of a field:
 * checkout, step, field, breakdown's value; of a purchase: checkout, order; of an answer: survey, question, answer. Numbers of a step:
 * its number, -1 without one; of a field: time focused, refills, failures.
 */
export const compileCheckouts = (definition: CheckoutsDefinition, context: QuestionContext): CompiledQuery => {
  const { range, at } = planOf(definition, context);
  const { filters, breakdown, surveys } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const place = { kinds: CHECKOUT_KINDS, catalog, path: 'breakdown.property' };

  const own = (kind: string, name: string) => resolveProperty(name, { kinds: [kind], catalog, path: 'catalog' }).sql;
  const text = (kind: string, name: string) => sql`toString(${own(kind, name)})`;
  const number = (kind: string, name: string) => sql`toFloat64(ifNull(${own(kind, name)}, 0))`;
  const value = breakdown ? sql`toString(${resolveDimension(breakdown.property, place)})` : sql`''`;

  const passes = and(
    filters.map((filter, index) => compiler.filter(filter, { kinds: CHECKOUT_KINDS, path: `filters.${index}` })),
  );
  const isStep = isOfKind('checkout_step');
  const isField = isOfKind('checkout_field');
  const isPurchase = compiler.event({ kind: 'purchase' }, 'catalog');
  const isAnswer = compiler.event({ kind: ANSWER, filters: answersTo(surveys) }, 'surveys');
  const answer = (name: string) => sql`ifNull(toString(${own(ANSWER, name)}), '')`;
  const code = sql`multiIf(${isStep}, 1, ${isField}, 2, ${isPurchase}, 3, ${isAnswer}, 4, 0)`;
  const texts = sql`multiIf(
    code = 1, ${arrayOf([text('checkout_step', 'checkoutId'), sql`object`, sql`toString(amount)`, sql`toString(currency)`, value])},
    code = 2, ${arrayOf([text('checkout_field', 'checkoutId'), text('checkout_field', 'step'), sql`object`, value])},
    code = 3, ${arrayOf([text('purchase', 'checkoutId'), text('purchase', 'orderId')])},
    code = 4, ${arrayOf([sql`object`, answer('questionId'), sql`multiIf(${answer('choice')} != '', ${answer('choice')}, ${answer('text')} != '', ${answer('text')}, ${answer('score')})`])},
    [])`;
  const numbers = sql`multiIf(
    code = 1, ${arrayOf([sql`toFloat64(ifNull(${own('checkout_step', 'stepNumber')}, -1))`])},
    code = 2, ${arrayOf(['focusedMs', 'refills', 'failures'].map((name) => number('checkout_field', name)))},
    [])`;

  const begun = sql`time >= ${moment(range.startAt)} AND time <= ${moment(at)}`;
  const named = eventsOf({ siteId, where: and([isOfKind('purchase'), begun]) });
  // A purchase may name a checkout that began long before: then it completes no other.
  const had = eventsOf({
    siteId,
    where: and([
      isOfCheckout,
      sql`(${begun} OR ${text('checkout_step', 'checkoutId')} GLOBAL IN (SELECT ${text('purchase', 'checkoutId')} FROM ${named}))`,
    ]),
  });
  const happened = eventsOf({
    siteId,
    where: and([
      sql`time <= ${moment(at)}`,
      // A checkout that began before the range is known by its first event, however old.
      sql`(${isOfCheckout} OR time >= ${moment(range.startAt)})`,
      sql`(${isOfKind('purchase')} OR visitor_id GLOBAL IN (SELECT visitor_id FROM ${had}))`,
    ]),
  });
  const rows = sql`SELECT visitor_id, time, seq, event_id, customer_id, ${code} AS code,
    toUInt32(code + ${bind('UInt8', PASSES)} * (code IN (1, 2) AND ${passes})) AS mask, ${texts} AS texts, ${numbers} AS numbers FROM ${happened}`;
  return {
    ...render(sql`SELECT visitor_id, arrayMap(event -> (toFloat64(toUnixTimestamp64Milli(event.1)), event.3, event.4, event.5, event.6, event.7),
  arraySort(groupArray((time, seq, event_id, mask, customer_id, texts, numbers))))
FROM (${rows})
GROUP BY visitor_id`),
    answer: 'bytes',
  };
};
