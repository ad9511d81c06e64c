import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '@telltale/store';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { countOf, tenEvents as events, use } from '../fixtures/cluster-store.ts';
import { storeEvents } from '../fixtures/store-events.ts';
import { failureOf } from '../fixtures/store-rows.ts';

let cluster: ClickHouseCluster;
let database = '';
let databases = 0;
beforeAll(async () => {
  cluster = await startClickHouseCluster();
});
afterAll(() => cluster.stop());
beforeEach(() => {
  database = `test_${databases++}`;
});

const open = (url = cluster.url(database)) => openStore({ url, cluster: cluster.name });

describe('a backup', () => {
  let folder: string;
  let alone: ClickHouseServer;
  beforeAll(async () => {
    alone = await startClickHouseServer();
    folder = await mkdtemp(join(tmpdir(), 'telltale-cluster-backup-'));
  });
  afterAll(async () => {
    await alone.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const fill = async (store: Store) => {
    await store.migrate();
    await storeEvents(store, events, 'filled');
    await store.documents.put({ kind: 'note', siteId: '', id: 'a', body: 'متجر', author: 'me' });
  };
  const expectFilled = async (store: Store) => {
    expect(await countOf(store)).toBe(events.length);
    expect(await store.documents.get({ kind: 'note', siteId: '', id: 'a' })).toMatchObject({
      body: 'متجر',
      version: 1,
    });
    // The claims came along: what comes again counts once.
    await storeEvents(store, events, 'again');
    expect(await countOf(store)).toBe(events.length);
  };

  it.each([
    ['of a cluster comes back in another one', () => open(), () => open(cluster.url(`${database}_new`))],
    ['of a cluster comes back on one server', () => open(), () => openStore({ url: `${alone.url}/from_cluster` })],
    [
      'of one server comes back on a cluster, which is how to move to one',
      () => openStore({ url: `${alone.url}/to_cluster` }),
      () => open(cluster.url(`${database}_new`)),
    ],
  ])('%s', async (name, from, to) => {
    const place = join(folder, name);
    const backup = await use(from(), async (store) => {
      await fill(store);
      return store.backups.save(place);
    });
    expect(backup.tables.find(({ table }) => table === 'events')?.files).toHaveLength(10);
    await use(to(), async (store) => {
      await store.backups.restore(place, backup);
      await expectFilled(store);
      expect((await failureOf(store.backups.restore(place, backup))).message).toContain('is not empty');
    });
  });

  it('of a cluster is spread over both shards again', async () => {
    const place = join(folder, 'spread');
    const backup = await use(open(), async (store) => {
      await fill(store);
      return store.backups.save(place);
    });
    const [first = '', second = ''] = cluster.url(`${database}_new`).split(',');
    await use(open(`${second},${first}`), (store) => store.backups.restore(place, backup));
    const lines = async (shard: 1 | 2, of: string) =>
      (await cluster.onShard(shard, `SELECT count() AS lines FROM ${of}.events_local`))[0]?.lines;
    for (const shard of [1, 2] as const)
      expect(await lines(shard, `${database}_new`)).toBe(await lines(shard, database));
  });
});
