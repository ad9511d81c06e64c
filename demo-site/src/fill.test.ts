import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Batch } from '@telltale/protocol';
import { afterEach, expect, it } from 'vitest';
import { fill } from './fill.ts';

const bodyOf = async (request: IncomingMessage): Promise<Batch> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Batch;
};

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Instead of an answer: the connection is lost. */
const LOST = 0;

/** A collector of few words: writes down what comes, answers what it is told to. */
const listen = async (statusOf: (requestCount: number) => number) => {
  const received: { userAgent: string | undefined; batch: Batch }[] = [];
  let requestCount = 0;
  const server = createServer(async (request, response) => {
    const batch = await bodyOf(request);
    const status = statusOf(++requestCount);
    if (status === LOST) return request.socket.destroy();
    if (status === 202) received.push({ userAgent: request.headers['user-agent'], batch });
    const accepted = batch.envelopes.reduce((sum, { events }) => sum + events.length, 0);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 202 ? { accepted, rejected: [] } : { error: { code: 'no' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { collectUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/e`, received };
};

const crowd = { siteKey: 'demo-key', days: 5, visitors: 40, seed: 3 };

it('sends every event once, each visitor with the user agent of the visitor and in the order of time', async () => {
  const { collectUrl, received } = await listen(() => 202);
  const { accepted, truth } = await fill({ ...crowd, collectUrl });
  expect(accepted).toBe(truth.events + truth.bots.events);
  const ids = received.flatMap(({ batch }) => batch.envelopes.flatMap(({ events }) => events.map(({ id }) => id)));
  expect(new Set(ids).size).toBe(accepted);
  const lastAt = new Map<string, number>();
  const userAgentOf = new Map<string, string | undefined>();
  for (const { batch, userAgent } of received)
    for (const { visitorId = '', events } of batch.envelopes) {
      expect(userAgentOf.get(visitorId) ?? userAgent).toBe(userAgent);
      userAgentOf.set(visitorId, userAgent);
      expect(events[0]?.at).toBeGreaterThanOrEqual(lastAt.get(visitorId) ?? 0);
      lastAt.set(visitorId, events.at(-1)?.at ?? 0);
    }
  expect(new Set(userAgentOf.values()).size).toBeGreaterThan(5);
});

it('says that it sends now what happened then, so that no clock skew is corrected', async () => {
  const { collectUrl, received } = await listen(() => 202);
  const before = Date.now();
  await fill({ ...crowd, collectUrl, nowMs: Date.UTC(2026, 0, 31) });
  for (const { batch } of received) {
    expect(batch.sentAt).toBeGreaterThanOrEqual(before);
    expect(batch.envelopes[0]?.events[0]?.at).toBeLessThan(Date.UTC(2026, 0, 31));
  }
});

it('tries again while the collector is busy', async () => {
  const { collectUrl, received } = await listen((requestCount) => (requestCount % 5 === 0 ? 503 : 202));
  const { accepted, truth } = await fill({ ...crowd, visitors: 10, collectUrl });
  expect(accepted).toBe(truth.events + truth.bots.events);
  expect(received.length).toBeGreaterThan(5);
});

it('tries again where a connection is lost, and gives up where all are', async () => {
  const { collectUrl, received } = await listen((requestCount) => (requestCount <= 3 ? LOST : 202));
  const { accepted, truth } = await fill({ ...crowd, collectUrl });
  expect(accepted).toBe(truth.events + truth.bots.events);
  expect(received.length).toBeGreaterThan(crowd.visitors);
  const gone = await listen(() => LOST);
  await expect(fill({ ...crowd, visitors: 1, collectUrl: gone.collectUrl })).rejects.toThrow('fetch failed');
});

it('stops with the answer when the collector refuses for good', async () => {
  const { collectUrl } = await listen((requestCount) => (requestCount > 3 ? 403 : 202));
  await expect(fill({ ...crowd, collectUrl })).rejects.toThrow(/answered 403 to the crowd: .*"no"/);
});
