import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wireSchema } from '@telltale/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { type LoadGenerator, startLoadGenerator } from '../bench/ingest/load/load-generator.ts';
import { createRandom } from '../bench/ingest/load/random.ts';
import { prepareRequest } from '../bench/ingest/load/request.ts';
import { slopeOf } from '../bench/ingest/slope.ts';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const startGenerator = async (): Promise<LoadGenerator> => {
  const generator = await startLoadGenerator();
  ends.push(generator.close);
  return generator;
};

const startCollector = async (): Promise<TestCollector> => {
  const collector = await startTestCollector();
  ends.push(collector.remove);
  await collector.whenReady;
  return collector;
};

const prepare = (eventCount: number, seed = 1) =>
  prepareRequest(createRandom(7), { host: 'h', path: '/e', siteKey: 'key', eventCount, ids: createRandom(seed) });

/** What names an event where the tag sends no id: its visitor, its page view and its place there. */
const namesOf = (body: Buffer): string[] =>
  wireSchema
    .parse(JSON.parse(body.toString()))
    .envelopes.flatMap(({ pageId, events }) => events.map(({ seq }) => `${pageId} ${seq}`));

describe('a prepared request', () => {
  it.each([1, 5, 20])('of %i events fulfils the wire, freshened too', (eventCount) => {
    const request = prepare(eventCount);
    expect(namesOf(request.body)).toHaveLength(eventCount);
    request.freshen(Date.now());
    expect(namesOf(request.body)).toHaveLength(eventCount);
  });

  it('never names the same event twice, however often it is freshened', () => {
    const request = prepare(20);
    const names: string[] = [];
    for (let time = 0; time < 500; time += 1) {
      request.freshen(Date.now());
      names.push(...namesOf(request.body));
    }
    expect(new Set(names).size).toBe(500 * 20);
  });

  it('carries times of the last second or two, and none in the future', () => {
    const request = prepare(20);
    const nowMs = 1_800_000_000_123;
    request.freshen(nowMs);
    const { sentAt, envelopes } = wireSchema.parse(JSON.parse(request.body.toString()));
    for (const at of [sentAt, ...envelopes.flatMap(({ events }) => events.map((event) => event.at))]) {
      expect(at).toBeLessThanOrEqual(nowMs);
      expect(at).toBeGreaterThan(nowMs - 3_000);
    }
  });

  it('says the length that its body has', () => {
    const { bytes, body } = prepare(5);
    expect(bytes.toString()).toContain(`content-length: ${body.length}\r\n`);
    expect(bytes.subarray(-body.length).equals(body)).toBe(true);
  });
});

describe('a load', () => {
  it.each([
    ['closed', 5],
    ['open', 20],
  ] as const)(
    'in a %s loop: every event is accepted, and what is acknowledged is stored, once',
    async (loop, eventCount) => {
      const collector = await startCollector();
      const generator = await startGenerator();
      const [site] = collector.sites();
      const target = {
        port: Number(new URL(collector.url).port),
        path: '/e',
        siteKey: site?.publicKeys[0] ?? '',
        eventCount,
        connections: 4,
      };
      const result = await (loop === 'closed'
        ? generator.closedLoop({ target, forMs: 400 })
        : generator.openLoop({ target, forMs: 400, rate: 60 }));
      expect(result).toMatchObject({ failures: {}, rejected: 0, acknowledged: result.requests * eventCount });
      expect(result.requests).toBeGreaterThan(0);
      await expect
        .poll(
          async () => {
            const answer = await collector.owner(`/sites/${site?.id}/delivery?from=${Date.now() - 86_400_000}`);
            const { stored, duplicate, rejected } = ((await answer.json()) as { total: Record<string, unknown> }).total;
            return { stored, duplicate, rejected };
          },
          { timeout: 20_000 },
        )
        .toEqual({ stored: result.acknowledged, duplicate: 0, rejected: {} });
    },
  );

  it('in an open loop sends what became due while all connections were waiting, and counts it from then', async () => {
    let release = () => {};
    let requests = 0;
    const stalled = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = createServer(async (request, response) => {
      requests += 1;
      request.resume();
      await stalled;
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const generator = await startGenerator();
    const target = { port, path: '/e', siteKey: 'key', eventCount: 1, connections: 1 };
    const running = generator.openLoop({ target, forMs: 100, rate: 200 });
    await expect.poll(() => requests, { timeout: 20_000 }).toBe(1);
    const stalledAt = performance.now();
    await expect.poll(() => performance.now() - stalledAt, { timeout: 20_000 }).toBeGreaterThan(400);
    release();
    const { due, unsent, requests: answered, failures, latencyMs } = await running;
    expect({ unsent, failures }).toEqual({ unsent: 0, failures: {} });
    expect(answered).toBe(due);
    // All were due in the first 100 ms, and none was answered before the stall's end.
    expect(latencyMs.p50).toBeGreaterThan(250);
  });

  it('tells refusals and broken connections by status, and acknowledges none of them', async () => {
    const server = createServer((request, response) => {
      request.resume();
      if (request.headers['user-agent']?.includes('Firefox')) request.socket.destroy();
      else response.writeHead(503, { 'content-length': '0' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const generator = await startGenerator();
    const target = { port, path: '/e', siteKey: 'key', eventCount: 1, connections: 16 };
    const { acknowledged, failures, requests } = await generator.closedLoop({ target, forMs: 300 });
    expect(acknowledged).toBe(0);
    expect(Object.keys(failures)).toEqual(['0', '503']);
    expect(Object.values(failures).reduce((sum, count) => sum + count, 0)).toBe(requests);
  });
});

describe('a slope', () => {
  it('is that of the line through the points', () => {
    expect(slopeOf([1, 2, 5, 9].map((x) => ({ x, y: 3 * x + 1 })))).toBeCloseTo(3, 9);
    expect(slopeOf([1, 2, 3].map((x) => ({ x, y: 4 })))).toBe(0);
  });

  it('weighs what lies off the line by least squares', () => {
    expect(
      slopeOf([
        { x: 0, y: 0 },
        { x: 1, y: 2 },
        { x: 2, y: 1 },
      ]),
    ).toBeCloseTo(0.5, 9);
  });

  it('needs two points', () => {
    expect(() => slopeOf([{ x: 1, y: 1 }])).toThrow('two points');
  });
});
