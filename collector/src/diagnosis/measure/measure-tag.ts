import type { Store } from '@telltale/store';
import type { TagFacts } from '../facts.ts';

/** Whose facts, as of when. */
export interface Measured {
  siteId: string;
  nowMs: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Older events are refused. */
const SEEN_DAYS = 90;

/** People's page views that a tag sent: nothing else gives a page an id. */
export const seenViews =
  "FROM events WHERE site_id = {siteId:String} AND is_bot = 0 AND kind = 'page_view' AND page_id != 0 AND time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')";

/** When the tag was seen. @throws StoreError */
export const measureTag = async (store: Pick<Store, 'rows'>, { siteId, nowMs }: Measured): Promise<TagFacts> => {
  const { rows } = await store.rows({
    sql: `SELECT intDiv(toUnixTimestamp64Milli(time), ${HOUR_MS}) AS hour, count() AS views, max(toUnixTimestamp64Milli(time)) AS last_at
      ${seenViews} GROUP BY hour ORDER BY hour`,
    params: { siteId, since: nowMs - SEEN_DAYS * DAY_MS },
  });
  const hours = rows.map(({ hour, views }) => ({ startAt: Number(hour) * HOUR_MS, views: Number(views) }));
  const last = rows.at(-1);
  return { nowMs, hours, lastSeenAt: last ? Number(last.last_at) : null };
};
