import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES, type Verdict } from '@telltale/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROME, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

const CLIENT_LIMIT = 60;
const SITE_LIMIT = 600;

let collector: TestCollector;

beforeAll(async () => {
  collector = await startTestCollector({
    settings: {
      CLIENT_IP_HEADER: 'x-forwarded-for',
      TRUSTED_PROXIES: 'loopback',
      CLIENT_EVENTS_PER_MINUTE: String(CLIENT_LIMIT),
      SITE_EVENTS_PER_MINUTE: String(SITE_LIMIT),
    },
  });
});
afterAll(() => collector.remove());

const createSite = async () =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name: 'Shop' } })).json()) as {
    id: string;
    publicKey: string;
  };
const count = async (siteId: string) => {
  const { lines } = (await collector.ask(siteId, 'trend', {
    range: { last: 2, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
  })) as { lines: { total: number }[] };
  return lines[0]?.total;
};
const events = (howMany: number) => Array.from({ length: howMany }, (_, seq) => wireEvent({ seq }));
const from = (ip: string) => ({ 'x-forwarded-for': ip });
const soon = (assertion: () => Promise<void>) => vi.waitFor(assertion, { timeout: 20_000, interval: 200 });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

/** As `send` of the fixture, for bytes. */
const sendBytes = (body: Uint8Array, headers: Record<string, string>) =>
  fetch(`${collector.url}/e`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': CHROME, ...headers },
    body: new Uint8Array(body),
  });

describe('whoever sends too much', () => {
  it('is told when to come back, in a way that pages may read, and loses nothing by it', async () => {
    const { id, publicKey } = await createSite();
    const address = from('203.0.113.1');
    expect((await collector.send(wireBatch(publicKey, events(CLIENT_LIMIT)), address)).status).toBe(202);
    const late = wireBatch(publicKey, events(3));
    const refused = await collector.send(late, { ...address, origin: 'https://shop.example' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('access-control-expose-headers')).toBe('retry-after');
    expect(await codeOf(refused)).toBe('rate_limited');
    await soon(async () => expect((await collector.send(late, address)).status).toBe(202));
    await soon(async () => expect(await count(id)).toBe(CLIENT_LIMIT + 3));
  });

  it('takes nothing from other addresses', async () => {
    const { publicKey } = await createSite();
    await collector.send(wireBatch(publicKey, events(CLIENT_LIMIT + 1)), from('203.0.113.2'));
    expect((await collector.send(wireBatch(publicKey, events(1)), from('203.0.113.2'))).status).toBe(429);
    expect((await collector.send(wireBatch(publicKey, events(1)), from('203.0.113.3'))).status).toBe(202);
  });

  it('cannot do so by changing the part of the header that it writes itself', async () => {
    const { publicKey } = await createSite();
    const pretending = (ip: string) => from(`${ip}, 203.0.113.4`);
    await collector.send(wireBatch(publicKey, events(CLIENT_LIMIT + 1)), pretending('198.51.100.1'));
    expect((await collector.send(wireBatch(publicKey, events(1)), pretending('198.51.100.2'))).status).toBe(429);
  });

  it('is counted for nonsense too', async () => {
    const address = from('203.0.113.5');
    const statuses: number[] = [];
    for (let time = 0; time <= CLIENT_LIMIT; time += 1) statuses.push((await collector.send('[', address)).status);
    expect(statuses.slice(0, -1).every((status) => status === 400)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
  });

  it('gets an image all the same, which records nothing', async () => {
    const { id, publicKey } = await createSite();
    const open = () =>
      fetch(`${collector.url}/o/${publicKey}.gif?campaign=c&message=m`, {
        headers: { ...from('203.0.113.6'), 'user-agent': CHROME },
      });
    for (let time = 0; time < CLIENT_LIMIT + 5; time += 1)
      expect((await open()).headers.get('content-type')).toBe('image/gif');
    const recent = (await (await collector.owner(`/sites/${id}/debug/events`)).json()) as { events: unknown[] };
    expect(recent.events.length).toBeGreaterThanOrEqual(CLIENT_LIMIT);
    expect(recent.events.length).toBeLessThan(CLIENT_LIMIT + 5);
  });

  it("to one site is held up there, its own server too, and no other site's visitors are", async () => {
    const [flooded, quiet] = [await createSite(), await createSite()];
    for (let sent = 0; sent <= SITE_LIMIT; sent += 50)
      await collector.send(wireBatch(flooded.publicKey, events(50)), from(`203.0.113.${100 + sent / 50}`));
    const refused = await collector.send(wireBatch(flooded.publicKey, events(50)), from('203.0.113.200'));
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'rate_limited']);
    const told = await collector.owner(`/sites/${flooded.id}/events`, {
      method: 'POST',
      body: Array.from({ length: 50 }, (_, id) => ({
        kind: 'custom',
        id: `${id}`,
        customerId: 'c',
        properties: { name: 'n' },
      })),
    });
    expect([told.status, Number(told.headers.get('retry-after')) >= 1]).toEqual([429, true]);
    expect((await collector.send(wireBatch(quiet.publicKey, events(1)), from('203.0.113.201'))).status).toBe(202);
  });
});

describe('whoever guesses secret keys', () => {
  const tryKey = (key: string, ip: string) =>
    fetch(`${collector.url}/api/v1/questions`, { headers: { ...from(ip), authorization: `Bearer ${key}` } });
  const guess = (number: number) => `tt_sk_${number.toString(16).padStart(12, '0')}_${'x'.repeat(43)}`;

  it('is held up after some, and keys that are in use from the same address are not', async () => {
    const { id } = await createSite();
    const { key } = (await (
      await collector.owner(`/sites/${id}/keys`, { method: 'POST', body: { name: 'k', scopes: ['questions:read'] } })
    ).json()) as { key: string };
    const ip = '203.0.113.61';
    expect((await tryKey(key, ip)).status).toBe(200);
    const statuses: number[] = [];
    for (let number = 0; number < 80; number += 1) statuses.push((await tryKey(guess(number), ip)).status);
    expect(statuses.slice(0, 50)).toEqual(Array(50).fill(401));
    const held = await tryKey(guess(100), ip);
    expect([held.status, Number(held.headers.get('retry-after')) >= 1]).toEqual([429, true]);
    expect((await tryKey(key, ip)).status).toBe(200);
    expect((await tryKey(guess(101), '203.0.113.62')).status).toBe(401);
  });
});

describe('a compressed batch', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('by %s is taken as if it were not', async (encoding, compress) => {
    const { id, publicKey } = await createSite();
    const body = compress(JSON.stringify(wireBatch(publicKey, events(5))));
    const response = await sendBytes(body, { 'content-encoding': encoding });
    expect([response.status, ((await response.json()) as Verdict).accepted]).toEqual([202, 5]);
    await soon(async () => expect(await count(id)).toBe(5));
  });

  it("may be a list of a site's own server", async () => {
    const { id } = await createSite();
    const key = (await (
      await collector.owner(`/sites/${id}/keys`, { method: 'POST', body: { name: 'k', scopes: ['events:write'] } })
    ).json()) as { key: string };
    const body = gzipSync(JSON.stringify([{ kind: 'page_view', id: '1', customerId: 'c', properties: {} }]));
    const response = await fetch(`${collector.url}/api/v1/sites/${id}/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key.key}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: new Uint8Array(body),
    });
    expect([response.status, await response.json()]).toEqual([202, { accepted: 1, rejected: [] }]);
  });

  it('that would unpack to more than a body may be is refused, and the collector goes on', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(MAX_BODY_BYTES);
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => sendBytes(bomb, { 'content-encoding': 'gzip' })),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(413));
    expect((await fetch(`${collector.url}/healthz/ready`)).status).toBe(200);
  });

  it('that is not what its header says is refused with a reason', async () => {
    const response = await sendBytes(Buffer.from('{}'), { 'content-encoding': 'gzip' });
    expect([response.status, await codeOf(response)]).toEqual([400, 'invalid_compression']);
  });
});

describe('an event nested without end', () => {
  it('is refused alone: the good ones beside it are kept', async () => {
    const { id, publicKey } = await createSite();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = JSON.stringify(
      wireBatch(publicKey, [...events(2), { kind: 'custom', properties: { name: 'deep', props: { a: 'DEEP' } } }]),
    ).replace('"DEEP"', deep);
    const response = await collector.send(body);
    expect(response.status).toBe(202);
    const { accepted, rejected } = (await response.json()) as Verdict;
    expect([accepted, rejected.map(({ index }) => index)]).toEqual([2, [2]]);
    await soon(async () => expect(await count(id)).toBe(2));
  });
});
