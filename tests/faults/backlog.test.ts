import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '@telltale/store';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

const MINUTE_MS = 60_000;
const SEGMENTS = 60;
const EVENTS_EACH = 20;

let folder: string;
let server: ClickHouseServer | undefined;
let collector: TestCollector | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'backlog-'));
});
afterEach(async () => {
  await collector?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

it(
  'while a backlog drains, what comes fresh is seen before it, and all of both is stored once',
  async () => {
    const serverPath = path.join(folder, 'server');
    await mkdir(serverPath);
    const store = await startClickHouseServer({ path: serverPath });
    server = store;
    const dataDir = path.join(folder, 'data');
    const spool = path.join(dataDir, 'spool');
    const start = async () => {
      collector = await startTestCollector({ settings: { CLICKHOUSE_URL: store.url }, dataDir });
      return collector;
    };
    const spooled = async () => (await readdir(spool)).filter((name) => /\.(open|ndjson)$/.test(name));

    const before = await start();
    await before.whenReady;
    const key = before.sites()[0]?.publicKeys[0] ?? '';
    await before.send(wireBatch(key, [wireEvent()]));
    const [open = ''] = await spooled();
    const [line = ''] = (await readFile(path.join(spool, open), 'utf8')).split('\n');
    await before.close();
    await store.kill();
    // Days of it, as a version without checks left them.
    for (let number = 0; number < SEGMENTS; number += 1) {
      const lines = Array.from({ length: EVENTS_EACH }, (_, index) => {
        const id = String(1_000_000 + number * EVENTS_EACH + index);
        return `${line.replace(/"event_id":"\d+"/, `"event_id":"${id}"`)}\n`;
      });
      await writeFile(path.join(spool, `${String(1_600_000_000_000 + number)}-0123456789ab.ndjson`), lines.join(''));
    }

    const running = await start();
    const fresh = BigInt.asUintN(64, 0xfeedn << 40n);
    const event = wireEvent({ id: fresh.toString(16).padStart(16, '0') });
    expect((await running.send(wireBatch(key, [event]))).status).toBe(202);
    await vi.waitFor(
      async () => expect((await spooled()).some((name) => name.endsWith('.open'))).toBe(false),
      MINUTE_MS,
    );
    expect(await spooled()).toHaveLength(SEGMENTS + 1);
    await store.restart();

    const reader = await openStore({ url: store.url });
    const count = async (condition: string) => {
      const { rows } = await reader.rows({
        sql: `SELECT count() AS events, uniqExact(event_id) AS ids FROM events WHERE ${condition}`,
      });
      return rows[0];
    };
    const left = await vi.waitFor(
      async () => {
        const waiting = await spooled();
        expect(await count(`event_id = ${fresh}`)).toEqual({ events: 1, ids: 1 });
        return waiting.length;
      },
      { timeout: MINUTE_MS, interval: 5 },
    );
    process.stdout.write(`Backlog of ${SEGMENTS} segments: ${left} were left when the fresh event was seen\n`);
    expect(left).toBeGreaterThan(SEGMENTS / 2);
    await vi.waitFor(async () => expect(await spooled()).toEqual([]), 2 * MINUTE_MS);
    const all = SEGMENTS * EVENTS_EACH + 2;
    expect(await count('1')).toEqual({ events: all, ids: all });
    await reader.close();
  },
  5 * MINUTE_MS,
);
