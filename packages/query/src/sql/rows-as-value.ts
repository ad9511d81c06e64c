import { type Fragment, join, sql } from './fragment.ts';

/**
 * The rows of a subquery as one value, an array of tuples of the columns. However often a query holds it, the engine runs it once; a
 * subquery, be it written behind WITH, is planned and run wherever it is named. For rows that fit into memory.
 */
export const rowsAsValue = (rows: Fragment, columns: readonly Fragment[]): Fragment =>
  sql`(SELECT groupArray((${join(columns, sql`, `)})) FROM (${rows}))`;
