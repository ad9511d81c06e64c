import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentKey, type EventRow, type Store, StoreError } from '@telltale/store';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

/** Where a store lives, for tests that every engine must pass. */
export interface StorePlace {
  /** Opens the store of the current test; again after a close, it is the same one. */
  open(): Promise<Store>;
  /** Makes the next `open` a new, empty store. */
  renew(): Promise<void>;
  /** Frees whatever the place holds. */
  end(): Promise<void>;
}

const SITE = 'shop';
const NOVEMBER = Date.UTC(2025, 10, 30, 12);

/** A query that does not end by itself. */
const ENDLESS = 'SELECT count() FROM numbers(1000000000000000) WHERE sipHash64(number, {salt:String}) = 0';

/** An event row with everything that a test does not care about filled in. */
export const eventRow = (row: Partial<EventRow> = {}): EventRow => ({
  site_id: SITE,
  is_bot: 0,
  kind: 'page_view',
  object: '/',
  visitor_id: '1',
  time: NOVEMBER,
  seq: 0,
  event_id: '1',
  session_id: '1',
  page_id: '1',
  customer_id: '',
  hostname: 'shop.example',
  path: '/',
  search: '',
  referrer_host: '',
  referrer_path: '',
  channel: 'direct',
  source: '',
  utm_medium: '',
  utm_campaign: '',
  utm_term: '',
  utm_content: '',
  country: '',
  region: '',
  browser: '',
  browser_version: '',
  os: '',
  device: '',
  language: 'ar',
  viewport_width: 0,
  viewport_height: 0,
  bot_reason: '',
  amount: '0',
  currency: '',
  dimensions: {},
  measures: {},
  received_at: NOVEMBER,
  ...row,
});

/** The error a promise must reject with. */
export const failureOf = async (promise: Promise<unknown>): Promise<StoreError> => {
  const outcome = await promise.then(
    (value) => new Error(`It succeeded with ${JSON.stringify(value)}.`),
    (error: unknown) => error,
  );
  if (outcome instanceof StoreError) return outcome;
  throw outcome;
};

/** What holds for every engine. */
export const storeConformance = (makePlace: () => Promise<StorePlace>) => {
  let place: StorePlace;
  let store: Store;
  let folder: string;

  beforeAll(async () => {
    place = await makePlace();
    folder = await mkdtemp(join(tmpdir(), 'telltale-segments-'));
  });
  beforeEach(async () => {
    await place.renew();
    store = await place.open();
    await store.migrate();
  });
  afterEach(() => store.close());
  afterAll(async () => {
    await place.end();
    await rm(folder, { recursive: true, force: true });
  });

  let files = 0;
  const segmentFile = async (content: string | Partial<EventRow>[]) => {
    const path = join(folder, `${files++}.ndjson`);
    const lines =
      typeof content === 'string' ? content : content.map((row) => `${JSON.stringify(eventRow(row))}\n`).join('');
    await writeFile(path, lines);
    return path;
  };
  let tokens = 0;
  const insert = async (rows: Partial<EventRow>[], token = `segment-${tokens++}`) =>
    store.insertSegment({ path: await segmentFile(rows), token });
  const reopen = async () => {
    await store.close();
    store = await place.open();
  };
  const one = async (sql: string, params: Record<string, unknown> = {}) => {
    const { rows } = await store.rows({ sql, params });
    return Object.values(rows[0] ?? {})[0];
  };
  const count = () => one('SELECT count() FROM events');

  it('migrates a second time without doing anything', async () => {
    await place.renew();
    await reopen();
    const done: string[] = [];
    await store.migrate(({ migration, step, steps }) => done.push(`${migration} ${step}/${steps}`));
    expect(done[0]).toMatch(/^0001-events 1\/\d$/);
    await reopen();
    const again: string[] = [];
    await store.migrate(({ migration }) => again.push(migration));
    expect(again).toEqual([]);
  });

  it('stores a segment and answers from it', async () => {
    expect(await insert([{ event_id: '1' }, { event_id: '2' }])).toEqual({ rows: 2, duplicates: 0 });
    expect(await count()).toBe(2);
    await reopen();
    expect(await count()).toBe(2);
  });

  it('counts a segment once when it is inserted twice, also after reopening', async () => {
    const path = await segmentFile([{ event_id: '1' }, { event_id: '2' }]);
    expect(await store.insertSegment({ path, token: 'same' })).toEqual({ rows: 2, duplicates: 0 });
    expect(await store.insertSegment({ path, token: 'same' })).toEqual({ rows: 2, duplicates: 0 });
    await reopen();
    expect(await store.insertSegment({ path, token: 'same' })).toEqual({ rows: 2, duplicates: 0 });
    expect(await count()).toBe(2);
  });

  it('counts an event once that a later segment carries again, also after reopening', async () => {
    await insert([{ event_id: '1' }, { event_id: '2' }]);
    // Sent again, it is received later and its clock skew is corrected anew.
    expect(
      await insert([{ event_id: '2', time: NOVEMBER + 40, received_at: NOVEMBER + 9000 }, { event_id: '3' }]),
    ).toEqual({
      rows: 1,
      duplicates: 1,
    });
    await reopen();
    expect(await insert([{ event_id: '1' }, { event_id: '3' }])).toEqual({ rows: 0, duplicates: 2 });
    expect(await count()).toBe(3);
  });

  it('counts an event once that stands twice in one segment, and keeps its first line', async () => {
    expect(
      await insert([{ event_id: '1', object: 'first' }, { event_id: '2' }, { event_id: '1', object: 'second' }]),
    ).toEqual({ rows: 2, duplicates: 1 });
    expect(await one('SELECT object FROM events WHERE event_id = 1')).toBe('first');
  });

  it('keeps events apart that share an id but not the page that made them, the visitor where there is none, or the site', async () => {
    await insert([{ event_id: '7' }, { event_id: '7', page_id: '2' }]);
    await insert(['8', '9'].map((visitor_id) => ({ event_id: '7', page_id: '0', visitor_id })));
    expect(await insert([{ event_id: '7', site_id: 'other' }])).toEqual({ rows: 1, duplicates: 0 });
    expect(await count()).toBe(5);
  });

  it('knows an event again that comes as another visitor: without cookies a phone is one at each address', async () => {
    await insert([{ event_id: '7' }]);
    expect(await insert([{ event_id: '7', visitor_id: '2' }])).toEqual({ rows: 0, duplicates: 1 });
    expect(await count()).toBe(1);
  });

  it('stores different segments one after the other, each with its own token', async () => {
    for (let n = 0; n < 5; n++) await insert([{ event_id: String(n) }]);
    expect(await count()).toBe(5);
  });

  it('stores a segment that spans two months, once', async () => {
    const path = await segmentFile([
      { event_id: '1', time: Date.UTC(2025, 10, 30, 23, 59, 59, 999) },
      { event_id: '2', time: Date.UTC(2025, 11, 1) },
    ]);
    for (let n = 0; n < 2; n++) await store.insertSegment({ path, token: 'two months' });
    const { rows } = await store.rows({
      sql: 'SELECT toYYYYMM(time) AS month, count() AS events FROM events GROUP BY 1 ORDER BY 1',
    });
    expect(rows).toEqual([
      { month: 202511, events: 1 },
      { month: 202512, events: 1 },
    ]);
  });

  it('stores a segment that spans ten years, such as an import', async () => {
    const rows = Array.from({ length: 121 }, (_, month) => ({
      event_id: String(month + 1),
      time: Date.UTC(2015, month, 1),
    }));
    expect(await insert(rows)).toEqual({ rows: 121, duplicates: 0 });
    expect(await one('SELECT uniqExact(toYYYYMM(time)) FROM events')).toBe(121);
  });

  it('stores an empty segment as nothing', async () => {
    expect(await insert([])).toEqual({ rows: 0, duplicates: 0 });
  });

  it.each([
    ['is torn', '{"site_id":"shop","is_bo'],
    ['holds text for a number', JSON.stringify({ ...eventRow(), visitor_id: 'ada' })],
    ['holds a key that is no column', JSON.stringify({ ...eventRow(), colour: 'blue' })],
    ['is not an object', '[1,2]'],
  ])('names the line of a segment that %s, and stores nothing of it', async (_, line) => {
    const good = [1, 2].map((id) => `${JSON.stringify(eventRow({ event_id: String(id) }))}\n`);
    const path = await segmentFile(`${good.join('')}${line}\n${JSON.stringify(eventRow({ event_id: '3' }))}\n`);
    const failure = await failureOf(store.insertSegment({ path, token: 'bad line' }));
    expect(failure).toMatchObject({ code: 'invalid_segment', line: 3, isRetryable: false });
    expect(failure.message).toContain('Line 3');
    expect(failure.cause).toBeInstanceOf(Error);
    expect(await count()).toBe(0);

    await writeFile(path, good.join(''));
    expect(await store.insertSegment({ path, token: 'bad line' })).toEqual({ rows: 2, duplicates: 0 });
    expect(await count()).toBe(2);
  });

  it('names the line of a long segment too', async () => {
    const lines = Array.from({ length: 30_000 }, (_, n) => JSON.stringify(eventRow({ event_id: String(n + 1) })));
    lines[24_999] = '{"site_id":';
    const failure = await failureOf(store.insertSegment({ path: await segmentFile(lines.join('\n')), token: 'long' }));
    expect(failure).toMatchObject({ code: 'invalid_segment', line: 25_000 });
    expect(await count()).toBe(0);
  });

  it('says so when there is no such segment', async () => {
    const failure = await failureOf(store.insertSegment({ path: join(folder, 'missing.ndjson'), token: 'missing' }));
    expect(failure.message).toContain('missing.ndjson');
    expect(await insert([{ event_id: '1' }])).toEqual({ rows: 1, duplicates: 0 });
  });

  it('reads properties: text, text that looks like a date, whole and broken numbers', async () => {
    await insert([
      {
        event_id: '1',
        dimensions: { 'props.plan': 'gold', day: '2024-01-01' },
        measures: { uses: 3, 'props.size': 1.5 },
      },
      { event_id: '2', dimensions: { 'props.plan': 'ذهبي', day: 'soon' }, measures: { uses: 0.25 } },
    ]);
    const { rows } = await store.rows({
      sql: `SELECT dimensions.{plan:Identifier}.:String AS plan, dimensions.day.:String AS day,
        CAST(measures.uses AS Nullable(Float64)) AS uses, CAST(measures.{size:Identifier} AS Nullable(Float64)) AS size
        FROM events ORDER BY event_id`,
      params: { plan: 'props.plan', size: 'props.size' },
    });
    expect(rows).toEqual([
      { plan: 'gold', day: '2024-01-01', uses: 3, size: 1.5 },
      { plan: 'ذهبي', day: 'soon', uses: 0.25, size: null },
    ]);
  });

  it('keeps ids of 64 bits, decimals, milliseconds and Arabic exactly', async () => {
    await insert([
      {
        visitor_id: '18446744073709551615',
        event_id: '9007199254740993',
        amount: '12345678901234.5678',
        currency: 'SAR',
        time: NOVEMBER + 7,
        path: '/منتجات/قهوة',
      },
    ]);
    const { rows } = await store.rows({
      sql: `SELECT visitor_id, event_id, [event_id] AS ids, amount, path, toUnixTimestamp64Milli(time) AS at, count() AS events,
        leftPad(lower(hex(visitor_id)), 16, '0') AS shown FROM events
        WHERE visitor_id = {visitor:UInt64} AND path = {path:String} GROUP BY ALL`,
      params: { visitor: '18446744073709551615', path: '/منتجات/قهوة' },
    });
    expect(rows).toEqual([
      {
        visitor_id: '18446744073709551615',
        event_id: '9007199254740993',
        ids: ['9007199254740993'],
        amount: '12345678901234.5678',
        path: '/منتجات/قهوة',
        at: NOVEMBER + 7,
        events: 1,
        shown: 'ffffffffffffffff',
      },
    ]);
  });

  it('gives the same numbers as rows and as bytes, and says how many rows it read for them', async () => {
    await insert(Array.from({ length: 100 }, (_, n) => ({ event_id: String(n + 1), seq: n })));
    const query = {
      sql: 'SELECT event_id, seq FROM events WHERE site_id = {site:String} AND seq < {limit:UInt32} ORDER BY seq',
      params: { site: SITE, limit: 50 },
    };
    const asRows = await store.rows(query);
    const asBytes = await store.bytes(query);
    const view = new DataView(asBytes.bytes.buffer, asBytes.bytes.byteOffset, asBytes.bytes.byteLength);
    const decoded = Array.from({ length: view.byteLength / 12 }, (_, n) => ({
      event_id: Number(view.getBigUint64(n * 12, true)),
      seq: view.getUint32(n * 12 + 8, true),
    }));
    expect(decoded).toEqual(asRows.rows);
    expect(decoded).toHaveLength(50);
    expect(asRows.rowsRead).toBe(100);
    expect(asBytes.rowsRead).toBe(100);
    expect(asBytes.elapsedMs).toBeGreaterThan(0);
  });

  it('binds values and never lets them become SQL', async () => {
    const texts = [
      `'; DROP TABLE events; --`,
      `\\'; SELECT 1 --`,
      `a\\`,
      `{site:String}`,
      `tab\tnew\nline\r`,
      `"quoted" 'single' \`back\``,
      `💡 ‏عربي‏`,
      `\\N`,
      `NULL`,
      `a\0b`,
    ];
    await insert(texts.map((path, n) => ({ event_id: String(n + 1), path, dimensions: { "it's; --": path } })));
    for (const [n, text] of texts.entries()) {
      const { rows } = await store.rows({
        sql: 'SELECT event_id, path FROM events WHERE path = {text:String} AND path IN {list:Array(String)} -- and a comment',
        params: { text, list: ['x', text] },
      });
      expect(rows, JSON.stringify(text)).toEqual([{ event_id: n + 1, path: text }]);
    }
    expect(await count()).toBe(texts.length);
  });

  it('binds lists, maps, numbers, booleans and nothing', async () => {
    expect(
      await store.rows({
        sql: `SELECT {list:Array(UInt64)} AS list, {map:Map(String, String)} AS map, {half:Float64} AS half,
          {yes:Bool} AS yes, {none:Nullable(String)} AS none, {big:UInt64} AS big, {lists:Array(Array(String))} AS lists`,
        params: {
          list: [1, 2],
          map: { "it's": 'ok' },
          half: 0.5,
          yes: true,
          none: null,
          big: 18446744073709551615n,
          lists: [['a', "b'"], []],
        },
      }),
    ).toMatchObject({
      rows: [
        {
          list: [1, 2],
          map: { "it's": 'ok' },
          half: 0.5,
          yes: true,
          none: null,
          big: '18446744073709551615',
          lists: [['a', "b'"], []],
        },
      ],
    });
  });

  it('refuses a query whose place has no value, also when an earlier query had one', async () => {
    for (let n = 0; n < 4; n++) await one('SELECT {name:String}', { name: 'earlier' });
    const failure = await failureOf(store.rows({ sql: 'SELECT {name:String}', params: {} }));
    expect(failure).toMatchObject({ code: 'invalid_query', isRetryable: false });
    expect(failure.message).toContain('{name:…}');
  });

  it('names what is wrong with a query', async () => {
    expect(await failureOf(store.rows({ sql: 'SELEC 1' }))).toMatchObject({ code: 'invalid_query' });
    const failure = await failureOf(store.rows({ sql: 'SELECT no_such_column FROM events' }));
    expect(failure).toMatchObject({ code: 'invalid_query', isRetryable: false });
    expect(failure.message).toContain('no_such_column');
    expect(failure.cause).toBeInstanceOf(Error);
  });

  it('lets a query only read', async () => {
    await insert([{ event_id: '1' }]);
    for (const sql of ['DROP TABLE events', 'INSERT INTO events (event_id) VALUES (2)', 'SET readonly = 0'])
      expect(await failureOf(store.rows({ sql })), sql).toMatchObject({ code: 'invalid_query' });
    expect(await count()).toBe(1);
  });

  it('cancels a query in the engine when the signal fires', async () => {
    const controller = new AbortController();
    const answer = failureOf(
      store.rows({ sql: ENDLESS, params: { salt: 'cancel me' } }, { signal: controller.signal }),
    );
    const running = () =>
      one(
        "SELECT count() FROM system.processes WHERE query LIKE '%numbers(1000000000000000)%' AND query NOT LIKE '%processes%'",
      );
    await vi.waitFor(async () => expect(await running()).toBe(1));
    controller.abort();
    expect(await answer).toMatchObject({ code: 'cancelled' });
    await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 10_000 });
    // The connection serves the next query.
    for (let n = 0; n < 4; n++) expect(await one('SELECT 1')).toBe(1);
  });

  it('takes no other query along when one is cancelled just as it ends', async () => {
    const brief = 'SELECT count() FROM numbers({rows:UInt64}) WHERE NOT ignore(sipHash64(number))';
    const failures: string[] = [];
    for (let n = 0; n < 150; n++) {
      const controller = new AbortController();
      // Whether it ends before it is cancelled does not matter here.
      const either = store
        .rows({ sql: brief, params: { rows: 1000 * n } }, { signal: controller.signal })
        .catch(() => {});
      const others = Array.from({ length: 6 }, () => store.rows({ sql: 'SELECT 1' }));
      setTimeout(() => controller.abort(), n % 10);
      await either;
      for (const other of await Promise.allSettled(others))
        if (other.status === 'rejected') failures.push(String(other.reason));
    }
    expect(failures).toEqual([]);
  });

  it('does not begin a query whose signal has fired already', async () => {
    expect(await failureOf(store.rows({ sql: 'SELECT 1' }, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'cancelled',
    });
  });

  it('ends a query that takes too long, in plain words', async () => {
    const failure = await failureOf(store.rows({ sql: ENDLESS, params: { salt: 'too long' } }, { timeoutMs: 300 }));
    expect(failure).toMatchObject({ code: 'timeout' });
    expect(failure.message).toContain('300 ms');
  });

  it('ends a query that needs too much memory, in plain words, and answers the next', async () => {
    const failure = await failureOf(store.rows({ sql: 'SELECT length(range(toUInt64(400000000)))' }));
    expect(failure).toMatchObject({ code: 'memory_limit' });
    expect(failure.message).toMatch(/memory than its limit of \d+ MB/);
    expect(await one('SELECT 1')).toBe(1);
  });

  it('answers a query with nothing of the one that failed before it', async () => {
    const failing =
      'SELECT number, throwIf(number = 100000) FROM numbers(200000) SETTINGS max_block_size = 1000, max_threads = 1';
    // As many as there may be connections, so that each of them has failed once.
    await Promise.all(Array.from({ length: 8 }, () => failureOf(store.bytes({ sql: failing }))));
    const answers = await Promise.all(Array.from({ length: 8 }, () => store.bytes({ sql: 'SELECT toUInt8(7)' })));
    expect(answers.map(({ bytes }) => [...bytes])).toEqual(Array.from({ length: 8 }, () => [7]));
  });

  it('answers and stores while another query is slow', async () => {
    const controller = new AbortController();
    const slow = failureOf(store.rows({ sql: ENDLESS, params: { salt: 'slow' } }, { signal: controller.signal }));
    let hasEnded = false;
    void slow.then(() => {
      hasEnded = true;
    });
    expect(await one('SELECT {n:UInt8}', { n: 7 })).toBe(7);
    await insert([{ event_id: '1' }]);
    expect(await store.documents.put({ kind: 'note', siteId: '', id: 'a', body: {}, author: 'me' })).toMatchObject({
      version: 1,
    });
    expect(await count()).toBe(1);
    expect(hasEnded).toBe(false);
    controller.abort();
    await slow;
  });

  it('answers pings and documents, and stores, however many questions are slow', async () => {
    const controller = new AbortController();
    const slow = Array.from({ length: 10 }, (_, n) =>
      failureOf(store.rows({ sql: ENDLESS, params: { salt: `busy ${n}` } }, { signal: controller.signal })),
    );
    await store.ping();
    await store.documents.put({ kind: 'site', siteId: '', id: 'shop', body: 'open', author: 'me' });
    expect(await store.documents.get({ kind: 'site', siteId: '', id: 'shop' })).toMatchObject({ body: 'open' });
    expect(await insert([{ event_id: '1' }])).toEqual({ rows: 1, duplicates: 0 });
    controller.abort();
    for (const failure of await Promise.all(slow)) expect(failure).toMatchObject({ code: 'cancelled' });
    expect(await count()).toBe(1);
  });

  it('answers many queries at once, each with its own values', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        one('SELECT concat({text:String}, toString({n:UInt32}))', { text: `é${n}-`, n }),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => `é${n}-${n}`));
  });

  it('keeps every version of a document', async () => {
    const key = { kind: 'funnel', siteId: SITE, id: 'checkout' };
    const body = { title: 'شراء', steps: [{ kind: 'page_view' }], quote: `it's \\ "so"` };
    expect(await store.documents.get(key)).toBeUndefined();
    expect(await store.documents.put({ ...key, body, author: 'ada' })).toMatchObject({ version: 1, body });
    await store.documents.put({ ...key, body: { ...body, title: 'Purchase' }, author: 'bob' });
    await reopen();
    expect(await store.documents.get(key)).toMatchObject({ version: 2, body: { title: 'Purchase' }, author: 'bob' });
    const history = await store.documents.history(key);
    expect(history.map(({ version, author }) => [version, author])).toEqual([
      [2, 'bob'],
      [1, 'ada'],
    ]);
    expect(history[1]).toMatchObject({ ...key, body, isRemoved: false });
    expect(Math.abs((history[1]?.createdAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('purges the versions of a document before one, and goes on counting from the last', async () => {
    const [key, other] = ['long', 'other'].map((id) => ({ kind: 'import', siteId: SITE, id })) as [
      DocumentKey,
      DocumentKey,
    ];
    for (let version = 1; version <= 4; version += 1)
      for (const each of [key, other]) await store.documents.put({ ...each, body: version, author: 'ada' });
    await store.documents.purge({ ...key, beforeVersion: 3 });
    const versions = async (of: DocumentKey) => (await store.documents.history(of)).map(({ version }) => version);
    expect([await versions(key), await versions(other)]).toEqual([
      [4, 3],
      [4, 3, 2, 1],
    ]);
    expect(await store.documents.put({ ...key, body: 5, author: 'ada' })).toMatchObject({ version: 5 });
  });

  it('lists the latest versions of what is not removed, of one site or of all', async () => {
    const put = (siteId: string, id: string, body: unknown) =>
      store.documents.put({ kind: 'goal', siteId, id, body, author: 'me' });
    await put('a', '1', 'old');
    await put('a', '1', 'new');
    await put('a', '2', 'gone');
    await put('b', '1', 'other');
    await store.documents.remove({ kind: 'goal', siteId: 'a', id: '2', author: 'me' });
    const bodies = (documents: { body: unknown }[]) => documents.map(({ body }) => body);
    expect(bodies(await store.documents.list({ kind: 'goal', siteId: 'a' }))).toEqual(['new']);
    expect(bodies(await store.documents.list({ kind: 'goal' }))).toEqual(['new', 'other']);
    expect(await store.documents.list({ kind: 'nothing' })).toEqual([]);
    expect(await store.documents.get({ kind: 'goal', siteId: 'a', id: '2' })).toBeUndefined();
    expect(await store.documents.history({ kind: 'goal', siteId: 'a', id: '2' })).toMatchObject([
      { version: 2, isRemoved: true },
      { version: 1, isRemoved: false, body: 'gone' },
    ]);
  });

  it('refuses a change to a document that was changed in the meantime', async () => {
    const key = { kind: 'funnel', siteId: SITE, id: 'x' };
    await store.documents.put({ ...key, body: 1, author: 'ada', expectedVersion: 0 });
    await store.documents.put({ ...key, body: 2, author: 'bob', expectedVersion: 1 });
    const failure = await failureOf(store.documents.put({ ...key, body: 3, author: 'ada', expectedVersion: 1 }));
    expect(failure).toMatchObject({ code: 'conflict' });
    expect(failure.message).toContain('version 2 is there');
    expect(await failureOf(store.documents.remove({ ...key, author: 'ada', expectedVersion: 1 }))).toMatchObject({
      code: 'conflict',
    });
    expect(await store.documents.get(key)).toMatchObject({ version: 2, body: 2 });
  });

  it('lets one of several writers of the same version win, and tells the others', async () => {
    const key = { kind: 'funnel', siteId: SITE, id: 'race' };
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        store.documents.put({ ...key, body: n, author: String(n), expectedVersion: 0 }).then(
          () => 'stored',
          (error: StoreError) => error.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'stored']);
    expect(await store.documents.history(key)).toHaveLength(1);
  });

  it('answers a ping while it is open, and says so when it is closed', async () => {
    await store.ping();
    await store.close();
    expect(await failureOf(store.rows({ sql: 'SELECT 1' }))).toMatchObject({ code: 'closed' });
    expect(await failureOf(insert([{}]))).toMatchObject({ code: 'closed' });
    store = await place.open();
  });

  it('ends slow queries when it closes', async () => {
    const slow = failureOf(store.rows({ sql: ENDLESS, params: { salt: 'closing' } }));
    await one('SELECT 1');
    await store.close();
    expect(await slow).toMatchObject({ code: 'closed' });
    store = await place.open();
    expect(await one('SELECT 1')).toBe(1);
  });
};
