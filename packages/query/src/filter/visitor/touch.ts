import { emissionOrder } from '../../sql/emission-order.ts';
import { and, type Fragment, sql } from '../../sql/fragment.ts';
import { resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { ANY_KIND } from '../kind.ts';

/**
 * The order of emission, its last bit free for a condition: the smallest one tells of the first event both when it was and whether it passes.
 */
const emitted = sql`bitShiftLeft(${emissionOrder}, 1)`;

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
  const rows = sql`SELECT visitor_id, session_id, ${emitted} + materialize(toUInt8(${and(passed)})) AS told FROM ${events}`;
  const sessions = sql`SELECT visitor_id, min(told) AS began FROM (${rows}) GROUP BY visitor_id, session_id`;
  return touch === 'first'
    ? sql`visitor_id GLOBAL IN (SELECT visitor_id FROM (${rows}) GROUP BY visitor_id HAVING bitAnd(min(told), 1) = 1)`
    : sql`visitor_id GLOBAL IN (SELECT visitor_id FROM (${sessions}) GROUP BY visitor_id HAVING bitAnd(max(began), 1) = 1)`;
};
