import { createTable } from './create-table.ts';
import type { Migration } from './migration.ts';

/**
 * Which segment owns which event: a browser that sends an event again makes another segment carry it, and only the owner
 * stores it. A line lives two to three days, in whole partitions that are dropped, never merged away row by row.
 *
 * The key begins with the event's id. Ids that begin with the time of their making (as the tag's do) keep the look-up of a
 * fresh segment in the newest few granules; ids that are wholly random are found too, by reading more.
 */
export const eventIds: Migration = {
  name: '0003-event-ids',
  statements: (layout) =>
    createTable(layout, {
      name: 'event_ids',
      columns: `  event_id UInt64,
  site_visitor UInt64,
  segment UInt64,
  claimed_at DateTime('UTC') DEFAULT now('UTC')`,
      clauses: 'PARTITION BY toDate(claimed_at) ORDER BY event_id TTL claimed_at + INTERVAL 2 DAY',
      settings: ['ttl_only_drop_parts = 1'],
      shardBy: 'site_visitor',
    }),
};
