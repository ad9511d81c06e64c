import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';
import { type StorePlace, tallyUp } from '../fixtures/tally.ts';
import { createTraffic, publicKeyIn, type Traffic } from '../fixtures/traffic.ts';

/** 30 in the long run: `FAULT_ROUNDS=30`. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 3);
const MINUTE_MS = 60_000;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'kill-'));
});
afterEach(async () => {
  await killLeftovers();
  await rm(dataDir, { recursive: true, force: true });
});

const spooled = async () =>
  (await readdir(path.join(dataDir, 'spool'))).filter((name) => /\.(open|ndjson)$/.test(name));

/**
 * Starts the collector, kills it at a random moment, and so on; at last all that was not acknowledged is sent again.
 * A moment is a number of answers, so that it comes under load however slow the machine is: from before the first segment is sealed
 * to when several were stored.
 */
const killAtRandomMoments = async (settings: Record<string, string>) => {
  let url = '';
  let traffic: Traffic | undefined;
  const start = async () => {
    const running = await startCollectorProcess({ ...settings, DATA_DIR: dataDir });
    url = running.url;
    traffic ??= createTraffic({ url: () => url, key: await vi.waitFor(() => publicKeyIn(dataDir), 20_000) });
    return { running, traffic };
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { running, traffic } = await start();
    traffic.start();
    const atLeast = traffic.acknowledged.size + Math.floor(Math.random() ** 2 * 6_000);
    await vi.waitFor(() => expect(traffic.acknowledged.size).toBeGreaterThan(atLeast), {
      timeout: MINUTE_MS,
      interval: 1,
    });
    await running.kill('SIGKILL');
    await traffic.stop();
  }
  const last = await start();
  await last.traffic.settle();
  await vi.waitFor(async () => expect(await spooled()).toEqual([]), MINUTE_MS);
  await last.running.kill('SIGTERM');
  return last.traffic;
};

const expectEachOnce = async (name: string, traffic: Traffic, place: StorePlace) => {
  const { sent, resentBatches, ...tally } = await tallyUp(name, traffic, place);
  expect(tally).toEqual({ acknowledged: sent, stored: sent, lost: 0, doubled: 0, unknown: 0 });
  expect(sent).toBeGreaterThan(0);
  return resentBatches;
};

describe(`kill -9 at ${ROUNDS} random moments under load loses no event and doubles none`, () => {
  it(
    'in the embedded store',
    async () => {
      const traffic = await killAtRandomMoments({});
      await expectEachOnce(`kill -9 × ${ROUNDS}, embedded`, traffic, { dataDir: path.join(dataDir, 'store') });
    },
    (ROUNDS + 2) * MINUTE_MS,
  );

  describe('on a server', () => {
    let server: ClickHouseServer;
    beforeEach(async () => {
      server = await startClickHouseServer();
    });
    afterEach(() => server.stop());

    it(
      'that stayed up',
      async () => {
        const traffic = await killAtRandomMoments({ CLICKHOUSE_URL: server.url });
        await expectEachOnce(`kill -9 × ${ROUNDS}, server`, traffic, { url: server.url });
      },
      (ROUNDS + 2) * MINUTE_MS,
    );
  });
});
