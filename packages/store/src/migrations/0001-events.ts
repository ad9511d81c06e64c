import { createTable } from './create-table.ts';
import type { Migration } from './migration.ts';

/**
 * The table of events is a posting list: "this kind on this object" is one contiguous range, and within it each visitor's
 * events stand together in order of time.
 */
export const events: Migration = {
  name: '0001-events',
  statements: (layout) =>
    createTable(layout, {
      name: 'events',
      columns: `  site_id LowCardinality(String),
  is_bot UInt8,
  kind LowCardinality(String),
  object String,
  visitor_id UInt64,
  time DateTime64(3, 'UTC'),
  seq UInt32,
  event_id UInt64,
  session_id UInt64,
  page_id UInt64,
  customer_id String,
  hostname LowCardinality(String),
  path String,
  search String,
  referrer_host LowCardinality(String),
  referrer_path String,
  channel LowCardinality(String),
  source LowCardinality(String),
  utm_medium LowCardinality(String),
  utm_campaign LowCardinality(String),
  utm_term LowCardinality(String),
  utm_content LowCardinality(String),
  country LowCardinality(String),
  region LowCardinality(String),
  browser LowCardinality(String),
  browser_version LowCardinality(String),
  os LowCardinality(String),
  device LowCardinality(String),
  language LowCardinality(String),
  viewport_width UInt32,
  viewport_height UInt32,
  bot_reason LowCardinality(String),
  amount Decimal(18, 4),
  currency LowCardinality(String),
  dimensions JSON,
  measures JSON,
  received_at DateTime64(3, 'UTC')`,
      clauses: 'PARTITION BY toYYYYMM(time) ORDER BY (site_id, is_bot, kind, object, visitor_id, time, seq)',
      shardBy: 'intHash64(visitor_id)',
    }),
};
