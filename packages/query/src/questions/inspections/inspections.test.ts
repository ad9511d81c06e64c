import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';
import { effectOf } from './decode.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const goal = { events: [{ kind: 'purchase' }] };
const group = (visitors: number, converted: number) => ({
  visitors,
  converted,
  conversion: visitors === 0 ? null : { ratio: converted / visitors, interval: { low: 0, high: 1 } },
});
const row = { part: 0, feature: '', place: 0, figures: [] as number[], people_count: 0, people_page: [] };

describe('inspections', () => {
  it('binds every value, reads only the kinds it needs, and no goal where none is asked for', () => {
    const { query } = ask('inspections', { range, features: ['gallery'], pages: ['/a'] }, context);
    const unused = Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`));
    expect(unused).toEqual([]);
    expect(query.sql).not.toContain('last_goal');
    expect(Object.values(query.params)).toEqual(expect.arrayContaining([['gallery'], ['/a']]));
    expect(Object.values(query.params)).not.toContain('purchase');
    expect(ask('inspections', { range, goal }, context).query.sql).toContain('last_goal');
  });

  it.each([
    [{ range, limit: 51 }, 'limit', 'invalid_definition'],
    [{ range, people: { feature: 'a', group: 'others', outcome: 'converted' } }, 'people.outcome', 'no_goal'],
    [{ range, goal: { events: [{ kind: 'order' }] } }, 'goal.events.0.kind', 'unknown_kind'],
    [
      { range, filters: [{ property: 'uses', operator: 'at_least', values: [1] }] },
      'filters.0.property',
      'unknown_property',
    ],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('inspections', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });

  it('is of no feature when no row arrives', () => {
    expect(ask('inspections', { range }, context).decode([])).toMatchObject({ rows: [], features: 0, people: null });
  });

  it('puts figures and groups of a feature together by its place, and knows nothing of one that the other range lacks', () => {
    const { rows } = ask('inspections', { range, goal, comparison: 'previous_period' }, context).decode([
      { ...row, feature: 'b', place: 1, figures: [1, 1, 0, 1, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      { ...row, feature: 'a', place: 0, figures: [3, 4, 1, 2, 900, 300, 1, 50, 0, 0, 0, 0, 2, 5, 1] },
      { ...row, part: 1, place: 0, figures: [3, 1, 2, 2] },
      { ...row, part: 1, place: 1, figures: [1, 0, 0, 0] },
    ]);
    expect(rows).toMatchObject([
      {
        feature: 'a',
        visitors: 3,
        inspections: 4,
        copiedBy: 1,
        seen: { visitors: 2, total: 900, median: 300 },
        uses: { visitors: 2, total: 5, median: 1 },
        pageVisitors: 5,
        effect: { inspected: { converted: 1 }, others: { visitors: 2, converted: 2 } },
        comparison: { visitors: 0, seen: { median: null }, reach: null },
      },
      { feature: 'b', visitors: 1, effect: { others: { visitors: 0, conversion: null }, difference: null } },
    ]);
  });

  it('says no difference where there is nobody to compare with', () => {
    expect(effectOf(group(5, 2), group(0, 0)).difference).toBeNull();
    expect(effectOf(group(0, 0), group(5, 2)).difference).toBeNull();
  });

  it('states the difference with the interval that is published for it', () => {
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
    const { difference } = effectOf(group(70, 56), group(80, 48));
    expect(difference?.value).toBeCloseTo(0.2, 12);
    expect(difference?.interval.low).toBeCloseTo(0.0524, 4);
    expect(difference?.interval.high).toBeCloseTo(0.3339, 4);
  });
});
