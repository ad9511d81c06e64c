import { createTable, FIRST_SHARD } from './create-table.ts';
import type { Migration } from './migration.ts';

/**
 * Refused events, kept for 30 days so that their sender can be mended and they replayed. Nothing is changed in place: a line with
 * `removed_by` says that the segment of that number carries what became of the event.
 */
export const rejectedEvents: Migration = {
  name: '0006-rejected-events',
  statements: (layout) =>
    createTable(layout, {
      name: 'rejected_events',
      columns: `  site_id LowCardinality(String),
  received_at DateTime64(3, 'UTC'),
  id UInt64,
  reason LowCardinality(String),
  path String,
  message String,
  kind String,
  url String,
  event String,
  context String,
  removed_by UInt64`,
      clauses:
        'PARTITION BY toMonday(received_at) ORDER BY (site_id, received_at, id) TTL toDateTime(received_at) + INTERVAL 30 DAY',
      settings: ['ttl_only_drop_parts = 1'],
      shardBy: FIRST_SHARD,
    }),
};
