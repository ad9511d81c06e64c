import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { CHROME, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';

let folder: string;
let server: ClickHouseServer;
let dataDir: string;
let collector: TestCollector | undefined;
let databases = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'away-'));
  await mkdir(path.join(folder, 'server'));
  server = await startClickHouseServer({ path: path.join(folder, 'server') });
});
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(folder, 'data-'));
  databases += 1;
});
afterEach(async () => {
  await collector?.close();
  collector = undefined;
  await killLeftovers();
});

const settings = () => ({ CLICKHOUSE_URL: server.url, CLICKHOUSE_DATABASE: `away_${databases}` });
const start = async (options: Parameters<typeof startTestCollector>[0] = {}) => {
  collector = await startTestCollector({ settings: settings(), dataDir, ...options });
  return collector;
};
const firstSite = ({ sites }: TestCollector) => {
  const [site] = sites();
  if (!site) throw new Error('There is no site.');
  return { id: site.id, key: site.publicKeys[0] ?? '' };
};
const count = async (running: TestCollector) => {
  const definition = {
    range: { last: 2, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
  };
  const { lines } = (await running.ask(firstSite(running).id, 'trend', definition)) as { lines: { total: number }[] };
  return lines[0]?.total;
};
const ready = async ({ url }: { url: string }) => {
  const response = await fetch(`${url}/healthz/ready`);
  const { checks } = (await response.json()) as { checks: { name: string; isPassed: boolean }[] };
  return { status: response.status, failed: checks.filter(({ isPassed }) => !isPassed).map(({ name }) => name) };
};

describe('while the store is away', () => {
  it('events are taken; when it is back they are all there, once, and the collector says so all the while', async () => {
    const running = await start({ healthLimits: { oldestUnwrittenMs: 300, storeAwayMs: 300 } });
    const { key } = firstSite(running);
    expect(await ready(running)).toEqual({ status: 200, failed: [] });
    await server.kill();
    for (let sent = 0; sent < 20; sent += 1) {
      const response = await running.send(wireBatch(key, [wireEvent(), wireEvent()]));
      expect(response.status).toBe(202);
    }
    await vi.waitFor(
      async () => expect(await ready(running)).toEqual({ status: 503, failed: ['writer', 'store'] }),
      10_000,
    );
    expect((await fetch(`${running.url}/healthz/live`)).status).toBe(200);
    await server.restart();
    await vi.waitFor(async () => expect(await count(running)).toBe(40), 20_000);
    await vi.waitFor(async () => expect(await ready(running)).toEqual({ status: 200, failed: [] }), 20_000);
  });

  it('a restart knows its sites and takes events; only a key that it does not know must wait', async () => {
    const before = await start();
    const { key } = firstSite(before);
    await before.close();
    await server.kill();
    const running = await start();
    expect((await running.send(wireBatch(key, [wireEvent()]))).status).toBe(202);
    const unknown = await running.send(wireBatch('made-elsewhere', [wireEvent()]));
    expect(unknown.status).toBe(503);
    expect(unknown.headers.get('retry-after')).toBe('10');
    expect((await fetch(`${running.url}/api/v1/session`, { headers: { cookie: 'tt_session=x' } })).status).toBe(503);
    await server.restart();
    await running.whenReady;
    await vi.waitFor(async () => expect(await count(running)).toBe(1), 20_000);
    expect((await running.send(wireBatch('made-elsewhere', [wireEvent()]))).status).toBe(403);
  });

  it("a site's own server goes on sending with the key that it used within the hour, and no other key works", async () => {
    let aheadMs = 0;
    const running = await start({ nowMs: () => Date.now() + aheadMs });
    const { id } = firstSite(running);
    const made = await running.owner(`/sites/${id}/keys`, {
      method: 'POST',
      body: { name: 'shop server', scopes: ['events:write', 'questions:read'] },
    });
    const { key } = (await made.json()) as { key: string };
    const tell = (name: string, secret = key) =>
      fetch(`${running.url}/api/v1/sites/${id}/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify([{ kind: 'page_view', id: name, customerId: 'c', properties: {} }]),
      });
    expect((await tell('1')).status).toBe(202);
    await server.kill();
    for (const name of ['2', '3']) {
      aheadMs += 600_000;
      expect((await tell(name)).status).toBe(202);
    }
    expect((await tell('4', `tt_sk_0123456789ab_${'x'.repeat(43)}`)).status).toBe(503);
    expect((await tell('5', `${key.slice(0, -3)}xyz`)).status).toBe(401);
    aheadMs += 3_600_000;
    expect((await tell('6')).status).toBe(503);
    await server.restart();
    await vi.waitFor(async () => expect((await tell('7')).status).toBe(202), 20_000);
    await vi.waitFor(async () => expect(await count(running)).toBe(4), 20_000);
  });

  it('a first start waits for it and takes nothing that it could not place', async () => {
    await server.kill();
    const running = await start();
    expect(running.sites()).toEqual([]);
    expect((await ready(running)).status).toBe(503);
    expect((await running.send(wireBatch('any', [wireEvent()]))).status).toBe(503);
    await server.restart();
    await running.whenReady;
    const { key } = firstSite(running);
    expect((await running.send(wireBatch(key, [wireEvent()]))).status).toBe(202);
    await vi.waitFor(async () => expect(await count(running)).toBe(1), 20_000);
  });

  it('a stop keeps on disk what could not be written, and the next start writes it', async () => {
    const before = await start();
    const { key } = firstSite(before);
    await server.kill();
    expect((await before.send(wireBatch(key, [wireEvent(), wireEvent(), wireEvent()]))).status).toBe(202);
    expect(await before.close(3_000)).toBe(false);
    expect(await readdir(path.join(dataDir, 'spool'))).toHaveLength(1);
    await server.restart();
    const running = await start();
    await vi.waitFor(async () => expect(await count(running)).toBe(3), 20_000);
  });
});

describe('when the disk is full', () => {
  it('batches are answered 503 with a time to come back, and what was acknowledged is stored', async () => {
    // A limit on the size of files fails writes as a full disk does, in the middle of a line too.
    const running = await startCollectorProcess(
      { ...settings(), DATA_DIR: dataDir },
      { shellPrefix: 'ulimit -f 128; ' },
    );
    await vi.waitFor(() => expect(running.output()).toContain('/sign-up#token='), 20_000);
    const [site] = JSON.parse(await readFile(path.join(dataDir, 'sites.json'), 'utf8')) as { publicKeys: string[] }[];
    const key = site?.publicKeys[0] ?? '';
    let acknowledged = 0;
    let refused: Response | undefined;
    for (let sent = 0; sent < 400 && !refused; sent += 1) {
      const events = Array.from({ length: 30 }, () => wireEvent());
      const response = await fetch(`${running.url}/e`, {
        method: 'POST',
        headers: { 'user-agent': CHROME },
        body: JSON.stringify(wireBatch(key, events)),
      });
      if (response.status === 202) acknowledged += 30;
      else refused = response;
    }
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('retry-after')).toBe('10');
    expect(await refused?.json()).toMatchObject({ error: { code: 'spool_unavailable' } });
    expect(acknowledged).toBeGreaterThan(0);
    await running.kill('SIGTERM');

    const after = await start();
    await vi.waitFor(async () => expect(await count(after)).toBe(acknowledged), 20_000);
  });
});
