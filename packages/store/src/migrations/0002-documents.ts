import { createTable, FIRST_SHARD } from './create-table.ts';
import type { Migration } from './migration.ts';

/** What people define (sites, keys, funnels, surveys…), every version of it kept. */
export const documents: Migration = {
  name: '0002-documents',
  statements: (layout) =>
    createTable(layout, {
      name: 'documents',
      columns: `  kind LowCardinality(String),
  site_id String,
  id String,
  version UInt32,
  body String,
  author String,
  created_at DateTime64(3, 'UTC'),
  is_removed UInt8,
  write_id String`,
      clauses: 'ORDER BY (kind, site_id, id, version)',
      shardBy: FIRST_SHARD,
    }),
};
