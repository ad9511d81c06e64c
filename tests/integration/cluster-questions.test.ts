import { openStore, type Store } from '@telltale/store';
import { describe, expect, it } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { questionSuite } from '../fixtures/question-suite.ts';

/** An answer of a cluster takes several times as long, and says the same: the whole crowd is asked about on one machine. */
const SOME = { count: 12 };

describe('questions to a cluster of two shards', () => {
  let store: Store;
  questionSuite(async () => {
    const cluster = await startClickHouseCluster();
    store = await openStore({ url: cluster.url(), cluster: cluster.name });
    await store.migrate();
    return {
      store,
      close: async () => {
        await store.close();
        await cluster.stop();
      },
    };
  }, SOME);

  it('are about visitors of whom each lies on one shard, and about half of them on each', async () => {
    const { rows } = await store.rows({
      sql: `SELECT shards, count() AS visitors FROM (
          SELECT visitor_id, groupUniqArray(_shard_num) AS shards FROM events GROUP BY visitor_id)
        GROUP BY shards ORDER BY shards`,
    });
    const visitors = rows.map((row) => Number(row.visitors));
    expect(rows.map(({ shards }) => shards)).toEqual([[1], [2]]);
    expect(Math.min(...visitors)).toBeGreaterThan(Math.max(...visitors) / 2);
  });
});
