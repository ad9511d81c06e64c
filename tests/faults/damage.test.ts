import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StartOptions } from '@telltale/collector';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';
import { publicKeyIn } from '../fixtures/traffic.ts';

const AWAY = 'http://127.0.0.1:1';

let folder: string;
let dataDir: string;
let collector: TestCollector | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'damage-'));
  dataDir = path.join(folder, 'data');
});
afterEach(async () => {
  await collector?.close();
  collector = undefined;
  await killLeftovers();
  await rm(folder, { recursive: true, force: true });
});

const spool = () => path.join(dataDir, 'spool');
const filesOf = async (pattern: RegExp) => (await readdir(spool())).filter((name) => pattern.test(name));

/** A site, and a collector in a process of its own whose store is away: what it takes stays in the spool. */
const startWithoutStore = async (settings: Record<string, string>) => {
  const first = await startTestCollector({ settings, dataDir });
  await first.whenReady;
  await first.close();
  const key = await publicKeyIn(dataDir);
  const running = await startCollectorProcess({ CLICKHOUSE_URL: AWAY, DATA_DIR: dataDir });
  const send = async (events: number) => {
    const response = await fetch(`${running.url}/e`, {
      method: 'POST',
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36' },
      body: JSON.stringify(
        wireBatch(
          key,
          Array.from({ length: events }, () => wireEvent()),
        ),
      ),
    });
    expect(response.status).toBe(202);
  };
  return { running, send };
};

const flipBitIn = async (name: string, marker: string) => {
  const file = path.join(spool(), name);
  const bytes = await readFile(file);
  const at = bytes.indexOf(marker) + marker.length;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
};

/** A log that keeps what it is told. */
const listening = () => {
  const told: string[] = [];
  const tell = (_: unknown, text: string) => void told.push(text);
  const log = { debug: tell, info: tell, warn: tell, error: tell } as unknown as NonNullable<StartOptions['log']>;
  return { told, log };
};

const truthOf = async (running: TestCollector): Promise<TruthAnswer> => {
  const [site] = running.sites();
  return (await (
    await running.owner(`/sites/${site?.id}/delivery?from=${Date.now() - 7_200_000}`)
  ).json()) as TruthAnswer;
};

const whenDrained = async (running: TestCollector) => {
  await vi.waitFor(async () => expect(await filesOf(/\.(open|ndjson)$/)).toEqual([]), 60_000);
  const truth = await truthOf(running);
  expect(imbalances(truth.total)).toEqual([]);
  return truth.total;
};

const suite = (settings: () => Record<string, string>) => {
  it('finds bits that the disk flipped, sets aside only what was synced with them, tells it and stores the rest', async () => {
    const { running, send } = await startWithoutStore(settings());
    await send(3);
    await vi.waitFor(async () => expect(await filesOf(/\.ndjson$/)).toHaveLength(1), 20_000);
    // While others wait, a segment is open for seconds.
    await send(4);
    await send(5);
    await running.kill('SIGKILL');
    const [sealed = ''] = await filesOf(/\.ndjson$/);
    const [open = ''] = await filesOf(/\.open$/);
    await flipBitIn(sealed, '"event_id":"');
    await flipBitIn(open, '"event_id":"');

    const { told, log } = listening();
    const after = await startTestCollector({ settings: settings(), dataDir, log });
    collector = after;
    const atOnce = await truthOf(after);
    expect(imbalances(atOnce.total)).toEqual([]);
    expect(await whenDrained(after)).toMatchObject({
      received: 12,
      accepted: 12,
      stored: 5,
      setAside: 7,
      duplicate: 0,
    });
    expect(told.filter((text) => text.includes('damaged'))).toHaveLength(2);
    expect(await filesOf(/\.damaged$/)).toHaveLength(2);
  });

  it('stores a segment in which half of 20,000 lines cannot be read with a second try', async () => {
    const { running, send } = await startWithoutStore(settings());
    await send(1);
    await running.kill('SIGKILL');
    const [open = ''] = await filesOf(/\.open$/);
    const [line = ''] = (await readFile(path.join(spool(), open), 'utf8')).split('\n');
    await rm(path.join(spool(), open));
    const lines = Array.from({ length: 20_000 }, (_, index) => {
      const withId = line.replace(/"event_id":"\d+"/, `"event_id":"${index + 1}"`);
      return `${index % 2 ? withId.replace(/"event_id":"/, '"event_id":"no number ') : withId}\n`;
    });
    // As a version without checks left it.
    await writeFile(path.join(spool(), '1700000000000-0123456789ab.ndjson'), lines.join(''));

    const { told, log } = listening();
    const after = await startTestCollector({ settings: settings(), dataDir, log });
    collector = after;
    expect(await whenDrained(after)).toMatchObject({ accepted: 20_000, stored: 10_000, setAside: 10_000 });
    const setAside = 'events could not be stored; they are kept in a .refused file of the spool';
    const tries = told.filter((text) => text === setAside || text.startsWith('a segment'));
    // Before, the store may not have been reached yet.
    expect(tries.slice(tries.indexOf(setAside))).toEqual([setAside, 'a segment was stored']);
    const [refused = ''] = await filesOf(/\.refused$/);
    expect((await readFile(path.join(spool(), refused), 'utf8')).trim().split('\n')).toHaveLength(10_000);
  });
};

describe('a spool with damage', () => {
  describe('before the embedded store', () => suite(() => ({})));

  describe('before a server', () => {
    let server: ClickHouseServer;
    beforeEach(async () => {
      server = await startClickHouseServer();
    });
    afterEach(() => server.stop());
    suite(() => ({ CLICKHOUSE_URL: server.url }));
  });
});
