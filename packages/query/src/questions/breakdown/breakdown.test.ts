import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';
import type { Row } from '../../question.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const pages = { range, events: [{ kind: 'page_view' }], property: 'path' };
const orders = { range, events: [{ kind: 'purchase' }], property: 'source', measure: { property: 'value' } };

const row = { part: 0, is_total: 0, is_other: 0, shown: '', events: 0, visitors: 0, sessions: 0, converted: 0 };

describe('breakdown', () => {
  it('finds the values of the page first, and counts the visitors of those, of the others and of all', () => {
    const { query } = ask('breakdown', pages, context);
    expect(query.sql).toMatchInlineSnapshot(`
      "WITH (SELECT groupArray((is_total, is_other, shown, events, amounts, values)) FROM (SELECT is_total, is_other, shown, events, (summed.1, arrayMap(amount -> toString(amount), summed.2), summed.3) AS amounts, values
          FROM (SELECT grouping(shown) AS is_total, is_other, if(is_other, '', value) AS shown, sum(events) AS events, ([], [], []) AS summed, count() AS values FROM (SELECT value, events, amounts, row_number() OVER (ORDER BY sort_key DESC NULLS LAST, value) AS nth, NOT (nth > {p0:UInt32} AND nth <= {p1:UInt32}) AS is_other
            FROM (SELECT value, countIf(is_begun) AS events, ([], [], []) AS amounts, countIf(is_begun) AS sort_key FROM (
          SELECT toString(object) AS value, visitor_id, session_id, 1 AS is_begun,
            toUInt8(0) AS is_converted, 1 AS measure, '' AS money_currency
          FROM events WHERE (site_id = {p2:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND kind = {p5:String})) GROUP BY value))
            GROUP BY GROUPING SETS ((is_other, shown), ())))) AS found, arrayMap(one -> one.3, arrayFilter(one -> one.1 = 0 AND one.2 = 0, found)) AS page
      SELECT * FROM (
        SELECT {p6:UInt8} AS part, one.1 AS is_total, one.2 AS is_other, one.3 AS shown, one.4 AS events, one.5 AS amounts, one.6 AS values,
          0 AS visitors, 0 AS sessions, 0 AS converted, 0 AS people_count, [] AS people_page
        FROM (SELECT arrayJoin(found) AS one)
      UNION ALL
        SELECT {p7:UInt8} AS part, is_total, is_other, shown, 0 AS events, ([], [], []) AS amounts, 0 AS values,
          visitors, sessions, converted, 0 AS people_count, [] AS people_page
        FROM (SELECT place = 65535 AS is_total, place = 0 AS is_other, page[place] AS shown, visitors, sessions, converted
      FROM (SELECT arrayJoin(arrayPushBack(arrayMap(bit -> toUInt16(bit), bitPositionsToArray(mask)), 65535)) AS place, sum(visitors) AS visitors, sum(sessions) AS sessions, sum(converted) AS converted
        FROM (SELECT mask, sumIf(units, is_visitor) AS visitors, sumIf(units, NOT is_visitor) AS sessions, sum(converted) AS converted
          FROM (SELECT grouping(visitor_id) = 0 AS is_visitor, if(is_visitor, groupBitOr(places), places) AS mask,
            if(is_visitor, 1, countIf(session_id != 0)) AS units, 0 AS converted
          FROM (SELECT visitor_id, session_id, groupBitOr(bitShiftLeft(toUInt16(1), nth)) AS places, 0 AS did_goal
            FROM (SELECT visitor_id, session_id, is_converted, transform(value, page, arrayEnumerate(page), 0) AS nth FROM (
          SELECT toString(object) AS value, visitor_id, session_id, 1 AS is_begun,
            toUInt8(0) AS is_converted, 1 AS measure, '' AS money_currency
          FROM events WHERE (site_id = {p2:String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({p4:Int64}, 'UTC') AND kind = {p5:String}))) GROUP BY visitor_id, session_id) GROUP BY GROUPING SETS ((visitor_id), (places))) GROUP BY mask) GROUP BY place)))"
    `);
    const unused = Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`));
    expect(unused).toEqual([]);
  });

  it.each([
    [{ ...pages, property: 'pth' }, 'property', 'unknown_property'],
    [{ ...orders, property: 'items' }, 'property', 'no_dimension'],
    [{ ...orders, measure: { property: 'orderId' } }, 'measure.property', 'no_measure'],
    [{ ...pages, sort: { by: 'measure' } }, 'sort.by', 'no_measure'],
    [{ ...pages, sort: { by: 'conversion' } }, 'sort.by', 'no_goal'],
    [{ ...orders, sort: { by: 'measure' } }, 'sort.currency', 'currency_needed'],
    [{ ...pages, sort: { by: 'events', currency: 'EUR' } }, 'sort.currency', 'unfit_currency'],
    [{ ...pages, people: { value: '/', outcome: 'converted' } }, 'people.outcome', 'no_goal'],
    [{ ...pages, goal: { events: [{ kind: 'purchas' }] } }, 'goal.events.0.kind', 'unknown_kind'],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('breakdown', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });

  it('is of nothing when no row arrives', () => {
    const goal = { events: [{ kind: 'purchase' }] };
    expect(ask('breakdown', { ...pages, goal }, context).decode([])).toMatchObject({
      rows: [],
      other: null,
      total: { events: 0, visitors: 0, converted: 0, conversion: null, comparison: null },
      values: 0,
      overlap: { visitors: 0, sessions: 0 },
      people: null,
    });
  });

  it('says a sum of nothing with 0 and an average of nothing not at all, and of no money in no currency', () => {
    const uses = { range, events: [{ kind: 'feature_inspection' }], property: 'feature' };
    const measured = (aggregation: string) => ({ ...uses, measure: { property: 'uses', aggregation } });
    const measureOf = (definition: unknown) => ask('breakdown', definition, context).decode([]).total.measure;
    expect(measureOf(measured('sum'))).toEqual([{ currency: null, value: 0, exact: null, events: 0 }]);
    expect(measureOf(measured('average'))).toEqual([{ currency: null, value: null, exact: null, events: 0 }]);
    expect(measureOf(orders)).toEqual([]);
  });

  it('tells who came with the first other value while the answer was made: visitors, and no events yet', () => {
    const measured = { ...orders, limit: 1 };
    const uses = {
      range,
      events: [{ kind: 'feature_inspection' }],
      property: 'feature',
      measure: { property: 'uses' },
    };
    const answer = [
      { ...row, shown: 'a', events: 2 },
      { ...row, is_total: 1, events: 2, values: 1 },
      ...[{ shown: 'a' }, { is_other: 1 }, { is_total: 1 }].map((about, index) => ({
        ...row,
        part: 2,
        amounts: [[], [], []],
        visitors: index === 2 ? 2 : 1,
        ...about,
      })),
    ];
    const none = [{ currency: null, value: 0, exact: null, events: 0 }];
    for (const [definition, measure] of [
      [measured, []],
      [uses, none],
    ])
      expect(ask('breakdown', definition, context).decode(answer)).toMatchObject({
        other: { events: 0, visitors: 1, measure },
        total: { events: 2, visitors: 2 },
        overlap: { visitors: 0 },
      });
  });

  it('sorts as asked, values with the same figure by their text, those without a figure last', () => {
    const rows = [
      { ...row, shown: 'b', events: 2 },
      { ...row, shown: 'a', events: 2 },
      { ...row, shown: 'c', events: 5 },
    ];
    const valuesOf = (sort: object, some: readonly Row[]) =>
      ask('breakdown', { ...orders, sort }, context)
        .decode(some)
        .rows.map(({ value }) => value);
    expect(valuesOf({ by: 'events' }, rows)).toEqual(['c', 'a', 'b']);
    expect(valuesOf({ by: 'events', direction: 'ascending' }, rows)).toEqual(['a', 'b', 'c']);
    const average = { ...orders, measure: { property: 'value', aggregation: 'average' } };
    const sort = { by: 'measure', currency: 'EUR', direction: 'ascending' };
    const { rows: averaged } = ask('breakdown', { ...average, sort }, context).decode([
      { ...row, shown: 'a', amounts: [['USD'], ['1'], [1]] },
      { ...row, shown: 'b', amounts: [['EUR'], ['3'], [2]] },
      { ...row, shown: 'c', amounts: [['EUR'], ['-3'], [2]] },
    ]);
    expect(averaged.map(({ value, measure }) => [value, measure?.[0]?.value])).toEqual([
      ['c', -1.5],
      ['b', 1.5],
      ['a', 1],
    ]);
  });
});
