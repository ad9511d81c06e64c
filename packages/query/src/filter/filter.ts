import { and, type Fragment, or, sql } from '../sql/fragment.ts';
import type { FilterCompiler, FilterPlace } from './compiler.ts';
import { inCurrency } from './currency.ts';
import type { Filter, PropertyFilter } from './definition.ts';
import { compileOperator } from './operators.ts';
import { resolveProperty } from './property.ts';

const compileProperty = (
  filter: PropertyFilter,
  { kinds, path }: FilterPlace,
  { context }: FilterCompiler,
): Fragment => {
  const { property, operator, values, currency } = filter;
  const prefer = typeof values?.[0] === 'number' ? 'number' : 'text';
  const operand = resolveProperty(property, { kinds, catalog: context.catalog, path: `${path}.property`, prefer });
  const isCompared = values !== undefined || currency !== undefined;
  const compared = isCompared ? inCurrency(operand, { property, currency, path }) : operand;
  return compileOperator(compared, operator, { values, path });
};

/** The condition that a row passes the filter. */
export const compileFilter = (filter: Filter, place: FilterPlace, compiler: FilterCompiler): Fragment => {
  const { kinds, path } = place;
  const each = (filters: readonly Filter[], group: string) =>
    filters.map((inner, index) => compiler.filter(inner, { kinds, path: `${path}.${group}.${index}` }));
  if ('property' in filter) return compileProperty(filter, place, compiler);
  if ('all' in filter) return and(each(filter.all, 'all'));
  if ('any' in filter) return or(each(filter.any, 'any'));
  if ('none' in filter) return sql`NOT ${or(each(filter.none, 'none'))}`;
  if ('visitor' in filter) return compiler.visitor(filter.visitor, `${path}.visitor`);
  // What only the site's server told is of no session, also not of one with what it told before.
  const where = and([compiler.event(filter.session, `${path}.session`), sql`session_id != 0`]);
  const inSession = compiler.events({ where });
  return sql`(visitor_id, session_id) GLOBAL IN (SELECT visitor_id, session_id FROM ${inSession})`;
};
