import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

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

describe('whatever a sender sends', () => {
  const post = (body: string) => collector.send(body);

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

  it('nested without end is refused', async () => {
    expect((await post('['.repeat(100_000))).status).toBe(400);
    expect((await post(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).status).toBe(400);
  });
});
