import { createTable, FIRST_SHARD } from './create-table.ts';
import type { Migration } from './migration.ts';

/** What people and keys did as administrators. Lines are added, never changed, and go after two years in whole months. */
export const auditLog: Migration = {
  name: '0004-audit-log',
  statements: (layout) =>
    createTable(layout, {
      name: 'audit_log',
      columns: `  at DateTime64(3, 'UTC'),
  id String,
  site_id String,
  actor_kind LowCardinality(String),
  actor_id String,
  actor_name String,
  address String,
  action LowCardinality(String),
  object String,
  changes String`,
      clauses: 'PARTITION BY toYYYYMM(at) ORDER BY (at, id) TTL toDateTime(at) + INTERVAL 24 MONTH',
      settings: ['ttl_only_drop_parts = 1'],
      shardBy: FIRST_SHARD,
    }),
};
