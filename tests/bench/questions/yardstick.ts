import type { ClickHouseClient } from '@clickhouse/client';
import { ASKED_SITE } from './fill.ts';

/** The same events in the table that a first draft would make, and the funnel as the engine's own function finds it. */
export const makeYardstick = async (client: ClickHouseClient) => {
  await client.command({
    query: `CREATE TABLE yardstick (site_id LowCardinality(String), kind LowCardinality(String), visitor_id UInt64, time DateTime64(3, 'UTC'))
      ENGINE = MergeTree ORDER BY (site_id, toDate(time), visitor_id)`,
  });
  await client.command({ query: 'INSERT INTO yardstick SELECT site_id, kind, visitor_id, time FROM events' });
};

/** The yardstick's query: the funnel of four steps over 30 days, with a window of 7. */
export const yardstickQuery = (endAt: number) => {
  const moment = (at: number) => `fromUnixTimestamp64Milli(${at}, 'UTC')`;
  return {
    sql: `SELECT level, count() AS visitors FROM (
      SELECT visitor_id, windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(time)), kind = 'page_view', kind = 'cart_add', kind = 'checkout_step', kind = 'purchase') AS level
      FROM yardstick WHERE site_id = '${ASKED_SITE}' AND time >= ${moment(endAt - 30 * 86_400_000)} AND time < ${moment(endAt)}
        AND kind IN ('page_view', 'cart_add', 'checkout_step', 'purchase')
      GROUP BY visitor_id) GROUP BY level`,
    params: {},
  };
};
