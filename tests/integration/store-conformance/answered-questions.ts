import { expect, it } from 'vitest';
import { failureOf, NOVEMBER, SITE } from '../../fixtures/store-rows.ts';
import type { TestedStore } from './tested-store.ts';

/** What every engine answers. */
export const answeredQuestions = (tested: TestedStore) => {
  const { insert, count, one } = tested;

  it('reads properties: text, text that looks like a date, whole and broken numbers', async () => {
    await insert([
      {
        event_id: '1',
        dimensions: { 'props.plan': 'gold', day: '2024-01-01' },
        measures: { uses: 3, 'props.size': 1.5 },
      },
      { event_id: '2', dimensions: { 'props.plan': 'ذهبي', day: 'soon' }, measures: { uses: 0.25 } },
    ]);
    const { rows } = await tested.store.rows({
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
    const { rows } = await tested.store.rows({
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
    const asRows = await tested.store.rows(query);
    const asBytes = await tested.store.bytes(query);
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
      const { rows } = await tested.store.rows({
        sql: 'SELECT event_id, path FROM events WHERE path = {text:String} AND path IN {list:Array(String)} -- and a comment',
        params: { text, list: ['x', text] },
      });
      expect(rows, JSON.stringify(text)).toEqual([{ event_id: n + 1, path: text }]);
    }
    expect(await count()).toBe(texts.length);
  });

  it('binds lists, maps, numbers, booleans and nothing', async () => {
    expect(
      await tested.store.rows({
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
    const failure = await failureOf(tested.store.rows({ sql: 'SELECT {name:String}', params: {} }));
    expect(failure).toMatchObject({ code: 'invalid_query', isRetryable: false });
    expect(failure.message).toContain('{name:…}');
  });

  it('names what is wrong with a query', async () => {
    expect(await failureOf(tested.store.rows({ sql: 'SELEC 1' }))).toMatchObject({ code: 'invalid_query' });
    const failure = await failureOf(tested.store.rows({ sql: 'SELECT no_such_column FROM events' }));
    expect(failure).toMatchObject({ code: 'invalid_query', isRetryable: false });
    expect(failure.message).toContain('no_such_column');
    expect(failure.cause).toBeInstanceOf(Error);
  });

  it('lets a query only read', async () => {
    await insert([{ event_id: '1' }]);
    for (const sql of ['DROP TABLE events', 'INSERT INTO events (event_id) VALUES (2)', 'SET readonly = 0'])
      expect(await failureOf(tested.store.rows({ sql })), sql).toMatchObject({ code: 'invalid_query' });
    expect(await count()).toBe(1);
  });
};
