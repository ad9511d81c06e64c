import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

const DATABASE = 'cancelling';

let folder: string;
let server: ClickHouseServer;
let client: ClickHouseClient;
let collector: TestCollector;
let site: { id: string; publicKeys: string[] };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cancel-'));
  await mkdir(path.join(folder, 'server'));
  server = await startClickHouseServer({ path: path.join(folder, 'server') });
  collector = await startTestCollector({
    dataDir: path.join(folder, 'data'),
    settings: { CLICKHOUSE_URL: server.url, CLICKHOUSE_DATABASE: DATABASE },
  });
  const [first] = collector.sites();
  if (!first) throw new Error('There is no site.');
  site = first;
  client = createClient({ url: server.url, database: DATABASE });
  // One event through the front door, then so many like it that a question about them takes its time.
  await collector.send(wireBatch(site.publicKeys[0] ?? '', [wireEvent()]));
  await vi.waitFor(async () => {
    const { data } = await (await client.query({ query: 'SELECT count() AS rows FROM events' })).json<{
      rows: string;
    }>();
    expect(Number(data[0]?.rows)).toBe(1);
  }, 20_000);
  await client.command({
    query: `INSERT INTO events SELECT events.* REPLACE (cityHash64(number) AS visitor_id, cityHash64(number, 1) AS session_id,
      toString(cityHash64(number, 2)) AS search) FROM events CROSS JOIN numbers(1000000) AS many`,
  });
});
afterAll(async () => {
  await client.close();
  await collector.close();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

const running = async () => {
  const { data } = await (
    await client.query({
      query: `SELECT count() AS queries FROM system.processes WHERE query_kind = 'Select' AND query LIKE '%events%' AND query NOT LIKE '%system.processes%'`,
    })
  ).json<{ queries: string }>();
  return Number(data[0]?.queries);
};

/** How often the engine itself says that it stopped a query. */
const cancellations = async () => {
  const { data } = await (
    await client.query({
      query: `SELECT sum(value) AS times FROM system.errors WHERE name LIKE 'QUERY_WAS_CANCELLED%'`,
    })
  ).json<{ times: string }>();
  return Number(data[0]?.times);
};

it('a client that goes away takes its question with it: the engine stops', async () => {
  expect(await cancellations()).toBe(0);
  // The catalog is looked up before a question; here it is known, so that the one query seen is the question's.
  await collector.owner(`/sites/${site.id}/catalog`);
  const definition = {
    range: { last: 2, unit: 'day' },
    series: [{ aggregation: 'visitors', events: [{ kind: 'page_view' }] }],
    breakdown: { property: 'search', limit: 50 },
  };
  const leaving = new AbortController();
  const startedAt = performance.now();
  const asked = collector
    .owner(`/sites/${site.id}/questions/trend`, { method: 'POST', body: definition, signal: leaving.signal })
    .then(
      ({ status }) => `answered ${status} after ${Math.round(performance.now() - startedAt)} ms`,
      (error: Error) => error.name,
    );
  await vi.waitFor(async () => expect(await running()).toBe(1), { timeout: 5_000, interval: 5 });
  leaving.abort();
  expect(await asked).toBe('AbortError');
  await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 5_000, interval: 20 });
  await vi.waitFor(async () => expect(await cancellations()).toBeGreaterThan(0), 20_000);
});
