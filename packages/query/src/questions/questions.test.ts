import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const home = { kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: ['/'] }] };

const unused = ({ sql, params }: { sql: string; params: object }) =>
  Object.keys(params).filter((name) => !sql.includes(`{${name}:`));

describe('trend', () => {
  it('reads one contiguous range of events, cut by moments that are bound', () => {
    const { query } = ask('trend', { range, series: [{ events: [home] }] }, context);
    expect(query).toMatchInlineSnapshot(`
      {
        "answer": "rows",
        "params": {
          "p0": 0,
          "p1": [
            1772323200000,
            1772409600000,
          ],
          "p2": "shop",
          "p3": 1772323200000,
          "p4": 1772496000000,
          "p5": "page_view",
          "p6": [
            "/",
          ],
        },
        "sql": "SELECT {p0:UInt8} AS series, {p0:UInt8} AS period, * FROM (
        SELECT bucket, is_other, dimension, money_currency, CAST(count() AS Nullable(Float64)) AS value, '' AS exact
        FROM (SELECT *, toUInt8(0) AS is_other, if(is_other, '', value_of_dimension) AS dimension FROM (
          SELECT roundDown(toUnixTimestamp64Milli(time), {p1:Array(Int64)}) AS bucket,
            '' AS value_of_dimension, '' AS money_currency,
            visitor_id, session_id, 1 AS measure
          FROM events WHERE (site_id = {p2:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND (kind = {p5:String} AND (object IN {p6:Array(String)})))))
        GROUP BY GROUPING SETS ((bucket, is_other, dimension, money_currency), (is_other, dimension, money_currency)))",
      }
    `);
    expect(unused(query)).toEqual([]);
  });

  it('counts an order at its first event only', () => {
    const series = [{ events: [{ kind: 'purchase' }], aggregation: 'sum', property: 'value' }];
    const { query } = ask('trend', { range, series }, context);
    expect(query.sql).toContain('HAVING count() > 1) ORDER BY session_id = 0, time');
    expect(query.sql).toContain('toString(currency)');
  });

  it('reads an answer without rows as zeros', () => {
    const { decode } = ask('trend', { range, series: [{ events: [home] }] }, context);
    expect(decode([])).toMatchObject({
      lines: [{ series: 0, value: null, values: [0, 0], total: 0, exact: null, comparison: null }],
    });
  });

  it('leaves out the hours that have not begun', () => {
    const today = { range: { last: 1, unit: 'day' }, interval: 'hour', series: [{ events: [home] }] };
    const { decode } = ask('trend', today, { ...context, nowMs: Date.UTC(2026, 2, 10, 2, 30) });
    expect(decode([]).startAts).toHaveLength(3);
  });
});

describe('funnel', () => {
  const steps = [{ events: [home] }, { events: [{ kind: 'feature_inspection' }] }];

  it("narrows in the engine: the steps' events, a mask each, in any order", () => {
    const { query } = ask('funnel', { range, steps, conversionWindow: { amount: 1, unit: 'day' } }, context);
    expect(query).toMatchInlineSnapshot(`
      {
        "answer": "columns",
        "params": {
          "p0": 1772323200000,
          "p1": "page_view",
          "p2": [
            "/",
          ],
          "p3": 0,
          "p4": "feature_inspection",
          "p5": 1,
          "p6": "shop",
          "p7": 1772582400000,
        },
        "sql": "SELECT CAST(visitor_id AS UInt64) AS unit, toUInt32(toUnixTimestamp64Milli(time) - {p0:Int64}) AS at, seq, event_id, CAST(bitShiftLeft(toUInt32((kind = {p1:String} AND (object IN {p2:Array(String)}))), {p3:UInt8}) + bitShiftLeft(toUInt32(kind = {p4:String}), {p5:UInt8}) AS UInt32) AS mask
      FROM events WHERE (site_id = {p6:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p0:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p7:Int64}, 'UTC') AND ((kind = {p1:String} AND object IN {p2:Array(String)}) OR kind = {p4:String})) AND (mask != 0)",
      }
    `);
    expect(unused(query)).toEqual([]);
  });

  it('reads the page of an event of any kind from where every kind has it', () => {
    const anything = [{ events: [home, { kind: 'any' }] }, { events: [{ kind: 'purchase' }] }];
    const { query } = ask('funnel', { range, steps: anything, breakdown: { property: 'path' } }, context);
    expect(query.sql).toMatch(/if\(kind = \{p\d+:String\}, object, path\)/);
  });

  it('is of nobody when no row arrives', () => {
    const { decode } = ask('funnel', { range, steps }, context);
    expect(decode(new Uint8Array())).toMatchObject({
      total: { entered: 0, conversion: null, medianMsToConvert: null },
      groups: null,
    });
  });

  it('refuses rows where it asked for bytes', () => {
    expect(() => ask('funnel', { range, steps }, context).decode([])).toThrow(TypeError);
  });
});

describe('segment', () => {
  it('asks of every visitor once whether the condition holds', () => {
    const condition = {
      all: [{ did: home, times: { operator: 'at_least', value: 2 } }, { didNot: { kind: 'error' } }],
    };
    const { query } = ask('segment', { condition }, context);
    expect(query).toMatchInlineSnapshot(`
      {
        "answer": "rows",
        "params": {
          "p0": 21,
          "p1": "shop",
          "p2": "page_view",
          "p3": [
            "/",
          ],
          "p4": 2,
          "p5": "error",
        },
        "sql": "SELECT count() AS population, countIf(is_member) AS members, arrayMap(id -> leftPad(lower(hex(id)), 16, '0'), groupArraySortedIf({p0:UInt32})(visitor_id, is_member AND 1)) AS page
      FROM (SELECT visitor_id, (visitor_id GLOBAL IN (SELECT visitor_id FROM events WHERE (site_id = {p1:String} AND is_bot = 0 AND (kind = {p2:String} AND (object IN {p3:Array(String)}))) GROUP BY visitor_id HAVING count() >= {p4:Float64}) AND visitor_id GLOBAL NOT IN (SELECT visitor_id FROM events WHERE (site_id = {p1:String} AND is_bot = 0 AND kind = {p5:String}))) AS is_member FROM (SELECT visitor_id FROM events WHERE (site_id = {p1:String} AND is_bot = 0 AND 1) GROUP BY visitor_id))",
      }
    `);
    expect(unused(query)).toEqual([]);
  });

  it('reads ids as they stand on the wire, and says where the next page begins', () => {
    const { decode } = ask('segment', { condition: { did: home }, members: { limit: 1 } }, context);
    const row = { population: 4, members: 2, page: ['00000000000000a1', '00000000000000b2'] };
    expect(decode([row])).toEqual({
      count: 2,
      population: 4,
      shareRatio: 0.5,
      members: { visitorIds: ['00000000000000a1'], nextAfter: '00000000000000a1' },
    });
  });
});
