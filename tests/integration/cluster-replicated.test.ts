import { openStore, type Store, StoreError } from '@telltale/store';
import { afterEach, describe, expect, it } from 'vitest';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { failureOf } from '../fixtures/store-rows.ts';
import { hasZooKeeper, startZooKeeper } from '../fixtures/zookeeper.ts';

const shard = (...tcpPorts: number[]) =>
  `<shard><internal_replication>true</internal_replication>${tcpPorts
    .map((port) => `<replica><host>127.0.0.1</host><port>${port}</port></replica>`)
    .join('')}</shard>`;

const macros = (server: number) => `<macros><shard>${server}</shard><replica>only</replica></macros>`;

describe('a cluster whose servers name their shard and replica', () => {
  let cluster: ClickHouseCluster | undefined;
  afterEach(() => cluster?.stop());

  const start = async (shards: (tcpPorts: readonly [number, number]) => string, extra: (server: number) => string) => {
    cluster = await startClickHouseCluster({
      name: 'kept',
      config: (tcpPorts, server) =>
        `<clickhouse><shutdown_wait_unfinished>0</shutdown_wait_unfinished><remote_servers><kept>${shards(tcpPorts)}</kept></remote_servers>${extra(server)}</clickhouse>`,
    });
    return cluster;
  };
  const failureToMigrate = async ({ url, name }: ClickHouseCluster) => {
    const store: Store = await openStore({ url: url(), cluster: name });
    const failure = await failureOf(store.migrate());
    await store.close();
    return failure;
  };

  it('is refused in plain words when only some of them do', async () => {
    const failure = await failureToMigrate(
      await start(
        ([first, second]) => shard(first) + shard(second),
        (server) => (server === 1 ? macros(1) : ''),
      ),
    );
    expect(failure).toMatchObject({ code: 'invalid_query' });
    expect(failure.message).toMatch(/only http:\/\/127\.0\.0\.1:\d+ has the macros "shard" and "replica"/);
  });

  it('is needed for a shard of several replicas, and their internal replication too', async () => {
    const failure = await failureToMigrate(
      await start(
        (tcpPorts) => shard(...tcpPorts),
        () => '',
      ),
    );
    expect(failure.message).toContain(
      'Shard 1 of the cluster "kept" has several replicas, but its servers have no macros',
    );
    await cluster?.stop();
    const doubled = await failureToMigrate(
      await start(
        (tcpPorts) => shard(...tcpPorts).replace('<internal_replication>true', '<internal_replication>false'),
        macros,
      ),
    );
    expect(doubled.message).toContain('each row would be written to every replica and replicated as well');
  });

  // The engine that npm brings makes replicated tables, but cannot serve them: it opens no port for other replicas. So they stay
  // read-only here, and what is shown is that they are made, each shard's under its own name.
  it.skipIf(!hasZooKeeper)('has the tables of each shard in its Keeper under a name of their own', async () => {
    const zooKeeper = await startZooKeeper();
    try {
      const { url, name, onShard } = await start(
        ([first, second]) => shard(first) + shard(second),
        (server) =>
          `${macros(server)}<zookeeper><node><host>127.0.0.1</host><port>${zooKeeper.port}</port></node></zookeeper>`,
      );
      const store = await openStore({ url: url(), cluster: name });
      const migrating = failureOf(store.migrate());
      for (const server of [1, 2] as const)
        await expect
          .poll(
            () =>
              onShard(
                server,
                "SELECT zookeeper_path AS path, replica_name AS replica FROM system.replicas WHERE table = 'events_local'",
              ),
            { timeout: 20_000 },
          )
          .toEqual([{ path: `/clickhouse/tables/kept/telltale/events_local/${server}`, replica: 'only' }]);
      await store.close();
      expect(await migrating).toBeInstanceOf(StoreError);
    } finally {
      // Replicas that are read-only wait for ever when they should end in good order.
      await Promise.all([cluster?.killShard(1), cluster?.killShard(2)]);
      await cluster?.stop();
      cluster = undefined;
      await zooKeeper.stop();
    }
  });
});
