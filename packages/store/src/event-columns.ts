import type { EventRow } from './event-row.ts';

interface EventColumn {
  /** Type of the stored column, as the migrations made it. */
  type: string;
  /** Type of the key in a segment's line, when another one than the column's. */
  lineType?: string;
  /** How the line's value becomes the column's, when not as it is. */
  select?: string;
}

const text = { type: 'String' };
const category = { type: 'LowCardinality(String)' };
const id = { type: 'UInt64' };
const instant = (name: string) => ({
  type: "DateTime64(3, 'UTC')",
  lineType: 'Int64',
  select: `fromUnixTimestamp64Milli(${name}, 'UTC')`,
});

/** The columns of `events` that a segment fills, each with how it stands in a segment's line. */
export const eventColumns: Readonly<Record<keyof EventRow, EventColumn>> = {
  site_id: category,
  is_bot: { type: 'UInt8' },
  kind: category,
  object: text,
  visitor_id: id,
  time: instant('time'),
  seq: { type: 'UInt32' },
  event_id: id,
  session_id: id,
  page_id: id,
  customer_id: text,
  hostname: category,
  path: text,
  search: text,
  referrer_host: category,
  referrer_path: text,
  channel: category,
  source: category,
  utm_medium: category,
  utm_campaign: category,
  utm_term: category,
  utm_content: category,
  country: category,
  region: category,
  browser: category,
  browser_version: category,
  os: category,
  device: category,
  language: category,
  viewport_width: { type: 'UInt32' },
  viewport_height: { type: 'UInt32' },
  bot_reason: category,
  amount: { type: 'Decimal(18, 4)' },
  currency: category,
  dimensions: { type: 'JSON' },
  measures: { type: 'JSON' },
  received_at: instant('received_at'),
};

const columns = Object.entries(eventColumns);

/** Reading text into a LowCardinality column costs twice what reading it as text and converting the whole column does. */
const plain = (type: string) => type.replace(/^LowCardinality\((.*)\)$/, '$1');

/** Beside an event's columns a line may say that it is none, and what it stands for: see `LineNote`. */
const lineOnly = 'record String, note String';

/** The columns' names, in one line. */
export const eventColumnNames = columns.map(([name]) => name).join(', ');

/** The column definitions of the table that holds a segment while it is being stored. */
export const stagedColumnDefinitions = `${columns.map(([name, { type }]) => `${name} ${plain(type)}`).join(', ')}, ${lineOnly}`;

/** Names and types of a segment line's keys. */
export const segmentStructure = `${columns
  .map(([name, { type, lineType }]) => `${name} ${lineType ?? plain(type)}`)
  .join(', ')}, ${lineOnly}`;

/** The SELECT list that turns a segment's line into a row. */
export const segmentSelection = `${columns
  .map(([name, { select }]) => (select ? `${select} AS ${name}` : name))
  .join(', ')}, record, note`;
