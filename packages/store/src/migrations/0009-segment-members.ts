import { createTable, FIRST_SHARD } from './create-table.ts';
import type { Migration } from './migration.ts';

/** Who was in a saved segment when a snapshot of it was taken. */
export const segmentMembers: Migration = {
  name: '0009-segment-members',
  statements: (layout) =>
    createTable(layout, {
      name: 'segment_members',
      columns: `  site_id LowCardinality(String),
  segment_id String,
  taken_at DateTime64(3, 'UTC'),
  visitor_id UInt64`,
      clauses: 'ORDER BY (site_id, segment_id, taken_at, visitor_id)',
      shardBy: FIRST_SHARD,
    }),
};
