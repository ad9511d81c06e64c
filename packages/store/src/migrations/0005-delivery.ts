import { createTable, FIRST_SHARD } from './create-table.ts';
import type { Migration } from './migration.ts';

/**
 * What became of events, by site and quarter of an hour (zones with offsets of 30 or 45 min cut their hours there), one line a
 * segment, so that a segment that is tried again is not counted again. After a week, when none is tried again, the engine adds
 * up the lines of all segments.
 */
export const delivery: Migration = {
  name: '0005-delivery',
  statements: (layout) =>
    createTable(layout, {
      name: 'delivery',
      columns: `  site_id LowCardinality(String),
  slot DateTime('UTC'),
  outcome LowCardinality(String),
  reason LowCardinality(String),
  events Int64,
  segment UInt64`,
      clauses: `PARTITION BY toYYYYMM(slot) ORDER BY (site_id, slot, outcome, reason)
  TTL slot + INTERVAL 800 DAY, slot + INTERVAL 7 DAY GROUP BY site_id, slot, outcome, reason SET events = sum(events), segment = min(segment)`,
      shardBy: FIRST_SHARD,
    }),
};
