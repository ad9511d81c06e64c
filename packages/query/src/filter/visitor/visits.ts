import { type Fragment, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';

/** Visitors with an event of a session in the range: new ones have none before it, returning ones do. */
export const compileVisits = (
  { visits, during }: ConditionOf<'visits'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const { startAt, endAt } = resolveRange(during, compiler.context, `${path}.during`);
  // What only the site's server told is no visit.
  const events = compiler.events({ where: sql`session_id != 0 AND time < ${moment(endAt)}` });
  const isNew = sql`min(time) >= ${moment(startAt)}`;
  const isReturning = sql`min(time) < ${moment(startAt)} AND max(time) >= ${moment(startAt)}`;
  return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${events} GROUP BY visitor_id HAVING ${visits === 'new' ? isNew : isReturning})`;
};
