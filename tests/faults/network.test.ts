import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { startCuttingProxy } from '../fixtures/cutting-proxy.ts';
import type { TruthAnswer } from '../fixtures/delivery.ts';
import { tallyUp } from '../fixtures/tally.ts';
import { createTraffic } from '../fixtures/traffic.ts';

let collector: TestCollector | undefined;
afterEach(() => collector?.remove());

it('a network that breaks connections in the middle of requests and answers loses no event and doubles none', async () => {
  const running = await startTestCollector();
  collector = running;
  await running.whenReady;
  const proxy = await startCuttingProxy(() => running.url);
  const traffic = createTraffic({
    url: () => proxy.url,
    key: running.sites()[0]?.publicKeys[0] ?? '',
    senders: 8,
  });
  traffic.start();
  await vi.waitFor(
    () => {
      expect(proxy.cuts.inRequest).toBeGreaterThan(100);
      expect(proxy.cuts.inAnswer).toBeGreaterThan(100);
    },
    { timeout: 60_000, interval: 5 },
  );
  await traffic.stop();
  proxy.isCutting = false;
  await traffic.settle();
  await proxy.close();
  expect(traffic.refusals).toEqual([]);
  expect(await running.close()).toBe(true);

  const { inRequest, inAnswer } = proxy.cuts;
  const { sent, resentBatches, ...tally } = await tallyUp(
    `connections cut: ${inRequest} in the request, ${inAnswer} in the answer`,
    traffic,
    { dataDir: path.join(running.dataDir, 'store') },
  );
  expect(tally).toEqual({ acknowledged: sent, stored: sent, lost: 0, doubled: 0, unknown: 0 });
  expect(resentBatches).toBeGreaterThanOrEqual(inAnswer);
}, 120_000);

it('a phone that sends a batch again from another address, without cookies, is counted once', async () => {
  const running = await startTestCollector({
    settings: { CLIENT_IP_HEADER: 'x-forwarded-for', TRUSTED_PROXIES: 'loopback' },
  });
  collector = running;
  await running.whenReady;
  const [site] = running.sites();
  const batch = wireBatch(site?.publicKeys[0] ?? '', [wireEvent(), wireEvent()]);
  for (const envelope of batch.envelopes) Object.assign(envelope, { visitorId: undefined, sessionId: undefined });
  for (const address of ['203.0.113.7', '198.51.100.9'])
    expect((await running.send(batch, { 'x-forwarded-for': address })).status).toBe(202);
  await vi.waitFor(async () => {
    const { total } = (await (await running.owner(`/sites/${site?.id}/delivery`)).json()) as TruthAnswer;
    expect(total).toMatchObject({ accepted: 4, waiting: 0, stored: 2, duplicate: 2 });
  }, 20_000);
});
