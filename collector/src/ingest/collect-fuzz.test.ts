import { brotliCompressSync, gzipSync } from 'node:zlib';
import { MAX_BODY_BYTES } from '@telltale/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hostileEvents,
  hostileHeaders,
  hostileJson,
  hostileText,
  limitedText,
  pack,
  packers,
  packing,
} from '../../../tests/fixtures/hostile-events.ts';
import { type Answer, type Collecting, openCollecting, SITE_KEY } from './testing/open-collecting.ts';

/** `pnpm fuzz:ingest` goes on for minutes, with other cases each time; the short run has always the same. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);
/** Requests at the same time: they share a sync of the spool. */
const TOGETHER = SECONDS > 0 ? 500 : 100;
const run: fc.Parameters<unknown> = {
  // So many requests take longer to make smaller than anybody waits; the one that failed is named.
  endOnFailure: true,
  ...(SECONDS > 0
    ? { numRuns: 1_000_000_000, interruptAfterTimeLimit: SECONDS * 1000 }
    : { numRuns: 12, seed: 20_251_122 }),
};

let collecting: Collecting;
const counted = { requests: 0, events: 0, good: 0 };
beforeAll(async () => {
  collecting = await openCollecting();
}, 60_000);
afterAll(async () => {
  await collecting.end();
  if (SECONDS > 0) process.stdout.write(`${JSON.stringify(counted)}\n`);
});

const now = Date.now();
let made = 0;
/** Good events are told from all others by their ids. */
const goodId = () => `f${(++made).toString(16).padStart(15, '0')}`;
const decimal = (hex: string) => BigInt(`0x${hex}`).toString();

/** Told the ids of the good events that must be found in the end. */
type Keep = (ids: readonly string[]) => void;

/** What is sent, shown when it fails, and what is expected of the answer. */
const requests = <Sent>(arbitrary: fc.Arbitrary<Sent>, act: (sent: Sent, keep: Keep) => Promise<void>) =>
  arbitrary.map((sent) => async (keep: Keep) => {
    try {
      await act(sent, keep);
    } catch (cause) {
      throw new Error(`This was sent: ${fc.stringify(sent).slice(0, 3_000)}`, { cause });
    }
  });

/** Each event has its verdict, and that of a good one is good. */
const expectVerdict = ({ status, body }: Answer, isGood: readonly boolean[]) => {
  counted.requests += 1;
  counted.events += isGood.length;
  expect([status, body]).toMatchObject([202, { accepted: expect.any(Number) }]);
  const { accepted, rejected } = body as { accepted: number; rejected: { index: number }[] };
  expect(accepted + rejected.length).toBe(isGood.length);
  expect(rejected.filter(({ index }) => isGood[index])).toEqual([]);
};

/** Refused or taken, but never failed: 503 is only for a key that cannot be looked up while the store is away, as here. */
const expectAnswer = ({ status, body }: Answer) => {
  counted.requests += 1;
  const code = (body as { error?: { code: string } }).error?.code;
  if (status === 503) return expect(code).toBe('store_unavailable');
  expect([202, 400, 403, 413, 415]).toContain(status);
  if (status !== 202) expect(code).toMatch(/^(?!internal)[a-z_]+$/);
};

/** Puts good events between the bad ones. */
const among = (bad: readonly string[], places: readonly number[], good: object) => {
  const ids: string[] = [];
  const events = bad.map((json) => ({ json, isGood: false }));
  for (const place of places) {
    const id = goodId();
    ids.push(id);
    events.splice(place % (events.length + 1), 0, { json: JSON.stringify({ id, ...good }), isGood: true });
  }
  return { ids, json: events.map(({ json }) => json).join(','), isGood: events.map(({ isGood }) => isGood) };
};
const places = fc.array(fc.nat(7), { minLength: 1, maxLength: 3 });

const pageView = { kind: 'page_view', at: now, seq: 1, properties: {} };
const page = { visitorId: '00000000000000b1', sessionId: '00000000000000c1', pageId: '00000000000000d1' };
const envelopeOf = (fields: object, events: string) =>
  `${JSON.stringify({ ...page, ...fields }).slice(0, -1)},"events":[${events}]}`;
const batchOf = (envelopes: readonly string[], dropped: object = {}) =>
  `{"v":1,"site":"${SITE_KEY}","sentAt":${Date.now()},"dropped":${JSON.stringify(dropped)},"envelopes":[${envelopes.join(',')}]}`;

const batches = requests(
  fc.record({
    bad: hostileEvents,
    places,
    worse: hostileEvents,
    url: limitedText(2048),
    shared: fc.record({ referrer: limitedText(2048), language: limitedText(35), customerId: limitedText(120) }),
    dropped: fc.dictionary(limitedText(40), fc.nat(1_000_000_000), { maxKeys: 2 }),
    how: packing,
    headers: hostileHeaders,
  }),
  async (sent, keep) => {
    const { ids, json, isGood } = among(sent.bad, sent.places, pageView);
    const envelopes = [envelopeOf({ url: 'https://shop.example/', ...sent.shared }, json)];
    if (sent.worse.length > 0) envelopes.push(envelopeOf({ url: sent.url, referrer: sent.url }, sent.worse.join(',')));
    const body = batchOf(envelopes, sent.dropped);
    if (Buffer.byteLength(body) > MAX_BODY_BYTES) return;
    const [bytes, packed] = pack(body, sent.how);
    const answer = await collecting.post(bytes, { ...sent.headers, ...packed });
    expectVerdict(answer, [...isGood, ...sent.worse.map(() => false)]);
    keep(ids);
  },
);

const lists = requests(fc.record({ bad: hostileEvents, places }), async (sent, keep) => {
  const good = { kind: 'custom', customerId: 'c', properties: { name: 'n' } };
  const { ids, json, isGood } = among(sent.bad, sent.places, good);
  const bytes = Buffer.from(`[${json}]`);
  if (bytes.length > MAX_BODY_BYTES) return;
  expectVerdict(await collecting.tell(bytes), isGood);
  keep(ids);
});

const encodings = ['', '', '', '', 'gzip', 'deflate', 'br', 'gzip, br', 'identity', 'zstd', 'GZIP', '__proto__', '\0'];
const edit = (bytes: Buffer, [how, place, byte]: readonly [string, number, number]): Buffer => {
  const at = place % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if (how === 'set') return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)]);
  if (how === 'insert') return Buffer.concat([before, Buffer.from([byte]), after]);
  if (how === 'remove') return Buffer.concat([before, after.subarray(1 + (byte % 20))]);
  return how === 'cut' ? before : Buffer.concat([before, before, after]);
};
const bodies = requests(
  fc.record({
    start: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.json().map((json) => Buffer.from(json)) },
      { weight: 1, arbitrary: hostileJson.map((json) => Buffer.from(json)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
      { weight: 1, arbitrary: hostileText.map((value) => Buffer.from(`\ufeff${value}`, 'utf16le')) },
    ),
    edits: fc.array(fc.tuple(fc.constantFrom('set', 'insert', 'remove', 'cut', 'repeat'), fc.nat(400), fc.nat(255)), {
      maxLength: 4,
    }),
    encoding: fc.constantFrom(...encodings),
    isPacked: fc.boolean(),
    length: fc.constantFrom('', '', '', 'NaN', '-1', '1e99', '0'),
    headers: hostileHeaders,
  }),
  async ({ start, edits, encoding, isPacked, length, headers }) => {
    const batch = batchOf([envelopeOf({ url: '/?q=ش' }, JSON.stringify({ id: '00000000000000a2', ...pageView }))]);
    const whole = start ?? Buffer.from(batch);
    const bytes = edits.reduce(edit, (isPacked && packers.get(encoding)?.(whole)) || whole);
    const told = { ...(encoding && { 'content-encoding': encoding }), ...(length && { 'content-length': length }) };
    expectAnswer(await collecting.post(bytes, { ...headers, ...told }));
  },
);

const bombs = [
  { how: 'gzip', bytes: gzipSync(Buffer.alloc(3_000_000)) },
  { how: 'gzip', bytes: gzipSync('['.repeat(1_500_000)) },
  { how: 'br', bytes: brotliCompressSync(Buffer.alloc(3_000_000)) },
];
const bombings = requests(fc.constantFrom(...bombs.keys()), async (which) => {
  const { how = '', bytes = Buffer.alloc(0) } = bombs[which] ?? {};
  counted.requests += 1;
  expect((await collecting.post(bytes, { 'content-encoding': how })).status).toBe(413);
});

const images = requests(
  fc.record({
    pairs: fc.array(fc.tuple(fc.constantFrom('campaign', 'customer', 'message', '__proto__'), hostileText), {
      maxLength: 4,
    }),
    headers: hostileHeaders,
  }),
  async ({ pairs, headers }) => {
    const query = pairs.map(
      ([name, value]) => `${name}=${encodeURIComponent(Buffer.from(value).toString()).slice(0, 4_000)}`,
    );
    const { status, type } = await collecting.load(query.join('&'), headers);
    counted.requests += 1;
    expect([status, type]).toEqual([200, 'image/gif']);
  },
);

const anything = fc.oneof(
  { weight: 50, arbitrary: batches },
  { weight: 30, arbitrary: bodies },
  { weight: 12, arbitrary: lists },
  { weight: 8, arbitrary: images },
  { weight: 1, arbitrary: bombings },
);

describe('whatever is sent', () => {
  it('is answered, keeps nothing good beside it from being taken, and what was taken is stored', {
    timeout: SECONDS * 1000 + 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: TOGETHER, maxLength: TOGETHER }), async (together) => {
        const kept: string[] = [];
        await Promise.all(together.map((act) => act((ids) => kept.push(...ids))));
        const stored = await collecting.store();
        expect(kept.filter((id) => !stored.has(decimal(id)))).toEqual([]);
        counted.good += kept.length;
      }),
      run,
    );
    expect(counted.good).toBeGreaterThan(500);
  });
});
