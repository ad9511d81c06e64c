import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@telltale/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { killLeftovers } from '../fixtures/collector-process.ts';
import { acknowledgeMore, startFaultRun } from '../fixtures/fault-run.ts';
import { mountSmallDisk } from '../fixtures/tmpfs.ts';

/** How long the store is away: 20 in the long run, `FAULT_AWAY_S=20`. */
const AWAY_S = Number(process.env.FAULT_AWAY_S ?? 3);
const MINUTE_MS = 60_000;

let folder: string;
let dataDir: string;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'store-refuses-'));
  dataDir = path.join(folder, 'data');
});
afterEach(async () => {
  await killLeftovers();
  for (const end of ends.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

const startServer = async (options?: Parameters<typeof startClickHouseServer>[0]) => {
  const server = await startClickHouseServer(options);
  ends.push(() => (options?.path ? server.kill() : server.stop()));
  return server;
};
const tell = async ({ url }: ClickHouseServer, sql: string) => {
  const response = await fetch(`${url}/?database=telltale`, { method: 'POST', body: sql });
  if (!response.ok) throw new Error(await response.text());
};

describe('while the store refuses, all is taken; once it takes again, each event is there once', () => {
  it(
    `killed under load and away for ${AWAY_S} s`,
    async () => {
      const serverPath = path.join(folder, 'server');
      await mkdir(serverPath);
      const server = await startServer({ path: serverPath });
      const run = await startFaultRun(dataDir, { CLICKHOUSE_URL: server.url });
      run.traffic.start();
      await acknowledgeMore(run.traffic, 2_000);
      await server.kill();
      const before = run.traffic.acknowledged.size;
      await new Promise((resolve) => setTimeout(resolve, AWAY_S * 1_000));
      await acknowledgeMore(run.traffic, 1);
      const taken = run.traffic.acknowledged.size - before;
      await server.restart();
      await acknowledgeMore(run.traffic, 1_000);
      await run.traffic.stop();
      await run.expectEachOnce(`store killed, away ${AWAY_S} s (${taken} acknowledged meanwhile)`, { url: server.url });
      expect([...run.traffic.statuses.keys()]).toEqual([202]);
    },
    5 * MINUTE_MS,
  );

  it(
    'with too many parts',
    async () => {
      const server = await startServer();
      const run = await startFaultRun(dataDir, { CLICKHOUSE_URL: server.url });
      await tell(server, 'SYSTEM STOP MERGES');
      await tell(server, 'ALTER TABLE events MODIFY SETTING parts_to_throw_insert = 2');
      run.traffic.start();
      await vi.waitFor(() => expect(run.running.output()).toContain('Too many parts'), MINUTE_MS);
      await acknowledgeMore(run.traffic, 2_000);
      await run.traffic.stop();
      expect((await run.spooled()).length).toBeGreaterThan(0);
      await tell(server, 'ALTER TABLE events RESET SETTING parts_to_throw_insert');
      await tell(server, 'SYSTEM START MERGES');
      await run.expectEachOnce('store with too many parts', { url: server.url });
      expect([...run.traffic.statuses.keys()]).toEqual([202]);
    },
    5 * MINUTE_MS,
  );

  it(
    // With status 200 and nothing in it: so a server with a full disk answered, and segments were taken for stored.
    'with a full disk',
    async () => {
      const disk = await mountSmallDisk(path.join(folder, 'server'), 96, 'a full disk under the store');
      if (!disk) return;
      ends.push(disk.end);
      const server = await startServer({ path: disk.path });
      const run = await startFaultRun(dataDir, { CLICKHOUSE_URL: server.url });
      run.traffic.start();
      await acknowledgeMore(run.traffic, 1_000);
      const reader = await openStore({ url: server.url });
      const areThere = async () =>
        (await reader.rows({ sql: 'SELECT count() >= 500 AS areThere FROM events' })).rows[0]?.areThere;
      await vi.waitFor(async () => expect(await areThere()).toBe(1), MINUTE_MS);
      const ballast = path.join(disk.path, 'ballast');
      await writeFile(ballast, Buffer.alloc(96 * 1024 * 1024)).catch((error) => expect(error.code).toBe('ENOSPC'));
      await vi.waitFor(() => expect(run.running.output()).toMatch(/not enough space|No space left/), MINUTE_MS);
      // Questions are answered in full meanwhile.
      expect((await reader.bytes({ sql: 'SELECT number FROM numbers(2000000)' })).bytes).toHaveLength(16_000_000);
      expect(await areThere()).toBe(1);
      await reader.close();
      await acknowledgeMore(run.traffic, 1_000);
      await run.traffic.stop();
      expect((await run.spooled()).length).toBeGreaterThan(0);
      await rm(ballast);
      await run.expectEachOnce('store with a full disk', { url: server.url });
      expect([...run.traffic.statuses.keys()]).toEqual([202]);
    },
    5 * MINUTE_MS,
  );
});
