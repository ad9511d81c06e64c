import { connect } from 'node:net';
import { MAX_BODY_BYTES, type Verdict } from '@telltale/protocol';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

let collector: TestCollector;
let site: { id: string; publicKey: string };
let other: { id: string; publicKey: string };

const createSite = async (name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as typeof site;

beforeAll(async () => {
  collector = await startTestCollector();
  site = await createSite('Shop');
  other = await createSite('Other shop');
});
afterAll(() => collector.remove());

const range = { startAt: Date.now() - 3_600_000, endAt: Date.now() + 3_600_000 };
const count = async (siteId: string, filters: unknown[] = [], kind = 'page_view') => {
  const result = (await collector.ask(siteId, 'trend', {
    range,
    series: [{ aggregation: 'count', events: [{ kind, filters }] }],
  })) as { lines: { total: number }[] };
  return result.lines[0]?.total;
};
const onPath = (path: string) => [{ property: 'path', operator: 'is', values: [path] }];
const verdictOf = async (response: Response) => (await response.json()) as Verdict;
const refusalOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; path: string; message: string } };
  return { status: response.status, ...error };
};

describe('a batch', () => {
  it('is answered 202, is seen live, and soon stands in the answers', async () => {
    const url = 'https://shop.example/whole-path';
    const response = await collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent()], { url }));
    expect(response.status).toBe(202);
    expect(await verdictOf(response)).toEqual({ accepted: 2, rejected: [] });
    const recent = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: { page: string }[];
    };
    expect(recent.events.filter(({ page }) => page === '/whole-path')).toHaveLength(2);
    await vi.waitFor(async () => expect(await count(site.id, onPath('/whole-path'))).toBe(2), 20_000);
    await vi.waitFor(async () => {
      const { events } = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
        events: { page: string; isStored: boolean }[];
      };
      expect(events.filter(({ page, isStored }) => page === '/whole-path' && isStored)).toHaveLength(2);
    }, 20_000);
  });

  it('loses only the bad event, which is named with the place', async () => {
    const events = [
      wireEvent(),
      wireEvent({ kind: 'feature_inspection', properties: { feature: 'x', uses: -1 } }),
      wireEvent(),
    ];
    const response = await collector.send(wireBatch(site.publicKey, events, { url: 'https://shop.example/one-bad' }));
    expect(response.status).toBe(202);
    expect(await verdictOf(response)).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, code: 'invalid_property', path: expect.stringMatching(/^properties\./) }],
    });
    await vi.waitFor(async () => expect(await count(site.id, onPath('/one-bad'))).toBe(2), 20_000);
  });

  it('reaches its own site and no other', async () => {
    await collector.send(wireBatch(site.publicKey, [wireEvent()], { url: 'https://shop.example/apart' }));
    await collector.send(wireBatch(other.publicKey, [wireEvent(), wireEvent()], { url: 'https://shop.example/apart' }));
    await vi.waitFor(async () => expect(await count(other.id, onPath('/apart'))).toBe(2), 20_000);
    expect(await count(site.id, onPath('/apart'))).toBe(1);
  });

  it('sent again counts once', async () => {
    const batch = wireBatch(site.publicKey, [wireEvent(), wireEvent()], { url: 'https://shop.example/again' });
    const last = wireBatch(site.publicKey, [wireEvent()], { url: 'https://shop.example/again-last' });
    for (let time = 0; time < 3; time += 1) expect((await collector.send(batch)).status).toBe(202);
    await collector.send(last);
    await vi.waitFor(async () => expect(await count(site.id, onPath('/again-last'))).toBe(1), 20_000);
    expect(await count(site.id, onPath('/again'))).toBe(2);
  });

  it('of a bot is kept apart from the answers, and shown as such', async () => {
    const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
    const url = 'https://shop.example/bot';
    const response = await collector.send(wireBatch(site.publicKey, [wireEvent()], { url }), {
      'user-agent': googlebot,
    });
    expect(await verdictOf(response)).toEqual({ accepted: 1, rejected: [] });
    await collector.send(wireBatch(site.publicKey, [wireEvent()], { url: 'https://shop.example/after-bot' }));
    await vi.waitFor(async () => expect(await count(site.id, onPath('/after-bot'))).toBe(1), 20_000);
    expect(await count(site.id, onPath('/bot'))).toBe(0);
    const { events } = (await (await collector.owner(`/sites/${site.id}/debug/events`)).json()) as {
      events: { page: string; verdict: string; code: string }[];
    };
    expect(events.find(({ page }) => page === '/bot')).toMatchObject({ verdict: 'bot', code: 'user_agent' });
  });

  it("teaches the catalog the site's own names", async () => {
    const properties = { name: 'plan_chosen', props: { plan: 'pro', seats: 5 } };
    await collector.send(wireBatch(other.publicKey, [wireEvent({ kind: 'custom', properties })]));
    await vi.waitFor(async () => {
      const { kinds } = (await (await collector.owner(`/sites/${other.id}/catalog`)).json()) as {
        kinds: { kind: string; properties: { name: string; role: string }[] }[];
      };
      const names = kinds.find(({ kind }) => kind === 'custom')?.properties.map(({ name, role }) => `${name} ${role}`);
      expect(names).toEqual(expect.arrayContaining(['props.plan dimension', 'props.seats measure']));
    }, 20_000);
    const filters = [{ property: 'props.plan', operator: 'is', values: ['pro'] }];
    expect(await count(other.id, filters, 'custom')).toBe(1);
    await expect(count(site.id, filters, 'custom')).rejects.toThrow('unknown_property');
  });
});

describe('what cannot be taken', () => {
  it('is a key that no site has', async () => {
    expect(await refusalOf(await collector.send(wireBatch('nobody', [wireEvent()])))).toMatchObject({
      status: 403,
      code: 'unknown_site',
      path: 'site',
    });
  });

  it.each([
    ['no JSON', '{"v":1', 'invalid_json'],
    ['another version', JSON.stringify({ ...wireBatch('k', [wireEvent()]), v: 9 }), 'unsupported_version'],
    ['a batch without envelopes', JSON.stringify({ ...wireBatch('k', []), envelopes: undefined }), 'invalid_batch'],
    ['a name that would reach the prototype', '{"__proto__":{"v":1},"v":1,"site":"k"}', 'invalid_batch'],
  ])('is %s', async (_, body, code) => {
    expect(await refusalOf(await collector.send(body))).toMatchObject({ status: 400, code });
  });

  it('is a body compressed in a way that is not known', async () => {
    const response = await collector.send('x', { 'content-encoding': 'zstd' });
    expect(await refusalOf(response)).toMatchObject({ status: 415, code: 'unsupported_encoding' });
  });

  it('is a body over the limit, by what it announces', async () => {
    const response = await collector.send(' '.repeat(MAX_BODY_BYTES + 1));
    expect(await refusalOf(response)).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it('is a body over the limit that announces nothing: reading stops while it is still sent', async () => {
    const { port } = new URL(collector.url);
    const socket = connect(Number(port), '127.0.0.1');
    const answer = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
        if (text.includes('\r\n\r\n')) resolve(text);
      });
      socket.on('error', reject);
    });
    socket.write('POST /e HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent <= MAX_BODY_BYTES; sent += 0x10000) socket.write(chunk);
    // The body never ends: only a collector that counts while it reads can answer.
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

describe('a browser', () => {
  it('may send from any site without asking before, and read the answer and when to come back', async () => {
    const response = await collector.send(wireBatch(site.publicKey, [wireEvent()]), { origin: 'https://shop.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toBe('retry-after');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('may read refusals too', async () => {
    const response = await collector.send('nonsense', { origin: 'https://shop.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('may ask before it sends JSON', async () => {
    const preflight = await fetch(`${collector.url}/e`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const response = await collector.send(wireBatch(site.publicKey, [wireEvent()]), {
      'content-type': 'application/json',
    });
    expect(response.status).toBe(202);
  });
});

describe('a visitor without an id', () => {
  it('is one visitor while address and browser stay the same', async () => {
    const url = 'https://shop.example/cookieless';
    const {
      visitorId: _,
      sessionId: __,
      ...envelope
    } = wireBatch(site.publicKey, [], { url }).envelopes[0] ?? { pageId: id64(), url };
    for (let time = 0; time < 3; time += 1)
      await collector.send({ ...wireBatch(site.publicKey, []), envelopes: [{ ...envelope, events: [wireEvent()] }] });
    await vi.waitFor(async () => expect(await count(site.id, onPath('/cookieless'))).toBe(3), 20_000);
    const result = (await collector.ask(site.id, 'trend', {
      range,
      series: [
        { aggregation: 'visitors', events: [{ kind: 'page_view', filters: onPath('/cookieless') }] },
        { aggregation: 'sessions', events: [{ kind: 'page_view', filters: onPath('/cookieless') }] },
      ],
    })) as { lines: { total: number }[] };
    expect(result.lines.map(({ total }) => total)).toEqual([1, 1]);
  });
});

describe('text that a sender chose', () => {
  it('stays text: quotes, line breaks, SQL and HTML come back as they were sent', async () => {
    const name = `x'; DROP TABLE events; --\n<script>"\\ \u2028 {p:String} \u0000 end`;
    const properties = { name, props: { note: name } };
    await collector.send(wireBatch(other.publicKey, [wireEvent({ kind: 'custom', properties })]));
    const filters = [{ property: 'name', operator: 'is', values: [name] }];
    await vi.waitFor(async () => expect(await count(other.id, filters, 'custom')).toBe(1), 20_000);
  });
});
