import type { Store } from '@telltale/store';
import type { UntaggedFacts } from '../facts.ts';
import { DAY_MS, type Measured, seenViews } from './measure-tag.ts';

const WEEK_DAYS = 7;
/** Somebody who comes once from an address that is gone is no page. */
const LEAST_VIEWS = 3;
const MOST_PATHS = 10;

/** Pages of the site's own hosts that visitors came from, and on which the tag was never seen. @throws StoreError */
export const measureUntagged = async (
  store: Pick<Store, 'rows'>,
  { siteId, nowMs }: Measured,
): Promise<UntaggedFacts> => {
  const { rows } = await store.rows({
    sql: `SELECT sum(came) AS views, sumIf(came, is_untagged) AS from_untagged,
        arrayMap(one -> one.2, arraySlice(arrayReverseSort(groupArrayIf(10000)((came, page), is_untagged)), 1, ${MOST_PATHS})) AS paths
      FROM (
        SELECT page, sum(is_seen) AS seen, sum(is_left) AS came, seen = 0 AND came >= ${LEAST_VIEWS} AS is_untagged
        FROM (
          SELECT path AS page, 1 AS is_seen, 0 AS is_left ${seenViews}
          UNION ALL
          SELECT referrer_path AS page, 0 AS is_seen, 1 AS is_left ${seenViews} AND referrer_host != '' AND referrer_host = hostname)
        GROUP BY page)`,
    params: { siteId, since: nowMs - WEEK_DAYS * DAY_MS },
  });
  const [row = {}] = rows;
  return {
    internalViews: Number(row.views),
    fromUntagged: Number(row.from_untagged),
    paths: Array.isArray(row.paths) ? row.paths.map(String) : [],
  };
};
