import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { narrowedTo } from '../../filter/event.ts';
import { canTouch, isDirect, isFromElsewhere, TOUCHING } from '../../filter/touch.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { emissionOrder } from '../../sql/emission-order.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { CampaignsDefinition } from './definition.ts';
import { type Period, planOf } from './plan.ts';

/** What a mark is; bits. A session's first page view that came from elsewhere is a touch, and needs no mark of its own as an arrival. */
export const MARK = { touch: 1, direct: 2, goal: 4, order: 8 } as const;

const ORDER = { kind: 'purchase' };

const bit = (mark: number, condition: Fragment) => sql`${bind('UInt8', mark)} * (${condition})`;

/** What is told of a touch: text of a page view. */
const touchedOf = ({ by }: CampaignsDefinition, { catalog }: QuestionContext): Fragment => {
  const place = { kinds: [TOUCHING.kind], catalog, path: 'by' };
  if (by === 'referrerPage') return sql`if(referrer_host = '', '', concat(toString(referrer_host), referrer_path))`;
  return sql`toString(${resolveDimension(by === 'landingPage' ? 'path' : by, place)})`;
};

/**
 * Compiles the question into a query that only narrows: of each visitor the touches, conversions and orders, and of each session
 * the first page view, in the order of emission. Which touch counts is decided by the evaluator.
 *
 * A row is: period UInt8 (its index in the plan), visitor_id UInt64, time Float64 epoch ms, bits UInt8: see `MARK`, session_id UInt64,
 * value String, currency String, amount String; the last two are '' but for orders. A visitor's rows of a period follow each other.
 */
export const compileCampaigns = (definition: CampaignsDefinition, context: QuestionContext): CompiledQuery => {
  const { periods } = planOf(definition, context);
  const { goal, filters } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const goalKinds = goal.events.map(({ kind }) => kind);

  const isView = compileAnyEvent([TOUCHING], { path: 'catalog', filters }, compiler);
  const isOrder = compileAnyEvent([ORDER], { path: 'catalog', filters }, compiler);
  // What only goes on with an event is no further conversion.
  const isGoal = and([
    compileAnyEvent(goal.events, { path: 'goal.events', filters }, compiler),
    ...begunConditions(goalKinds, catalog),
  ]);

  const partOf = ({ range, read }: Period, index: number): Fragment => {
    const narrowed = narrowedTo([TOUCHING, ORDER, ...goal.events], catalog);
    // Who was there only before the range is not counted.
    const isCounted =
      read.startAt < range.startAt
        ? [sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${eventsOf({ siteId, during: range, where: narrowed })})`]
        : [];
    // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
    const rows = sql`SELECT visitor_id, session_id, toFloat64(toUnixTimestamp64Milli(time)) AS at, ${emissionOrder} AS emitted,
      materialize(${isView} AND ${canTouch}) AS is_view, materialize(${isGoal}) AS is_goal, materialize(${isOrder}) AS is_order,
      ${isDirect} AS is_direct, is_view AND ${isFromElsewhere} AS is_touch,
      if(is_view, ${touchedOf(definition, context)}, '') AS value,
      if(is_order, toString(currency), '') AS money_currency, if(is_order, toString(amount), '') AS money
    FROM ${eventsOf({ siteId, during: read, where: and([narrowed, ...isCounted]) })}`;
    const bits = sql`toUInt8(${bit(MARK.touch, sql`is_touch`)} + ${bit(MARK.goal, sql`is_goal`)} + ${bit(MARK.order, sql`is_order`)})`;
    const told = sql`SELECT visitor_id, at, ${bits} AS bits, session_id, value, money_currency, money, emitted, 1 AS place
    FROM (${rows}) WHERE is_touch OR is_goal OR is_order`;
    // Of one event, the arrival comes before the conversion.
    const arrived = sql`SELECT visitor_id, min(at) AS first_at, toUInt8(${bit(MARK.touch + MARK.direct, sql`argMin(is_direct, emitted)`)}) AS first_bits, session_id,
      argMin(value, emitted) AS first_value, '' AS money_currency, '' AS money, min(emitted) AS first_emitted, 0 AS place
    FROM (${rows}) WHERE is_view GROUP BY visitor_id, session_id HAVING argMin(is_touch, emitted) = 0`;
    return sql`SELECT ${bind('UInt8', index)} AS period, * FROM (${told} UNION ALL ${arrived})`;
  };
  return {
    ...render(sql`SELECT period, visitor_id, at, bits, session_id, value, money_currency, money
FROM (${join(periods.map(partOf), sql`\nUNION ALL\n`)})
ORDER BY period, visitor_id, emitted, place`),
    answer: 'bytes',
  };
};
