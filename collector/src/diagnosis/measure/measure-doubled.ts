import type { Store } from '@telltale/store';
import type { DoubledFacts } from '../facts.ts';
import { DAY_MS, type Measured, seenViews } from './measure-tag.ts';

/** Nobody turns back to a page faster. */
const TOGETHER_MS = 1_000;
const MOST_PATHS = 10;

/** Page views that were counted twice. @throws StoreError */
export const measureDoubled = async (
  store: Pick<Store, 'rows'>,
  { siteId, nowMs }: Measured,
): Promise<DoubledFacts> => {
  // The first difference is 0, and none: it is taken off.
  const { rows } = await store.rows({
    sql: `SELECT sum(path_views) AS views, sum(path_doubled) AS doubled,
        arrayMap(one -> one.2, arraySlice(arrayReverseSort(groupArrayIf(10000)((path_doubled, path), path_doubled > 0)), 1, ${MOST_PATHS})) AS paths
      FROM (
        SELECT path, sum(length(times)) AS path_views,
          sum(arrayCount(gap -> gap < ${TOGETHER_MS}, arrayDifference(arraySort(times))) - 1) AS path_doubled
        FROM (SELECT path, visitor_id, groupArray(toUnixTimestamp64Milli(time)) AS times ${seenViews} GROUP BY path, visitor_id)
        GROUP BY path)`,
    params: { siteId, since: nowMs - DAY_MS },
  });
  const [row = {}] = rows;
  return {
    views: Number(row.views),
    doubled: Number(row.doubled),
    paths: Array.isArray(row.paths) ? row.paths.map(String) : [],
  };
};
