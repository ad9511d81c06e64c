import { eventColumnDefinitions } from '../event-columns.ts';
import type { Migration } from './migration.ts';
import { mergeTree, onCluster } from './table-engine.ts';

/**
 * The table of events is a posting list: "this kind on this object" is one contiguous range, and within it each visitor's
 * events stand together in order of time.
 */
export const events: Migration = {
  name: '0001-events',
  statements: (layout) => [
    `CREATE TABLE IF NOT EXISTS events${onCluster(layout)} (
${eventColumnDefinitions}
) ${mergeTree(layout, {
      clauses: 'PARTITION BY toYYYYMM(time) ORDER BY (site_id, is_bot, kind, object, visitor_id, time, seq)',
    })}`,
  ],
};
