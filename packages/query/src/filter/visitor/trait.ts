import { nearestFirst, suggestion } from '../../nearest.ts';
import { QuestionError } from '../../question.ts';
import { and, bind, type Fragment, sql } from '../../sql/fragment.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { compileOperator, positiveOf } from '../operators.ts';
import { resolveProperty } from '../property.ts';

/** The kind that tells who a visitor is, and the prefix of its open names. */
const IDENTIFY = 'identify';
const TRAITS = 'traits.';

const newest = sql`(time, seq, event_id)`;

/** @throws QuestionError `unknown_trait` */
const checkTrait = (trait: string, path: string, { context }: FilterCompiler) => {
  const names = context.catalog.find(({ kind }) => kind === IDENTIFY)?.properties.map(({ name }) => name) ?? [];
  const traits = names.filter((name) => name.startsWith(TRAITS)).map((name) => name.slice(TRAITS.length));
  if (traits.includes(trait)) return;
  const known = nearestFirst(trait, [...new Set(traits)]);
  throw new QuestionError(
    'unknown_trait',
    `${path}.trait`,
    `No customer has a trait "${trait}". ${suggestion(known)}`,
    known,
  );
};

/**
 * Visitors of customers whose trait passes. A visitor's customer is the one identified last; the customer's trait is the
 * latest value told on any of the customer's visitors. Who has no such trait passes what denies a value (`is_not`).
 */
export const compileTrait = (condition: ConditionOf<'trait'>, path: string, compiler: FilterCompiler): Fragment => {
  const { trait, operator, values } = condition;
  const { catalog } = compiler.context;
  checkTrait(trait, path, compiler);
  const place = { kinds: [IDENTIFY], catalog, path: `${path}.trait` };
  const prefer = typeof values?.[0] === 'number' ? 'number' : 'text';
  const value = resolveProperty(`${TRAITS}${trait}`, { ...place, prefer });
  const customer = resolveProperty('customerId', place).sql;
  const isIdentify = sql`kind = ${bind('String', IDENTIFY)}`;
  const identified = compiler.events({ where: isIdentify });
  const told = compiler.events({ where: and([isIdentify, compileOperator(value, 'is_set', { values: [], path })]) });

  const { isNegated, positive } = positiveOf(operator);
  const passes = compileOperator({ type: value.type, sql: sql`told` }, positive, { values, path });
  const customers = sql`SELECT customer FROM (SELECT ${customer} AS customer, argMax(${value.sql}, ${newest}) AS told FROM ${told} GROUP BY customer) WHERE ${passes}`;
  const visitors = sql`SELECT visitor_id FROM (SELECT visitor_id, argMax(${customer}, ${newest}) AS customer FROM ${identified} GROUP BY visitor_id) WHERE customer GLOBAL IN (${customers})`;
  return isNegated ? sql`visitor_id GLOBAL NOT IN (${visitors})` : sql`visitor_id GLOBAL IN (${visitors})`;
};
