import type { CompiledQuery, QuestionContext, Row } from '../question.ts';
import { bind, type Fragment, render, sql } from '../sql/fragment.ts';
import { moment } from '../sql/moment.ts';
import type { Span } from '../time/range.ts';
import { chosenEvents } from './chosen.ts';
import type { ExportDefinition } from './definition.ts';

/** Where a page ended: the next one begins behind it. */
export interface ExportCursor {
  is_bot: number;
  kind: string;
  object: string;
  visitor_id: string;
  at: number;
  seq: number;
  event_id: string;
}

export interface ExportPage {
  /** The part of the range that is read. */
  during: Span;
  /** The last row of the page before. */
  after?: ExportCursor;
  limit: number;
}

const hexId = (column: Fragment): Fragment => sql`leftPad(lower(hex(${column})), 16, '0')`;

/** Every column of an event. Ids are 16 hex digits, times epoch ms. */
const columns = sql`is_bot, bot_reason, kind, object, ${hexId(sql`visitor_id`)} AS visitor, toUnixTimestamp64Milli(time) AS at, seq,
  ${hexId(sql`event_id`)} AS id, ${hexId(sql`session_id`)} AS session, ${hexId(sql`page_id`)} AS page, customer_id, hostname, path, search,
  referrer_host, referrer_path, channel, source, utm_medium, utm_campaign, utm_term, utm_content, country, region, browser, browser_version, os, device, language,
  viewport_width, viewport_height, toString(amount) AS amount_text, currency, dimensions, measures, toUnixTimestamp64Milli(received_at) AS received`;

/** The order in which the store keeps a month's events: a page is a stretch of it, found without reading what lies before. */
const order = sql`is_bot, kind, object, visitor_id, time, seq, event_id`;

/** What lies behind a place in that order, written so that the primary key can use it. */
const behind = (cursor: ExportCursor): Fragment => {
  const places: readonly [Fragment, Fragment][] = [
    [sql`is_bot`, bind('UInt8', cursor.is_bot)],
    [sql`kind`, bind('String', cursor.kind)],
    [sql`object`, bind('String', cursor.object)],
    [sql`visitor_id`, bind('UInt64', cursor.visitor_id)],
    [sql`time`, moment(cursor.at)],
    [sql`seq`, bind('UInt32', cursor.seq)],
    [sql`event_id`, bind('UInt64', cursor.event_id)],
  ];
  return places.reduceRight<Fragment>(
    (rest, [column, value]) => sql`(${column} > ${value} OR (${column} = ${value} AND ${rest}))`,
    sql`0`,
  );
};

/** Compiles one page of an export. */
export const compileExportPage = (
  definition: ExportDefinition,
  context: QuestionContext,
  { during, after, limit }: ExportPage,
): CompiledQuery => ({
  ...render(
    sql`SELECT ${columns} FROM ${chosenEvents(definition, context, { during, ...(after && { where: behind(after) }) })} ORDER BY ${order} LIMIT ${bind('UInt32', limit)}`,
  ),
  answer: 'rows',
});

const decimal = (hex: unknown) => BigInt(`0x${String(hex)}`).toString();

/** Where a row stands in the order of pages. */
export const exportCursor = (row: Row): ExportCursor => ({
  is_bot: Number(row.is_bot),
  kind: String(row.kind),
  object: String(row.object),
  visitor_id: decimal(row.visitor),
  at: Number(row.at),
  seq: Number(row.seq),
  event_id: decimal(row.id),
});
