import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { type ClickHouseCluster, startClickHouseCluster } from '../fixtures/clickhouse-cluster.ts';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

const deploy = path.resolve(import.meta.dirname, '../../deploy');

/** What the compose file sets for the collector, its servers where ours are. */
const settingsOf = async (cluster: ClickHouseCluster) => {
  const { services } = parse(await readFile(path.join(deploy, 'compose.cluster.yaml'), 'utf8')) as {
    services: { telltale: { environment: { CLICKHOUSE_URL: string; CLICKHOUSE_CLUSTER: string } } };
  };
  const { CLICKHOUSE_URL, CLICKHOUSE_CLUSTER } = services.telltale.environment;
  const hosts = cluster
    .url()
    .split(',')
    .map((url) => new URL(url).host);
  return {
    CLICKHOUSE_URL: CLICKHOUSE_URL.replace(/telltale:\$\{[^}]*\}@/g, '').replace(
      /clickhouse-(\d):8123/g,
      (_, server) => hosts[Number(server) - 1] ?? '',
    ),
    CLICKHOUSE_CLUSTER,
  };
};

describe('two collectors beside the cluster of the compose file', () => {
  let cluster: ClickHouseCluster;
  let collectors: TestCollector[];

  beforeAll(async () => {
    vi.stubEnv('CLICKHOUSE_PASSWORD', 'secret');
    const file = await readFile(path.join(deploy, 'clickhouse', 'cluster.xml'), 'utf8');
    cluster = await startClickHouseCluster({
      name: 'telltale',
      config: (tcpPorts) =>
        file
          .replace(
            /<host>clickhouse-(\d)<\/host><port>9000<\/port>/g,
            (_, server) => `<host>127.0.0.1</host><port>${tcpPorts[Number(server) - 1]}</port>`,
          )
          .replace('</clickhouse>', '<shutdown_wait_unfinished>0</shutdown_wait_unfinished></clickhouse>'),
    });
    const settings = await settingsOf(cluster);
    const first = await startTestCollector({ settings });
    await first.whenReady;
    // Each may begin with another server.
    const turned = settings.CLICKHOUSE_URL.split(',').reverse().join(',');
    const second = await startTestCollector({ settings: { ...settings, CLICKHOUSE_URL: turned } });
    await second.whenReady;
    collectors = [first, second];
  });
  afterAll(async () => {
    await Promise.all(collectors.map((collector) => collector.remove()));
    await cluster.stop();
    vi.unstubAllEnvs();
  });

  it('take events side by side, count a batch once that comes to both, and answer the same', async () => {
    const [first, second] = collectors as [TestCollector, TestCollector];
    const made = await first.owner('/sites', { method: 'POST', body: { name: 'متجر', timeZone: 'UTC' } });
    const site = (await made.json()) as { id: string; publicKey: string };
    // The other one hears of the site a little later.
    await vi.waitFor(async () => expect((await second.owner(`/sites/${site.id}`)).status).toBe(200), 20_000);

    const counted = (collector: TestCollector, events: number) =>
      vi.waitFor(
        async () => {
          const { lines } = (await collector.ask(site.id, 'trend', {
            range: { last: 1, unit: 'day' },
            series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
          })) as { lines: { total: number }[] };
          expect(lines[0]?.total).toBe(events);
        },
        { timeout: 20_000, interval: 100 },
      );
    const batches = Array.from({ length: 20 }, () => wireBatch(site.publicKey, [wireEvent(), wireEvent({ seq: 1 })]));
    for (const [n, batch] of batches.entries()) {
      const sent = await (n % 2 ? first : second).send(batch);
      expect(sent.ok).toBe(true);
    }
    for (const collector of collectors) await counted(collector, 40);
    for (const batch of batches) await first.send(batch);
    await first.send(wireBatch(site.publicKey, [wireEvent()]));
    for (const collector of collectors) await counted(collector, 41);

    const shards = await Promise.all(
      ([1, 2] as const).map(async (shard) => {
        const [row] = await cluster.onShard(shard, 'SELECT count() AS events FROM telltale.events_local');
        return Number(row?.events);
      }),
    );
    expect(Math.min(...shards)).toBeGreaterThan(0);
  });
});
