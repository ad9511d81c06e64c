import { emissionOrder } from '../../sql/emission-order.ts';
import { and, type Fragment, sql } from '../../sql/fragment.ts';
import { resolveRange } from '../../time/range.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf } from '../definition.ts';
import { canTouch, isDirect, isFromElsewhere, TOUCHING } from '../touch.ts';

/** Visitors whose first, or last, touch passes: from where they came. */
export const compileTouch = (
  { touch, filters, isDirectEqual = false, during }: ConditionOf<'touch'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const passed = filters.map((filter, index) =>
    compiler.filter(filter, { kinds: [TOUCHING.kind], path: `${path}.filters.${index}` }),
  );
  const views = compiler.events({
    during: during && resolveRange(during, compiler.context, `${path}.during`),
    where: and([compiler.event(TOUCHING, path), canTouch]),
  });
  // The order of emission with two bits behind it: the smallest of a session tells when it began, whether directly, and whether that
  // passes. The condition is a column of its own: the engine must not take it for a constant where a set is empty.
  const told = sql`bitShiftLeft(${emissionOrder}, 2) + 2 * toInt256(${isDirect}) + materialize(toInt256(${and(passed)}))`;
  const rows = sql`SELECT visitor_id, session_id, ${isFromElsewhere} AS is_elsewhere, ${told} AS told FROM ${views}`;
  const end = touch === 'first' ? sql`min` : sql`max`;
  const sessions = sql`SELECT visitor_id, ${end}If(told, is_elsewhere) AS elsewhere, countIf(is_elsewhere) > 0 AS has_elsewhere,
    min(told) AS direct, bitAnd(direct, 2) != 0 AS has_direct FROM (${rows}) GROUP BY visitor_id, session_id`;
  const ofElsewhere = sql`${end}If(elsewhere, has_elsewhere)`;
  const ofDirect = sql`${end}If(direct, has_direct)`;
  const [hasElsewhere, hasDirect] = [sql`countIf(has_elsewhere) > 0`, sql`countIf(has_direct) > 0`];
  const ofBoth =
    touch === 'first' ? sql`least(${ofElsewhere}, ${ofDirect})` : sql`greatest(${ofElsewhere}, ${ofDirect})`;
  const meant = sql`multiIf(NOT (${hasElsewhere}), ${ofDirect}, NOT (${hasDirect}), ${ofElsewhere}, ${isDirectEqual ? ofBoth : ofElsewhere})`;
  return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM (${sessions}) GROUP BY visitor_id HAVING (${hasElsewhere} OR ${hasDirect}) AND bitAnd(${meant}, 1) = 1)`;
};
