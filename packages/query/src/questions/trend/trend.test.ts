import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const seen = { events: [{ kind: 'page_view' }] };
const revenue = { events: [{ kind: 'purchase' }], aggregation: 'sum', property: 'value' };

describe('a formula of a trend', () => {
  const trend = { range, series: [seen, revenue] };

  it.each([
    [{ a: 0, operator: 'ratio', b: 2 }, 'formulas.0.b', 'unknown_series'],
    [{ a: 1, operator: 'difference', b: 0 }, 'formulas.0.operator', 'unfit_formula'],
    [{ a: 0, operator: 'product', b: 1 }, 'formulas.0.operator', 'invalid_definition'],
  ])('refuses %o, naming %s', (formula, path, code) => {
    expect(() => ask('trend', { ...trend, formulas: [formula] }, context)).toThrow(
      expect.objectContaining({ path, code }),
    );
  });

  it('is nothing of nothing, and 0 where only its dividend is', () => {
    const formulas = [
      { a: 0, operator: 'ratio', b: 0 },
      { a: 0, operator: 'difference', b: 0 },
    ];
    expect(ask('trend', { ...trend, formulas }, context).decode([]).formulas).toEqual([
      { lines: [{ value: null, isOther: false, currency: null, values: [null, null], total: null, comparison: null }] },
      { lines: [{ value: null, isOther: false, currency: null, values: [0, 0], total: 0, comparison: null }] },
    ]);
  });

  it('lets the first series decide which values are shown, for both', () => {
    const breakdown = { property: 'country', limit: 2 };
    const topsOf = (definition: object) => {
      const { sql } = ask('trend', { ...trend, breakdown, ...definition }, context).query;
      const tops = sql.match(/GLOBAL NOT IN \((SELECT (?!visitor_id|arrayJoin)[\s\S]*?LIMIT)/g) ?? [];
      return new Set(tops).size;
    };
    expect(topsOf({})).toBe(2);
    expect(topsOf({ formulas: [{ a: 1, operator: 'ratio', b: 0 }] })).toBe(1);
  });
});

describe('the interval of a trend', () => {
  it('may be a minute of a day, and not of two', () => {
    const trend = { series: [seen], interval: 'minute' };
    const { startAts } = ask(
      'trend',
      { ...trend, range: { last: 1, unit: 'day' } },
      { ...context, nowMs: Date.UTC(2026, 2, 10, 23, 59) },
    ).decode([]);
    expect(startAts).toHaveLength(1440);
    expect(() => ask('trend', { ...trend, range }, context)).toThrow(
      expect.objectContaining({
        code: 'too_many_buckets',
        path: 'interval',
        message: 'More than 2000 intervals lie in the range: choose a longer interval or a shorter range.',
      }),
    );
  });
});
