import { type Fragment, sql } from '../../sql/fragment.ts';
import { compileComparison, holdsForZero } from '../comparison.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { eventsMeant } from './events-meant.ts';

/** Visitors who did an event so often. Those who never did are members where zero passes. */
export const compileDid = (condition: ConditionOf<'did'>, path: string, compiler: FilterCompiler): Fragment => {
  const { did, times, during } = condition;
  const events = eventsMeant(did, { path: `${path}.did`, conditionPath: path, during }, compiler);
  if (!times) return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${events})`;
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
