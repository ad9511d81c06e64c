import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { narrowedTo } from '../../filter/event.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { CampaignsDefinition } from './definition.ts';
import { type Period, planOf } from './plan.ts';

/** What a mark is; bits. A session's first page view that came from elsewhere is a touch, and needs no mark of its own as an arrival. */
export const MARK = { touch: 1, direct: 2, goal: 4, order: 8 } as const;

const VIEW = { kind: 'page_view' };
const ORDER = { kind: 'purchase' };

const moment = (epochMs: number) => sql`fromUnixTimestamp64Milli(${bind('Int64', epochMs)}, 'UTC')`;
const bit = (mark: number, condition: Fragment) => sql`${bind('UInt8', mark)} * (${condition})`;

/** What is told of a touch: text of a page view. */
const touchedOf = ({ by }: CampaignsDefinition, { catalog }: QuestionContext): Fragment => {
  const place = { kinds: [VIEW.kind], catalog, path: 'by' };
  if (by === 'referrerPage') return sql`if(referrer_host = '', '', concat(toString(referrer_host), referrer_path))`;
  return sql`toString(${resolveDimension(by === 'landingPage' ? 'path' : by, place)})`;
};

/**
 * Compiles the question into a query that only narrows: of each visitor the touches, conversions and orders, and of each session
 * the first page view, in the order of emission. Which touch counts is decided by the evaluator.
 *
 * A row is: period UInt8 (its index in the plan), visitor_id UInt64, then an array of marks (time Float64 epoch ms, bits UInt8: see
 * `MARK`, session_id UInt64, value String, currency String, amount String; the last two are '' but for orders).
 */
export const compileCampaigns = (definition: CampaignsDefinition, context: QuestionContext): CompiledQuery => {
  const { periods } = planOf(definition, context);
  const { goal, filters } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const goalKinds = goal.events.map(({ kind }) => kind);

  const isView = compileAnyEvent([VIEW], { path: 'catalog', filters }, compiler);
  const isOrder = compileAnyEvent([ORDER], { path: 'catalog', filters }, compiler);
  // What only goes on with an event is no further conversion.
  const isGoal = and([
    compileAnyEvent(goal.events, { path: 'goal.events', filters }, compiler),
    ...begunConditions(goalKinds, catalog),
  ]);

  const partOf = ({ range, read }: Period, index: number): Fragment => {
    // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
    const rows = sql`SELECT visitor_id, session_id, time, seq, event_id,
      materialize(${isView}) AS is_view, materialize(${isGoal}) AS is_goal, materialize(${isOrder}) AS is_order,
      channel = 'direct' AS is_direct, is_view AND channel NOT IN ('direct', 'internal') AS is_touch,
      if(is_view, ${touchedOf(definition, context)}, '') AS value
    , if(is_order, toString(currency), '') AS money_currency, if(is_order, toString(amount), '') AS money
    FROM ${eventsOf({ siteId, during: read, where: narrowedTo([VIEW, ORDER, ...goal.events], catalog) })}`;
    const bits = sql`toUInt8(${bit(MARK.touch, sql`is_touch`)} + ${bit(MARK.goal, sql`is_goal`)} + ${bit(MARK.order, sql`is_order`)})`;
    const direct = sql`toUInt8(${bit(MARK.touch + MARK.direct, sql`is_direct`)})`;
    // Of one event, the arrival comes before the conversion.
    const sessions = sql`SELECT visitor_id, max(time) AS last_time,
      groupArrayIf((time, seq, event_id, 1, ${bits}, session_id, value, money_currency, money), is_touch OR is_goal OR is_order) AS told,
      minIf((time, seq, event_id, 0, ${direct}, session_id, value, '', '', is_touch), is_view) AS first_view,
      if(countIf(is_view) > 0 AND first_view.10 = 0, arrayPushBack(told, (first_view.1, first_view.2, first_view.3, first_view.4, first_view.5, first_view.6, first_view.7, first_view.8, first_view.9)), told) AS marks
    FROM (${rows}) WHERE is_view OR is_goal OR is_order GROUP BY visitor_id, session_id`;
    return sql`SELECT ${bind('UInt8', index)} AS period, visitor_id,
  arrayMap(mark -> (toFloat64(toUnixTimestamp64Milli(mark.1)), mark.5, mark.6, mark.7, mark.8, mark.9), arraySort(groupArrayArray(marks)))
FROM (${sessions})
GROUP BY visitor_id
HAVING max(last_time) >= ${moment(range.startAt)}`;
  };
  return { ...render(join(periods.map(partOf), sql`\nUNION ALL\n`)), answer: 'bytes' };
};
