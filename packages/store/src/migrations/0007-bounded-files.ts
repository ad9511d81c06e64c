import { ownTable } from './create-table.ts';
import type { Migration } from './migration.ts';

/**
 * Every name of a property that a sender makes up becomes a file of its own in the columns `dimensions` and `measures`, up to a
 * thousand each: inserts of such events ran out of open files. So what is inserted is one file whatever is in it, and merges keep that
 * many names as columns of their own, the most frequent ones; the others are stored together, and read as before, slower.
 */
const COLUMNS_OF_THEIR_OWN = 128;

export const boundedFiles: Migration = {
  name: '0007-bounded-files',
  statements: ({ cluster }) => [
    `ALTER TABLE ${ownTable(cluster?.name, 'events')} MODIFY SETTING min_level_for_wide_part = 1, merge_max_dynamic_subcolumns_in_wide_part = ${COLUMNS_OF_THEIR_OWN}`,
  ],
};
