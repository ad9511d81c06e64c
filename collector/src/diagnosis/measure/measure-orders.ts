import type { Store } from '@telltale/store';
import type { OrderFacts } from '../facts.ts';
import { DAY_MS, type Measured } from './measure-tag.ts';

const ORDER_DAYS = 30;

const ofSite = 'FROM events WHERE site_id = {siteId:String} AND is_bot = 0';
const since = "time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')";

/** Orders that the site's server told, and how many of them a tag knows of: by order, by visitor or by customer. @throws StoreError */
export const measureOrders = async (store: Pick<Store, 'rows'>, { siteId, nowMs }: Measured): Promise<OrderFacts> => {
  const seen = `${ofSite} AND kind IN ('page_view', 'identify') AND page_id != 0 AND ${since}`;
  const told = `${ofSite} AND kind = 'purchase' AND ${since}`;
  const { rows } = await store.rows({
    sql: `SELECT count() AS orders, countIf(is_known) AS known
      FROM (
        SELECT dimensions.orderId.:String AS order_id, min(page_id) = 0 AS is_from_server, max(page_id) != 0
            OR max(visitor_id GLOBAL IN (SELECT visitor_id ${seen}))
            OR max(customer_id != '' AND customer_id GLOBAL IN (SELECT customer_id ${seen})) AS is_known
        ${told} AND time >= (SELECT min(time) ${seen})
        GROUP BY order_id)
      WHERE is_from_server`,
    params: { siteId, since: nowMs - ORDER_DAYS * DAY_MS },
  });
  const [row = {}] = rows;
  return { fromServer: Number(row.orders), knownToTag: Number(row.known) };
};
