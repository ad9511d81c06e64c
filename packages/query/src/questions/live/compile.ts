import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { emissionOrder } from '../../sql/emission-order.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { LiveDefinition } from './definition.ts';
import { MINUTE_MS, windowOf } from './window.ts';

/** So far back the beginning of a session is looked for. */
const LONGEST_SESSION_MS = 24 * 60 * MINUTE_MS;

const epochMs = (column: Fragment) => sql`toFloat64(toUnixTimestamp64Milli(${column}))`;

/** The texts of a visitor's last event, in the order in which they are read. */
const placeColumns = ['path', 'country', 'device', 'browser', 'channel', 'source', 'customer_id'] as const;

/**
 * Compiles the question into a query that looks at the window once: a row for each visitor, the last seen first.
 *
 * A row is: visitor_id UInt64, session_id UInt64 of the last event, began Float64 and last seen Float64 (epoch ms), page views
 * UInt32, then the texts of `placeColumns` as Array(String), and an array of (minute UInt8 of the window, from 0; events UInt32).
 */
export const compileLive = (definition: LiveDefinition, context: QuestionContext): CompiledQuery => {
  const { siteId, nowMs } = context;
  const { startAt, endAt } = windowOf(definition, context);
  const compiler = createFilterCompiler(context);
  const happened = eventsOf({
    siteId,
    during: { startAt, endAt },
    where: and([
      // What only the site's server told is nobody on the site.
      sql`session_id != 0`,
      ...definition.filters.map((filter, index) =>
        compiler.filter(filter, { kinds: [ANY_KIND], path: `filters.${index}` }),
      ),
    ]),
  });
  const columns = placeColumns.map((name) => sql`toString(${bind('Identifier', name)})`);
  const minute = sql`toUInt8(intDiv(toUnixTimestamp64Milli(time) - ${bind('Int64', startAt)}, ${bind('Int64', MINUTE_MS)}))`;
  const places = sql`SELECT visitor_id, max(emitted) AS last_emitted, max(at) AS last_at, argMax(session, emitted) AS last_session,
      argMax(place, emitted) AS last_place, countIf(is_view) AS views, sumMap([minute], [toUInt32(1)]) AS minutes
    FROM (SELECT visitor_id, session_id AS session, ${emissionOrder} AS emitted, ${epochMs(sql`time`)} AS at, kind = 'page_view' AS is_view,
      [${join(columns, sql`, `)}] AS place, ${minute} AS minute FROM ${happened})
    GROUP BY visitor_id`;
  const begun = eventsOf({
    siteId,
    during: { startAt: nowMs - LONGEST_SESSION_MS, endAt },
    where: sql`session_id != 0 AND visitor_id GLOBAL IN (SELECT visitor_id FROM ${happened})`,
  });
  const sessions = sql`SELECT visitor_id, session_id, ${epochMs(sql`min(time)`)} AS began FROM ${begun} GROUP BY visitor_id, session_id`;
  return {
    ...render(sql`SELECT places.visitor_id, last_session, began, last_at, toUInt32(views), last_place,
  arrayMap((minute, events) -> (minute, toUInt32(events)), minutes.1, minutes.2)
FROM (${places}) AS places GLOBAL INNER JOIN (${sessions}) AS sessions
  ON places.visitor_id = sessions.visitor_id AND places.last_session = sessions.session_id
ORDER BY last_emitted DESC, places.visitor_id DESC`),
    answer: 'bytes',
  };
};
