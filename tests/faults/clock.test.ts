import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';
import { acknowledgeMore } from '../fixtures/fault-run.ts';
import { tallyUp } from '../fixtures/tally.ts';
import { createTraffic } from '../fixtures/traffic.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let folder: string;
let server: ClickHouseServer | undefined;
let collector: TestCollector | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'clock-'));
});
afterEach(async () => {
  await collector?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** By so many hours the clock is wrong, one after the other. */
const jumps = [0, -1, 5, -26, 72, -100, 0.4, 0];

it(
  'a clock that is set back and forward by hours and days, the store away or not, loses no event and doubles none',
  async () => {
    const serverPath = path.join(folder, 'server');
    await mkdir(serverPath);
    const store = await startClickHouseServer({ path: serverPath });
    server = store;
    let wrongByMs = 0;
    const dataDir = path.join(folder, 'data');
    const running = await startTestCollector({
      settings: { CLICKHOUSE_URL: store.url },
      dataDir,
      nowMs: () => Date.now() + wrongByMs,
    });
    collector = running;
    await running.whenReady;
    const [site] = running.sites();
    const traffic = createTraffic({ url: () => running.url, key: site?.publicKeys[0] ?? '' });
    const spooled = async () => (await readdir(path.join(dataDir, 'spool'))).filter((name) => name.endsWith('.ndjson'));

    traffic.start();
    for (const [index, hours] of jumps.entries()) {
      wrongByMs = hours * HOUR_MS;
      await acknowledgeMore(traffic, 300);
      if (index % 2 === 0) continue;
      // The clock jumps again while the writer waits to try once more.
      await store.kill();
      await vi.waitFor(async () => expect((await spooled()).length).toBeGreaterThan(0), MINUTE_MS);
      wrongByMs -= 30 * HOUR_MS;
      await acknowledgeMore(traffic, 300);
      await store.restart();
      // All of it gets into the store though the clock stays where it is.
      const waiting = new Set(await spooled());
      await vi.waitFor(
        async () => expect((await spooled()).filter((name) => waiting.has(name))).toEqual([]),
        MINUTE_MS,
      );
    }
    await traffic.stop();
    await traffic.settle();
    expect([...traffic.statuses.keys()]).toEqual([202]);

    const truth = await vi.waitFor(async () => {
      const from = Date.now() - 1_000 * HOUR_MS;
      const answer = await running.owner(`/sites/${site?.id}/delivery?from=${from}&to=${Date.now() + 1_000 * HOUR_MS}`);
      const { total } = (await answer.json()) as TruthAnswer;
      expect(total).toMatchObject({ waiting: 0 });
      return total;
    }, MINUTE_MS);
    expect(imbalances(truth)).toEqual([]);
    expect(await running.close()).toBe(true);
    const { sent, ...tally } = await tallyUp(`clock wrong by ${jumps.join(', ')} h`, traffic, { url: store.url });
    expect(tally).toMatchObject({ acknowledged: sent, stored: sent, lost: 0, doubled: 0, unknown: 0 });
    expect(truth.stored).toBe(sent);
  },
  5 * MINUTE_MS,
);
