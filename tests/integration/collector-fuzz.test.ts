import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROME, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

/** The same cases each time; another seed may be tried by hand. */
const SEED = 20_251_122;

let collector: TestCollector;
let site: { id: string; key: string };

beforeAll(async () => {
  collector = await startTestCollector();
  const [first] = collector.sites();
  if (!first) throw new Error('There is no site.');
  site = { id: first.id, key: first.publicKeys[0] ?? '' };
});
afterAll(() => collector.remove());

const count = async (name: string) => {
  const filters = [{ property: 'name', operator: 'is', values: [name] }];
  const definition = {
    range: { last: 2, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'custom', filters }] }],
  };
  const { lines } = (await collector.ask(site.id, 'trend', definition)) as { lines: { total: number }[] };
  return lines[0]?.total;
};

/** Everything that a JavaScript string can hold: lone surrogates, controls, bidi marks, markup, SQL. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom(
    '\ud800',
    'a\udc00b',
    '\\ud800',
    '\u0000',
    '2024-01-01',
    'true',
    'null',
    '1e5',
    '{"a":1}',
    "' OR 1=1 --",
    '<script>',
    '{p:String}',
    '\r\n',
  ),
);
const anyKey = fc.constantFrom(
  'plan',
  'الخطة',
  '_a',
  'a-b',
  'constructor',
  '__proto__',
  'toString',
  'name',
  'x'.repeat(120),
);
const anyValue = fc.oneof(anyText, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.integer());

describe('whatever a sender writes into its own properties', () => {
  it('is stored, and keeps nothing beside it from being stored', async () => {
    const maps = fc.sample(fc.array(fc.tuple(anyKey, anyValue), { maxLength: 5 }), { seed: SEED, numRuns: 400 });
    const events = maps.map((pairs) =>
      wireEvent({ kind: 'custom', properties: { name: 'fuzzed', props: Object.fromEntries(pairs) } }),
    );
    let accepted = 0;
    for (let first = 0; first < events.length; first += 100) {
      const response = await collector.send(wireBatch(site.key, events.slice(first, first + 100)));
      expect(response.status).toBe(202);
      accepted += ((await response.json()) as { accepted: number }).accepted;
    }
    expect(accepted).toBeGreaterThan(350);
    await collector.send(wireBatch(site.key, [wireEvent({ kind: 'custom', properties: { name: 'beside' } })]));
    await vi.waitFor(async () => expect(await count('beside')).toBe(1), 20_000);
    await vi.waitFor(async () => expect(await count('fuzzed')).toBe(accepted), 20_000);
  });

  it('may be half a character: it is stored with a mark in its place', async () => {
    const properties = { name: 'half \ud83d character' };
    await collector.send(wireBatch(site.key, [wireEvent({ kind: 'custom', properties })], { customerId: '\udc00' }));
    await vi.waitFor(async () => expect(await count('half \ufffd character')).toBe(1), 20_000);
  });
});

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${collector.url}/e`, {
    method: 'POST',
    headers: { 'user-agent': CHROME, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });

describe('whatever a sender sends', () => {
  it('as JSON is answered with a verdict, never with a failure of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (body) => {
        const { status } = await post(body);
        expect([202, 400, 403]).toContain(status);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('as a batch with any events is answered with a verdict for each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 8 }), async (events) => {
        const response = await collector.send(wireBatch(site.key, events));
        expect(response.status).toBe(202);
        const { rejected } = (await response.json()) as { rejected: { index: number }[] };
        expect(rejected.map(({ index }) => index)).toEqual(events.map((_, index) => index));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('as a page address is answered, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.webUrl({ withQueryParameters: true }), anyText), async (url) => {
        const { status } = await collector.send(wireBatch(site.key, [wireEvent()], { url, referrer: url }));
        expect([202, 400]).toContain(status);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('as bytes on the wire leaves the collector standing', async () => {
    const { port } = new URL(collector.url);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await new Promise<void>((resolve) => {
          const socket = connect(Number(port), '127.0.0.1', () => {
            socket.write('POST /e HTTP/1.1\r\nhost: x\r\ncontent-length: ');
            socket.end(Buffer.from(bytes));
          });
          socket.on('data', () => {});
          socket.on('close', () => resolve());
          socket.on('error', () => resolve());
        });
      }),
      { seed: SEED, numRuns: 60 },
    );
    expect((await fetch(`${collector.url}/healthz/ready`)).status).toBe(200);
  });
});

describe('trouble of every kind', () => {
  const good = (name = 'fine') =>
    JSON.stringify(wireBatch(site.key, [wireEvent({ kind: 'custom', properties: { name } })]));
  const withEvent = (json: string) => JSON.stringify(wireBatch(site.key, ['it'])).replace('"it"', json);
  const endless = (open: string, close: string) => `${open.repeat(50_000)}${close.repeat(50_000)}`;
  const bomb = Buffer.alloc(5_000_000, '[');
  const packed = (encoding: string) => ({ 'content-encoding': encoding });
  const one = { accepted: 0, rejected: [{ index: 0 }] };
  const unmeasurable = '{"kind":"custom","properties":{"name":{"length":{"toString":null,"valueOf":null}}}}';
  const refused = (code: string) => ({ error: { code } });
  type Trouble = [
    what: string,
    body: () => string | Buffer,
    headers: Record<string, string>,
    status: number,
    answer: object,
  ];

  const troubles: Trouble[] = [
    ['nothing', () => '', {}, 400, refused('invalid_json')],
    ['half a batch', () => good().slice(0, -20), {}, 400, refused('invalid_json')],
    ['NaN for a number', () => good().replace('"v":1', '"v":NaN'), {}, 400, refused('invalid_json')],
    ['lists without an end', () => '['.repeat(100_000), {}, 400, refused('invalid_json')],
    ['lists nested without end', () => endless('[', ']'), {}, 400, refused('invalid_batch')],
    ['an event nested without end', () => withEvent(endless('[', ']')), {}, 202, one],
    ['properties nested without end', () => withEvent(`{"properties":${endless('[', ']')}}`), {}, 202, one],
    ['bytes that are no UTF-8', () => Buffer.from(`"${good()}\xff"`, 'latin1'), {}, 400, refused('invalid_encoding')],
    ['half a character as UTF-8', () => Buffer.from('22eda08022', 'hex'), {}, 400, refused('invalid_encoding')],
    ['UTF-16', () => Buffer.from(`\ufeff${good()}`, 'utf16le'), {}, 400, refused('invalid_encoding')],
    ['more than a body may hold', () => ' '.repeat(600_000), {}, 413, refused('body_too_large')],
    ['a gzip bomb', () => gzipSync(bomb), packed('gzip'), 413, refused('body_too_large')],
    ['a deflate bomb', () => deflateSync(bomb), packed('deflate'), 413, refused('body_too_large')],
    ['a brotli bomb', () => brotliCompressSync(bomb), packed('br'), 413, refused('body_too_large')],
    ['gzip in gzip', () => gzipSync(gzipSync(good())), packed('gzip'), 400, refused('invalid_encoding')],
    ['text that says it is gzip', good, packed('gzip'), 400, refused('invalid_compression')],
    [
      'half of what was compressed',
      () => gzipSync(good()).subarray(0, 60),
      packed('gzip'),
      400,
      refused('invalid_compression'),
    ],
    ['compression that nobody knows', good, packed('zstd, br'), 415, refused('unsupported_encoding')],
    [
      'a prototype for the batch',
      () => good().replace('{', '{"__proto__":{"polluted":1},'),
      {},
      400,
      refused('invalid_batch'),
    ],
    [
      'a prototype for an event',
      () => withEvent('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      {},
      202,
      one,
    ],
    [
      'a number without end',
      () => withEvent(JSON.stringify(wireEvent({ seq: 'it' })).replace('"it"', '1e999')),
      {},
      202,
      one,
    ],
    ['a list of a length that is none', () => withEvent(unmeasurable), {}, 202, one],
    ['the same name twice', () => good().replace('"v":1', '"v":2,"v":1'), {}, 202, { accepted: 1, rejected: [] }],
    [
      'too many events',
      () => JSON.stringify(wireBatch(site.key, Array(501).fill(0))),
      {},
      400,
      refused('invalid_batch'),
    ],
  ];

  it.each(troubles)('as %s is answered with its reason', async (_, body, headers, status, answer) => {
    const response = await post(body(), headers);
    expect([response.status, await response.json()]).toMatchObject([status, answer]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('at once keeps nothing good beside it from being stored', async () => {
    const answers = await Promise.all(
      troubles.flatMap(([, body, headers]) => [post(body(), headers), post(good('calm'))]),
    );
    const calm = answers.filter((_, index) => index % 2 === 1);
    expect(calm.map(({ status }) => status)).toEqual(troubles.map(() => 202));
    await vi.waitFor(async () => expect(await count('calm')).toBe(troubles.length), 20_000);
    expect((await fetch(`${collector.url}/healthz/ready`)).status).toBe(200);
  });

  it.each([
    "'; DROP TABLE events; --",
    "\\' OR 1=1 --",
    '{p:String}',
    '<script>alert(1)</script>',
    '\\N',
    'a\tb\r\nc',
    '\u202eabc',
  ])('as the name %j is stored as it was sent', async (name) => {
    await collector.send(wireBatch(site.key, [wireEvent({ kind: 'custom', properties: { name } })]));
    await vi.waitFor(async () => expect(await count(name)).toBe(1), 20_000);
  });
});
