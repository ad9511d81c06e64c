import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { type CollectorProcess, killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';
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

const spooled = async (folder: string) =>
  (await readdir(path.join(folder, 'spool'))).filter((name) => /\.(open|ndjson)$/.test(name));

/**
 * Runs collectors, each on a folder of its own, and traffic that goes to them by turns; in each round one of them, in order, or
 * whatever `alsoKill` ends, is killed at a random moment and started again. At last all that was not acknowledged is sent again.
 * A moment is a number of answers, so that it comes under load however slow the machine is: from before the first segment is sealed
 * to when several were stored.
 */
const killAtRandomMoments = async (
  settings: Record<string, string>,
  {
    collectors = 1,
    alsoKill = async () => {},
    alsoStart = async () => {},
  }: { collectors?: number; alsoKill?: () => Promise<void>; alsoStart?: () => Promise<void> } = {},
) => {
  const folders = Array.from({ length: collectors }, (_, index) => path.join(dataDir, `collector-${index}`));
  const running = new Map<string, CollectorProcess>();
  const start = async (folder: string) => {
    running.set(folder, await startCollectorProcess({ ...settings, DATA_DIR: folder }));
  };
  for (const folder of folders) await start(folder);
  const key = await vi.waitFor(() => publicKeyIn(folders[0] ?? ''), 20_000);
  let turns = 0;
  const traffic = createTraffic({
    url: () => [...running.values()][turns++ % running.size]?.url ?? '',
    key,
    // With several, a copy goes to another one, and not at once: as the tag does it.
    retryMs: collectors > 1 ? 1_000 : 20,
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    traffic.start();
    const atLeast = traffic.acknowledged.size + Math.floor(Math.random() ** 2 * 6_000);
    await vi.waitFor(() => expect(traffic.acknowledged.size).toBeGreaterThan(atLeast), {
      timeout: MINUTE_MS,
      interval: 1,
    });
    const killed = folders[round % collectors] ?? '';
    await Promise.all([running.get(killed)?.kill('SIGKILL'), alsoKill()]);
    if (collectors === 1) await traffic.stop();
    await alsoStart();
    await start(killed);
  }
  await traffic.stop();
  await traffic.settle();
  for (const folder of folders) await vi.waitFor(async () => expect(await spooled(folder)).toEqual([]), MINUTE_MS);
  for (const { kill } of running.values()) await kill('SIGTERM');
  return { traffic, folders };
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
      const { traffic, folders } = await killAtRandomMoments({});
      const place = { dataDir: path.join(folders[0] ?? '', 'store') };
      await expectEachOnce(`kill -9 × ${ROUNDS}, embedded`, traffic, place);
    },
    (ROUNDS + 2) * MINUTE_MS,
  );

  describe('on a server', () => {
    let server: ClickHouseServer;
    beforeEach(async () => {
      const serverPath = path.join(dataDir, 'server');
      await mkdir(serverPath);
      server = await startClickHouseServer({ path: serverPath });
    });
    afterEach(() => server.kill());
    const settings = () => ({ CLICKHOUSE_URL: server.url });

    it(
      'that stayed up',
      async () => {
        const { traffic } = await killAtRandomMoments(settings());
        await expectEachOnce(`kill -9 × ${ROUNDS}, server`, traffic, { url: server.url });
      },
      (ROUNDS + 2) * MINUTE_MS,
    );

    it(
      'that was killed at the same moment',
      async () => {
        const also = { alsoKill: () => server.kill(), alsoStart: () => server.restart() };
        const { traffic } = await killAtRandomMoments(settings(), also);
        await expectEachOnce(`kill -9 × ${ROUNDS}, of server and collector`, traffic, { url: server.url });
      },
      (ROUNDS + 2) * MINUTE_MS,
    );

    it(
      'with two collectors, one of which goes on and is sent what the other had',
      async () => {
        const { traffic } = await killAtRandomMoments(settings(), { collectors: 2 });
        await expectEachOnce(`kill -9 × ${ROUNDS}, two collectors`, traffic, { url: server.url });
      },
      (ROUNDS + 2) * MINUTE_MS,
    );
  });
});
