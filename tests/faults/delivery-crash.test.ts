import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { CHROME, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';
import { imbalances, type TruthAnswer } from '../fixtures/delivery.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'delivery-crash-'));
});
afterEach(async () => {
  await killLeftovers();
  await rm(dataDir, { recursive: true, force: true });
});
afterAll(killLeftovers);

const ROUNDS = 4;
const sum = (reasons: Record<string, number>) => Object.values(reasons).reduce((total, events) => total + events, 0);

/** A batch of two good events, one of them twice, and one bad, from a tag that dropped one before. */
const batchOf = (key: string) => {
  const again = wireEvent();
  return {
    ...wireBatch(key, [again, wireEvent(), again, wireEvent({ kind: 'no_such_kind' })]),
    dropped: { overflow: 1 },
  };
};

const truthOf = async (collector: TestCollector, site: string): Promise<TruthAnswer> => {
  const response = await collector.owner(`/sites/${site}/delivery?from=${Date.now() - 7_200_000}`);
  return (await response.json()) as TruthAnswer;
};

const spooled = async () =>
  (await readdir(path.join(dataDir, 'spool'))).filter((name) => /\.(open|ndjson)$/.test(name));

const killAgainAndAgain = async (settings: Record<string, string>) => {
  const before = await startTestCollector({ settings, dataDir });
  await before.whenReady;
  const created = await before.owner('/sites', { method: 'POST', body: { name: 'Shop' } });
  const site = (await created.json()) as { id: string; publicKey: string };
  await before.close();

  let sent = 0;
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = await startCollectorProcess({ ...settings, DATA_DIR: dataDir });
    let isOver = false;
    const sender = async () => {
      while (!isOver) {
        sent += 1;
        const body = JSON.stringify(batchOf(site.publicKey));
        const response = await fetch(`${running.url}/e`, {
          method: 'POST',
          headers: { 'user-agent': CHROME },
          body,
        }).catch(() => undefined);
        if (response?.status === 202) acknowledged += 1;
      }
    };
    const senders = [sender(), sender(), sender()];
    const atLeast = acknowledged + 30 + round * 30;
    await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(atLeast), { timeout: 20_000, interval: 3 });
    await running.kill('SIGKILL');
    isOver = true;
    await Promise.all(senders);
  }

  const collector = await startTestCollector({ settings, dataDir });
  await collector.whenReady;
  return { collector, site, sent, acknowledged };
};

const expectTruth = async ({ collector, site, sent, acknowledged }: Awaited<ReturnType<typeof killAgainAndAgain>>) => {
  // From the first moment on, with segments of dead processes still to be stored.
  const atOnce = await truthOf(collector, site.id);
  expect(imbalances(atOnce.total)).toEqual([]);
  expect(atOnce.total.accepted).toBeGreaterThanOrEqual(acknowledged * 3);

  const { total, hours } = await vi.waitFor(async () => {
    expect(await spooled()).toEqual([]);
    const truth = await truthOf(collector, site.id);
    expect(truth.total.waiting).toBe(0);
    return truth;
  }, 30_000);
  expect(imbalances(total)).toEqual([]);
  for (const hour of hours) expect(imbalances(hour)).toEqual([]);
  // What was not answered for may have arrived too, in whole or in part.
  expect(total.received).toBeGreaterThanOrEqual(acknowledged * 4);
  expect(total.received).toBeLessThanOrEqual(sent * 4);
  expect(total.stored).toBeGreaterThanOrEqual(acknowledged * 2);
  expect(total.duplicate).toBeGreaterThanOrEqual(acknowledged);
  expect(total.duplicate).toBeLessThanOrEqual(sent);
  expect(sum(total.rejected)).toBeGreaterThanOrEqual(acknowledged);
  expect(sum(total.rejected)).toBeLessThanOrEqual(sent);
  expect(sum(total.dropped)).toBeGreaterThanOrEqual(acknowledged);
  expect(sum(total.dropped)).toBeLessThanOrEqual(sent);
  // The counts are the events': neither one more nor one less than questions find.
  const answer = (await collector.ask(site.id, 'trend', {
    range: { last: 2, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
  })) as { lines: { total: number }[] };
  expect(answer.lines[0]?.total).toBe(total.stored);
  await collector.close();
};

describe('after kill -9, again and again, the truth about events balances and is that of the events', () => {
  it('in the embedded store', async () => {
    await expectTruth(await killAgainAndAgain({}));
  }, 180_000);

  describe('on a server', () => {
    let server: ClickHouseServer;
    beforeAll(async () => {
      server = await startClickHouseServer();
    }, 60_000);
    afterAll(() => server.stop());

    it('that stayed up', async () => {
      await expectTruth(await killAgainAndAgain({ CLICKHOUSE_URL: server.url }));
    }, 180_000);
  });
});

describe('a replay that dies in its middle', () => {
  it('is begun again, and each refused event is accepted once', async () => {
    const before = await startTestCollector({ dataDir });
    await before.whenReady;
    const body = { name: 'Shop', domains: ['shop.example'] };
    const site = (await (await before.owner('/sites', { method: 'POST', body })).json()) as {
      id: string;
      publicKey: string;
    };
    const events = Array.from({ length: 40 }, () => wireEvent());
    await before.send(wireBatch(site.publicKey, events, { url: 'https://new.example/' }));
    await before.owner(`/sites/${site.id}`, { method: 'PATCH', body: { domains: ['new.example'] } });
    await before.close();

    const dying = await startCollectorProcess({ DATA_DIR: dataDir });
    const [, token = ''] = await vi.waitFor(() => {
      const found = /\/sign-in\?token=([\w-]+)/.exec(dying.output());
      if (!found) throw new Error('No sign-in link yet.');
      return found;
    }, 20_000);
    const json = { 'content-type': 'application/json', origin: dying.url };
    const session = await fetch(`${dying.url}/api/v1/session`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ token }),
    });
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const replay = await fetch(`${dying.url}/api/v1/sites/${site.id}/rejected/replay`, {
      method: 'POST',
      headers: { ...json, cookie },
      body: '{}',
    });
    expect(await replay.json()).toMatchObject({ accepted: 40 });
    // What the replay answered for lies in the spool, and the list in the store still has them all.
    await dying.kill('SIGKILL');
    expect(await spooled()).toEqual([expect.stringMatching(/\.open$/)]);

    const collector = await startTestCollector({ dataDir });
    for (let time = 0; time < 3; time += 1)
      await collector.owner(`/sites/${site.id}/rejected/replay`, { method: 'POST', body: {} });
    const { total } = await vi.waitFor(async () => {
      const truth = await truthOf(collector, site.id);
      expect(truth.total).toMatchObject({ stored: 40, waiting: 0 });
      return truth;
    }, 20_000);
    expect(total).toMatchObject({ received: 40, accepted: 40, stored: 40, duplicate: 0, rejected: {} });
    await collector.close();
  }, 120_000);
});
