import { and, type Fragment, sql } from '../../sql/fragment.ts';
import { resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { ANY_KIND } from '../kind.ts';

const emitted = sql`(time, seq, event_id)`;

/** Visitors whose first, or last, session began with an event that passes: from where they came. */
export const compileTouch = (
  { touch, filters, during }: ConditionOf<'touch'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const passed = filters.map((filter, index) =>
    compiler.filter(filter, { kinds: [ANY_KIND], path: `${path}.filters.${index}` }),
  );
  const events = compiler.events({
    during: during && resolveRange(during, compiler.context, `${path}.during`),
    // Of a server the visitor is known, but not from where they came.
    where: sql`session_id != 0`,
  });
  // The condition is a column of its own: the engine must not take it for a constant where a set is empty.
  const rows = sql`SELECT visitor_id, session_id, ${emitted} AS emitted, materialize(toUInt8(${and(passed)})) AS passes FROM ${events}`;
  if (touch === 'first')
    return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM (${rows}) GROUP BY visitor_id HAVING argMin(passes, emitted) = 1)`;
  const sessions = sql`SELECT visitor_id, min(emitted) AS began, argMin(passes, emitted) AS began_so FROM (${rows}) GROUP BY visitor_id, session_id`;
  return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM (${sessions}) GROUP BY visitor_id HAVING argMax(began_so, began) = 1)`;
};
