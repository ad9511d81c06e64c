import { openStore } from '@telltale/store';
import { describe } from 'vitest';
import { startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { storeConformance } from './store-conformance/store-conformance.ts';

describe('the store on a cluster of two shards', () => {
  describe('like every store', () =>
    storeConformance(async () => {
      const cluster = await startClickHouseCluster();
      let databases = 0;
      return {
        async renew() {
          databases++;
        },
        open: () => openStore({ url: cluster.url(`test_${databases}`), cluster: cluster.name }),
        end: () => cluster.stop(),
      };
    }));
});
