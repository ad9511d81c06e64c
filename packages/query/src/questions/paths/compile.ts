import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { EventReference } from '../../filter/definition.ts';
import { narrowedTo } from '../../filter/event.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { PathsDefinition } from './definition.ts';
import { planOf } from './plan.ts';

/** The kind that is named by its page alone. */
const PAGE_VIEW = 'page_view';

/** A session ends when nothing happens in it for so long. */
const SESSION_IDLE_MS = 30 * 60_000;

const moment = (epochMs: number) => sql`fromUnixTimestamp64Milli(${bind('Int64', epochMs)}, 'UTC')`;

const nameOfNode = sql`if(kind = ${bind('String', PAGE_VIEW)}, object, if(object = '', toString(kind), concat(kind, ':', object)))`;

/**
 * Compiles paths into a query that finds each unit's path: from its first anchor in the range (its last one, for what led there) the
 * nodes in the order of emission, up to the window's end. Visitors with the same paths are one row.
 *
 * A row is: the visitor's id UInt64 when people are listed, else the number of visitors UInt32; then an array of their paths, each
 * (names Array(String), the anchor's first; isOpen UInt8).
 */
export const compilePaths = (definition: PathsDefinition, context: QuestionContext): CompiledQuery => {
  const { range, read, windowMs, steps } = planOf(definition, context);
  const { nodes, filters, unit, direction, areRepeatsMerged, people } = definition;
  const anchor = definition.anchor ?? nodes;
  const { siteId, catalog, nowMs } = context;
  const compiler = createFilterCompiler(context);

  // What only goes on with an event is no further step.
  const meant = (events: readonly EventReference[], path: string) =>
    and([
      compileAnyEvent(events, { path, filters }, compiler),
      ...begunConditions(
        events.map(({ kind }) => kind),
        catalog,
      ),
    ]);
  const nodesMeant = meant(nodes, 'nodes');
  const anchorMeant = definition.anchor ? meant(anchor, 'anchor') : nodesMeant;
  const isInRange = sql`time >= ${moment(range.startAt)} AND time < ${moment(range.endAt)}`;

  // Events that only the site's server told have no session.
  const isUnit = unit === 'session' ? [sql`session_id != 0`] : [];
  const key = unit === 'session' ? sql`visitor_id, session_id` : sql`visitor_id`;
  const anchored = eventsOf({ siteId, during: range, where: anchorMeant });
  const happened = eventsOf({
    siteId,
    during: read,
    where: and([
      narrowedTo([...anchor, ...nodes], catalog),
      ...isUnit,
      // Where any node is an anchor, every unit has one.
      ...(definition.anchor ? [sql`(${key}) GLOBAL IN (SELECT ${key} FROM ${anchored})`] : []),
    ]),
  });
  // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
  const rows = sql`SELECT visitor_id, session_id, toUnixTimestamp64Milli(time) AS at, seq, event_id, ${nameOfNode} AS name,
      materialize(${and([anchorMeant, isInRange])}) AS is_anchor, materialize(${nodesMeant}) AS is_node
    FROM ${happened}`;
  const emitted = sql`arraySort(groupArray((at, seq, event_id, name, is_anchor, is_node)))`;
  const units = sql`SELECT visitor_id, ${direction === 'after' ? emitted : sql`arrayReverse(${emitted})`} AS happened
    FROM (${rows})
    WHERE is_anchor OR is_node
    GROUP BY ${key}
    HAVING max(is_anchor)`;

  const window = bind('Int64', windowMs);
  const names = sql`arrayMap(event -> event.4, taken)`;
  const isSessionOpen =
    unit === 'session' ? [sql`${bind('Int64', nowMs)} - taken[-1].1 < ${bind('Int64', SESSION_IDLE_MS)}`] : [];
  const isOpen =
    direction === 'before'
      ? sql`toUInt8(0)`
      : and([
          sql`length(names) <= ${bind('UInt32', steps)}`,
          sql`${bind('Int64', nowMs)} <= began + ${window}`,
          ...isSessionOpen,
        ]);
  const paths = sql`SELECT visitor_id, arraySlice(happened, arrayFirstIndex(event -> event.5, happened)) AS rest, rest[1].1 AS began,
      arrayFilter((event, place) -> place = 1 OR (event.6 AND abs(event.1 - began) <= ${window}), rest, arrayEnumerate(rest)) AS taken,
      ${areRepeatsMerged ? sql`arrayCompact(${names})` : names} AS names,
      (arraySlice(names, 1, ${bind('UInt32', steps + 1)}), toUInt8(${isOpen})) AS path
    FROM (${units})`;
  const visitors = sql`SELECT visitor_id, arraySort(groupArray(path)) AS paths FROM (${paths}) GROUP BY visitor_id`;
  return {
    ...render(people ? visitors : sql`SELECT toUInt32(count()), paths FROM (${visitors}) GROUP BY paths`),
    answer: 'bytes',
  };
};
