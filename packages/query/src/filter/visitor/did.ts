import { type Fragment, sql } from '../../sql/fragment.ts';
import { compileComparison, holdsForZero } from '../comparison.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { begunMeant, eventsMeant } from './events-meant.ts';

/**
 * Visitors who did an event so often. Those who never did are members where zero passes. What only goes on with an event is no
 * further one, but whoever goes on did something.
 */
export const compileDid = (condition: ConditionOf<'did'>, path: string, compiler: FilterCompiler): Fragment => {
  const { did, times, during } = condition;
  const place = { path: `${path}.did`, conditionPath: path, during };
  if (!times) return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${eventsMeant(did, place, compiler)})`;
  const events = begunMeant(did, place, compiler);
  const passes = compileComparison(sql`count()`, times, 'Float64');
  return holdsForZero(times)
    ? sql`visitor_id GLOBAL NOT IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING NOT (${passes}))`
    : sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING ${passes})`;
};

/** Visitors who never did an event in the range. */
export const compileDidNot = (condition: ConditionOf<'didNot'>, path: string, compiler: FilterCompiler): Fragment => {
  const { didNot, during } = condition;
  const events = eventsMeant(didNot, { path: `${path}.didNot`, conditionPath: path, during }, compiler);
  return sql`visitor_id GLOBAL NOT IN (SELECT visitor_id FROM ${events})`;
};
