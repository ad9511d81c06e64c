import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { LiveDefinition } from './definition.ts';
import { MINUTE_MS, windowOf } from './window.ts';

/** What a row of the answer is about. */
export const PARTS = { total: 0, minute: 1, page: 2, visitor: 3 } as const;

/** Who did something within this time is active. */
const ACTIVE_MS = 5 * MINUTE_MS;

/** So far back the beginning of a session is looked for. */
const LONGEST_SESSION_MS = 24 * 60 * MINUTE_MS;

const emitted = sql`(time, seq, event_id)`;
const epochMs = (column: Fragment) => sql`toFloat64(toUnixTimestamp64Milli(${column}))`;
const hex = (column: Fragment) => sql`leftPad(lower(hex(${column})), 16, '0')`;
const moment = (atMs: number) => sql`fromUnixTimestamp64Milli(${bind('Int64', atMs)}, 'UTC')`;
const arrayOf = (items: readonly Fragment[]) => sql`[${join(items, sql`, `)}]`;

/** The texts of a visitor's last event, in the order in which they are decoded. */
const placeColumns = ['path', 'country', 'device', 'browser', 'channel', 'source', 'customer_id'] as const;

/** Compiles the question into one query: the total, each minute, the pages and the visitors. */
export const compileLive = (definition: LiveDefinition, context: QuestionContext): CompiledQuery => {
  const { filters, visitors, pages } = definition;
  const { siteId, nowMs } = context;
  const { startAt, endAt } = windowOf(definition, context);
  const compiler = createFilterCompiler(context);
  const passed = and([
    // What only the site's server told is nobody on the site.
    sql`session_id != 0`,
    ...filters.map((filter, index) => compiler.filter(filter, { kinds: [ANY_KIND], path: `filters.${index}` })),
  ]);
  const during = { startAt, endAt };
  const happened = eventsOf({ siteId, during, where: passed });

  const columns = placeColumns.map((name) => sql`toString(${bind('Identifier', name)})`);
  const places = sql`SELECT visitor_id, max(${emitted}) AS last_emitted, max(time) AS last_time, argMax(session_id, ${emitted}) AS last_session,
      argMax(${arrayOf(columns)}, ${emitted}) AS place, countIf(kind = 'page_view') AS page_views
    FROM ${happened} GROUP BY visitor_id`;
  const last = sql`SELECT * FROM (${places}) ORDER BY last_emitted DESC, visitor_id DESC LIMIT ${bind('UInt32', visitors)}`;
  const begun = eventsOf({
    siteId,
    during: { startAt: nowMs - LONGEST_SESSION_MS, endAt },
    where: sql`session_id != 0 AND (visitor_id, session_id) GLOBAL IN (SELECT visitor_id, last_session FROM (${last}))`,
  });
  const sessions = sql`SELECT visitor_id, min(time) AS began FROM ${begun} GROUP BY visitor_id`;

  const part = (kind: keyof typeof PARTS, texts: Fragment, numbers: Fragment) =>
    sql`SELECT ${bind('UInt8', PARTS[kind])} AS part, CAST([${texts}], 'Array(String)') AS texts, arrayMap(number -> toFloat64(number), [${numbers}]) AS numbers`;
  const none = sql``;
  const isActive = sql`time > ${moment(nowMs - ACTIVE_MS)}`;
  const byPage = sql`SELECT place[1] AS page, count() AS here FROM (${places}) GROUP BY page`;
  const parts = [
    sql`${part('total', none, sql`uniqExact(visitor_id), uniqExactIf(visitor_id, ${isActive}), (SELECT count() FROM (${byPage}))`)} FROM ${happened}`,
    sql`${part('minute', none, sql`intDiv(toUnixTimestamp64Milli(time), ${bind('Int64', MINUTE_MS)}), uniqExact(visitor_id), count()`)}
    FROM ${happened} GROUP BY intDiv(toUnixTimestamp64Milli(time), ${bind('Int64', MINUTE_MS)})`,
    sql`${part('page', sql`page`, sql`here`)} FROM (${byPage} ORDER BY here DESC, page LIMIT ${bind('UInt32', pages)})`,
    sql`${part(
      'visitor',
      sql`${hex(sql`last.visitor_id`)}, ${hex(sql`last_session`)}, place[1], place[2], place[3], place[4], place[5], place[6], place[7]`,
      sql`${epochMs(sql`began`)}, ${epochMs(sql`last_time`)}, page_views, row`,
    )} FROM (SELECT *, row_number() OVER (ORDER BY last_emitted DESC, visitor_id DESC) AS row FROM (${last})) AS last GLOBAL INNER JOIN (${sessions}) AS sessions ON last.visitor_id = sessions.visitor_id`,
  ];
  return { ...render(join(parts, sql`\nUNION ALL\n`)), answer: 'rows' };
};
