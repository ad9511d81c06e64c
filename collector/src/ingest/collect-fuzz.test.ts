import { MAX_BODY_BYTES } from '@telltale/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bombs, hostileBody, pack, packing } from '../../../tests/fixtures/hostile-bodies.ts';
import {
  goodEvent,
  hostileEvents,
  hostileHeaders,
  hostileText,
  limitedText,
} from '../../../tests/fixtures/hostile-events.ts';
import { type Answer, type Collecting, openCollecting, SITE_KEY } from './testing/open-collecting.ts';

/**
 * `pnpm fuzz:ingest` judges a million cases, other ones each time; the short run has always the same. A case is one hostile event, or
 * one request that is hostile as a whole.
 */
const CASES = Number(process.env.FUZZ_CASES ?? 0);
/** After so many a collector with an empty store goes on: each property that a sender makes up is a column to the engine. */
const CASES_A_COLLECTOR = 50_000;
/** Requests at the same time: they share a sync of the spool. */
const TOGETHER = 100;
const EVENTS_A_REQUEST = CASES > 0 ? 40 : 10;

let collecting: Collecting;
const counted = { cases: 0, good: 0, requests: 0 };

const now = Date.now();
/** Good events are told from all others by their ids. */
const FIRST_ID = 0xf000_0000_0000_0000n;
let made = 0n;

interface GoodEvent {
  /** Decimal. */
  id: string;
  json: string;
}
const goodOf = (event: Record<string, unknown>, change: object): GoodEvent => {
  made += 1n;
  const id = FIRST_ID + made;
  return { id: id.toString(), json: JSON.stringify({ ...event, id: id.toString(16), at: now, ...change }) };
};

/** Told the ids of the good events that must be found in the end. */
type Keep = (ids: readonly string[]) => void;

/** What is sent, and what is expected of the answer. Only the one that fails is shown. */
const requests = <Sent>(arbitrary: fc.Arbitrary<Sent>, act: (sent: Sent, keep: Keep) => Promise<void>) =>
  arbitrary.map((sent) => {
    const request = async (keep: Keep) => {
      counted.requests += 1;
      try {
        await act(sent, keep);
      } catch (cause) {
        throw new Error(`This was sent: ${fc.stringify(sent).slice(0, 3_000)}`, { cause });
      }
    };
    return Object.assign(request, { [fc.toStringMethod]: () => '' });
  });

/** Each event has its verdict, and that of a good one is good. */
const expectVerdict = ({ status, body }: Answer, isGood: readonly boolean[]) => {
  counted.cases += isGood.filter((good) => !good).length;
  if (status !== 202) expect([status, body, collecting.failures]).toEqual([202, expect.anything(), []]);
  const { accepted, rejected } = body as { accepted: number; rejected: { index: number }[] };
  expect(accepted + rejected.length).toBe(isGood.length);
  expect(rejected.filter(({ index }) => isGood[index])).toEqual([]);
};

/** Refused or taken, but never failed: 503 is only for a key that cannot be looked up while the store is away, as here. */
const expectAnswer = ({ status, body }: Answer) => {
  counted.cases += 1;
  const code = (body as { error?: { code: string } }).error?.code;
  if (status === 503) return expect([code, collecting.failures]).toEqual(['store_unavailable', []]);
  expect([202, 400, 403, 413, 415]).toContain(status);
  if (status !== 202) expect(code).toMatch(/^(?!internal)[a-z_]+$/);
};

/** Puts good events between the bad ones. */
const among = (bad: readonly string[], places: readonly number[], good: readonly GoodEvent[]) => {
  const events = bad.map((json) => ({ json, isGood: false }));
  for (const [index, { json }] of good.entries())
    events.splice((places[index] ?? 0) % (events.length + 1), 0, { json, isGood: true });
  return { json: events.map(({ json }) => json).join(','), isGood: events.map(({ isGood }) => isGood) };
};
const mixed = {
  bad: hostileEvents(EVENTS_A_REQUEST),
  good: fc.array(goodEvent, { minLength: 1, maxLength: 3 }),
  places: fc.array(fc.nat(EVENTS_A_REQUEST), { minLength: 3, maxLength: 3 }),
};

const page = { visitorId: '00000000000000b1', sessionId: '00000000000000c1', pageId: '00000000000000d1' };
const envelopeOf = (fields: object, events: string) =>
  `${JSON.stringify({ ...page, ...fields }).slice(0, -1)},"events":[${events}]}`;
const batchOf = (envelopes: readonly string[], dropped: object = {}) =>
  `{"v":1,"site":"${SITE_KEY}","sentAt":${Date.now()},"dropped":${JSON.stringify(dropped)},"envelopes":[${envelopes.join(',')}]}`;

const batches = requests(
  fc.record({
    ...mixed,
    worse: hostileEvents(EVENTS_A_REQUEST),
    url: limitedText(2048),
    shared: fc.record({ referrer: limitedText(2048), language: limitedText(35), customerId: limitedText(120) }),
    dropped: fc.dictionary(limitedText(40), fc.nat(1_000_000_000), { maxKeys: 2 }),
    how: packing,
    headers: hostileHeaders,
  }),
  async (sent, keep) => {
    const good = sent.good.map((event, seq) => goodOf(event, { seq }));
    const { json, isGood } = among(sent.bad, sent.places, good);
    const envelopes = [envelopeOf({ url: 'https://shop.example/', ...sent.shared }, json)];
    if (sent.worse.length > 0) envelopes.push(envelopeOf({ url: sent.url, referrer: sent.url }, sent.worse.join(',')));
    const body = batchOf(envelopes, sent.dropped);
    if (Buffer.byteLength(body) > MAX_BODY_BYTES) return;
    const [bytes, packed] = pack(body, sent.how);
    const answer = await collecting.post(bytes, { ...sent.headers, ...packed });
    expectVerdict(answer, [...isGood, ...sent.worse.map(() => false)]);
    keep(good.map(({ id }) => id));
  },
);

const lists = requests(fc.record(mixed), async (sent, keep) => {
  const good = sent.good.map((event) => goodOf(event, { seq: undefined, customerId: 'c' }));
  const { json, isGood } = among(sent.bad, sent.places, good);
  const bytes = Buffer.from(`[${json}]`);
  if (bytes.length > MAX_BODY_BYTES) return;
  expectVerdict(await collecting.tell(bytes), isGood);
  keep(good.map(({ id }) => id));
});

const pageView = { id: '00000000000000a2', kind: 'page_view', at: now, seq: 1, properties: {} };
const small = batchOf([envelopeOf({ url: '/?q=ش' }, JSON.stringify(pageView))]);
const large = batchOf(Array.from({ length: 51 }, () => envelopeOf({ url: '/' }, Array(10).fill(0).join())));
const bodies = requests(
  fc.record({
    body: fc.oneof({ weight: 100, arbitrary: hostileBody(small) }, { weight: 1, arbitrary: hostileBody(large) }),
    headers: hostileHeaders,
  }),
  async ({ body, headers }) => expectAnswer(await collecting.post(body.bytes, { ...headers, ...body.headers })),
);

const bombings = requests(fc.constantFrom(...bombs.keys()), async (which) => {
  const { bytes = Buffer.alloc(0), headers = {} } = bombs[which] ?? {};
  counted.cases += 1;
  expect((await collecting.post(bytes, headers)).status).toBe(413);
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
    counted.cases += 1;
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

const round = fc.asyncProperty(
  fc.array(anything, { minLength: TOGETHER, maxLength: TOGETHER, size: 'max' }),
  async (together) => {
    const kept: string[] = [];
    await Promise.all(together.map((act) => act((ids) => kept.push(...ids))));
    const stored = await collecting.store();
    expect(kept.filter((id) => !stored.has(id))).toEqual([]);
    counted.good += kept.length;
  },
);
// So many requests take longer to make smaller than anybody waits; the one that failed is named.
const options = { endOnFailure: true, numRuns: 12 };

/** Throws at least so many cases at one collector. */
const fuzz = async (cases: number, seed?: number) => {
  collecting = await openCollecting();
  const [first, before] = [FIRST_ID + made + 1n, { ...counted }];
  try {
    do await fc.assert(round, seed === undefined ? options : { ...options, seed });
    while (counted.cases - before.cases < cases);
    const stored = await collecting.storedBetween(first.toString(), (FIRST_ID + made).toString());
    expect([stored, collecting.failures]).toEqual([counted.good - before.good, []]);
  } finally {
    await collecting.end();
  }
};

describe('whatever is sent', () => {
  it('is answered, keeps nothing good beside it from being taken, and what was taken is stored once', {
    timeout: CASES > 0 ? 0 : 120_000,
  }, async () => {
    if (CASES === 0) await fuzz(1, 20_251_122);
    while (counted.cases < CASES) {
      await fuzz(Math.min(CASES_A_COLLECTOR, CASES - counted.cases));
      process.stdout.write(`${JSON.stringify(counted)}\n`);
    }
    expect(counted.good).toBeGreaterThan(500);
  });
});
