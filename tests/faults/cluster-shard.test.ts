import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { killLeftovers } from '../fixtures/collector-process.ts';
import { acknowledgeMore, startFaultRun } from '../fixtures/fault-run.ts';

/** How often a shard is killed: more in the long run, `FAULT_SHARD_KILLS=20`. */
const KILLS = Number(process.env.FAULT_SHARD_KILLS ?? 4);
const MINUTE_MS = 60_000;

let dataDir: string;
let cluster: ClickHouseCluster;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'cluster-shard-'));
  cluster = await startClickHouseCluster();
});
afterEach(async () => {
  await killLeftovers();
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () => startFaultRun(dataDir, { CLICKHOUSE_URL: cluster.url(), CLICKHOUSE_CLUSTER: cluster.name });
const place = () => ({ url: cluster.url(), cluster: cluster.name });

describe('while one shard of two takes nothing, all is taken; once it takes again, each event is there once', () => {
  it(
    `killed ${KILLS} times under load`,
    async () => {
      const run = await start();
      run.traffic.start();
      for (let kill = 0; kill < KILLS; kill++) {
        await acknowledgeMore(run.traffic, 500 + kill * 130);
        await cluster.killShard(kill % 2 ? 1 : 2);
        await acknowledgeMore(run.traffic, 500);
        await cluster.restart();
      }
      await acknowledgeMore(run.traffic, 500);
      await run.traffic.stop();
      await run.expectEachOnce(`a shard killed ${KILLS} times`, place());
      expect([...run.traffic.statuses.keys()]).toEqual([202]);
    },
    5 * MINUTE_MS,
  );

  it.each(['event_ids', 'events'])(
    'with too many parts in %s there',
    async (table) => {
      const run = await start();
      const own = `telltale.${table}_local`;
      await cluster.onShard(2, 'SYSTEM STOP MERGES');
      await cluster.onShard(2, `ALTER TABLE ${own} MODIFY SETTING parts_to_throw_insert = 2`);
      run.traffic.start();
      await vi.waitFor(() => expect(run.running.output()).toContain('Too many parts'), MINUTE_MS);
      await acknowledgeMore(run.traffic, 2_000);
      await run.traffic.stop();
      expect((await run.spooled()).length).toBeGreaterThan(0);
      await cluster.onShard(2, `ALTER TABLE ${own} RESET SETTING parts_to_throw_insert`);
      await cluster.onShard(2, 'SYSTEM START MERGES');
      await run.expectEachOnce(`a shard with too many parts in ${table}`, place());
      expect([...run.traffic.statuses.keys()]).toEqual([202]);
    },
    5 * MINUTE_MS,
  );
});
