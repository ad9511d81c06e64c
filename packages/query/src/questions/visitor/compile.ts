import { ANY_KIND, kindsNamed } from '../../filter/kind.ts';
import { resolveProperty } from '../../filter/property.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { bind, type Fragment, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { VisitorDefinition } from './definition.ts';

const decimalOf = (hex: string) => String(BigInt(`0x${hex}`));

const whoseEvents = (definition: VisitorDefinition): Fragment =>
  'visitorId' in definition
    ? sql`visitor_id = ${bind('UInt64', decimalOf(definition.visitorId))}`
    : sql`customer_id = ${bind('String', definition.customerId)}`;

/** The place of an event in a timeline: no two have the same. */
const place = sql`(time, seq, event_id, visitor_id)`;

const isBefore = ({ before }: VisitorDefinition): Fragment => {
  if (before === undefined) return sql`1`;
  const [time, seq, eventId, visitorId] = before.split(' ');
  return sql`${place} < (fromUnixTimestamp64Milli(${bind('Int64', time)}, 'UTC'), toUInt32(${bind('Int64', seq)}), ${bind('UInt64', eventId)}, ${bind('UInt64', visitorId)})`;
};

/** @throws QuestionError `unknown_kind` */
const isListed = ({ kinds = [] }: VisitorDefinition, { catalog }: QuestionContext): Fragment => {
  kinds.forEach((kind, index) => void kindsNamed(kind, catalog, `kinds.${index}`));
  return kinds.length === 0 || kinds.includes(ANY_KIND) ? sql`1` : sql`kind IN ${bind('Array(String)', kinds)}`;
};

/** Compiles the question into one query: a row of figures, whose place is 0, and one for each event of the page. */
export const compileVisitor = (definition: VisitorDefinition, context: QuestionContext): CompiledQuery => {
  const { siteId, catalog } = context;
  const orderId = resolveProperty('orderId', { kinds: ['purchase'], catalog, path: 'catalog' }).sql;
  // A batch that was sent again long after is there twice, and happened once.
  const happened = sql`SELECT * FROM ${eventsOf({ siteId, where: whoseEvents(definition) })} LIMIT 1 BY time, seq, event_id, visitor_id`;
  const first = (column: Fragment) => sql`argMin(${column}, ${place})`;
  return {
    ...render(sql`SELECT 0 AS is_event, count() AS events, uniqExactIf((visitor_id, session_id), session_id != 0) AS sessions, uniqExact(visitor_id) AS visitors,
    toUnixTimestamp64Milli(min(time)) AS first_seen, toUnixTimestamp64Milli(max(time)) AS last_seen,
    argMaxIf(customer_id, ${place}, customer_id != '') AS customer, uniqExactIf(${orderId}, kind = 'purchase') AS orders,
    toString(${first(sql`channel`)}) AS first_channel, toString(${first(sql`source`)}) AS first_source, '' AS event
  FROM (${happened})
  UNION ALL
  SELECT 1, 0, 0, 0, toInt64(0), toInt64(0), '', 0, '', '', event FROM (
    SELECT toJSONString(map('time', toString(toUnixTimestamp64Milli(time)), 'seq', toString(seq), 'event_id', toString(event_id),
        'visitor_id', toString(visitor_id), 'session_id', toString(session_id), 'kind', toString(kind), 'object', object, 'path', path,
        'customer_id', customer_id, 'channel', toString(channel), 'source', toString(source), 'device', toString(device),
        'browser', toString(browser), 'country', toString(country), 'dimensions', toJSONString(dimensions), 'measures', toJSONString(measures),
        'amount', toString(amount), 'currency', toString(currency))) AS event
    FROM (${happened}) WHERE ${isBefore(definition)} AND ${isListed(definition, context)} ORDER BY ${place} DESC LIMIT ${bind('UInt32', definition.limit + 1)})`),
    answer: 'rows',
  };
};
