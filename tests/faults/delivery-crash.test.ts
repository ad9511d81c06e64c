import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { CHROME, signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type CollectorProcess, killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';
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

/** 30 in the long run: `FAULT_ROUNDS=30`. */
const REPLAY_ROUNDS = Number(process.env.FAULT_ROUNDS ?? 4);
const REFUSED_A_ROUND = 20;

describe(`a replay that dies ${REPLAY_ROUNDS} times, wherever it is`, () => {
  /** The owner's calls, signed in with the link that the process printed. */
  const ownerOf = async ({ url, output }: CollectorProcess, site = '') => {
    const [, token = ''] = await vi.waitFor(() => {
      const found = /\/sign-up#token=([\w-]+)/.exec(output());
      if (!found) throw new Error('No sign-up link yet.');
      return found;
    }, 60_000);
    const cookie = await signIn({ url, createSignInLink: async () => `${url}/sign-in?token=${token}` });
    return (method: string, route: string, body?: unknown) =>
      fetch(`${url}/api/v1/sites/${site}${route}`, {
        method,
        headers: { 'content-type': 'application/json', origin: url, cookie },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
  };

  it(
    'is begun again, and each refused event is accepted once',
    async () => {
      const before = await startTestCollector({ dataDir });
      await before.whenReady;
      const domains = ['shop.example'];
      const body = { name: 'Shop', domains };
      const site = (await (await before.owner('/sites', { method: 'POST', body })).json()) as {
        id: string;
        publicKey: string;
      };
      await before.close();

      let answered = 0;
      for (let round = 0; round < REPLAY_ROUNDS; round += 1) {
        const dying = await startCollectorProcess({ DATA_DIR: dataDir });
        const owner = await ownerOf(dying, site.id);
        // What the round before left is stored first.
        await vi.waitFor(async () => expect(await spooled()).toEqual([]), 60_000);
        const domain = `shop-${round}.example`;
        const events = Array.from({ length: REFUSED_A_ROUND }, () => wireEvent());
        const sent = await fetch(`${dying.url}/e`, {
          method: 'POST',
          headers: { 'user-agent': CHROME },
          body: JSON.stringify(wireBatch(site.publicKey, events, { url: `https://${domain}/` })),
        });
        expect(await sent.json()).toMatchObject({ accepted: 0 });
        await vi.waitFor(async () => expect(await spooled()).toEqual([]), 60_000);
        domains.push(domain);
        await owner('PATCH', '', { domains });

        const replay = owner('POST', '/rejected/replay', {}).then(
          () => {
            answered += 1;
          },
          () => undefined,
        );
        // While it is judged, when its lines lie in the spool, when they were answered for, and while they are being stored.
        const moments: (() => Promise<unknown>)[] = [
          () => Promise.resolve(),
          () => vi.waitFor(async () => expect(await spooled()).not.toEqual([]), { timeout: 20_000, interval: 1 }),
          () => replay,
          () =>
            vi.waitFor(async () => expect(await spooled()).toEqual([expect.stringMatching(/ndjson$/)]), {
              timeout: 20_000,
              interval: 1,
            }),
        ];
        await moments[round % moments.length]?.();
        await dying.kill('SIGKILL');
        await replay;
      }

      const all = REPLAY_ROUNDS * REFUSED_A_ROUND;
      const collector = await startTestCollector({ dataDir });
      await vi.waitFor(async () => {
        await collector.owner(`/sites/${site.id}/rejected/replay`, { method: 'POST', body: {} });
        expect((await truthOf(collector, site.id)).total).toMatchObject({ rejected: {}, waiting: 0 });
      }, 60_000);
      const { total } = await truthOf(collector, site.id);
      const { lines } = (await collector.ask(site.id, 'trend', {
        range: { last: 2, unit: 'day' },
        series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
      })) as { lines: { total: number }[] };
      process.stdout.write(
        `replay killed × ${REPLAY_ROUNDS} (${answered} answered before): refused ${all}, accepted ${total.accepted}, stored ${lines[0]?.total}\n`,
      );
      expect(total).toMatchObject({ received: all, accepted: all, stored: all, duplicate: 0, rejected: {} });
      expect(lines[0]?.total).toBe(all);
      await collector.close();
    },
    (REPLAY_ROUNDS + 3) * 60_000,
  );
});
