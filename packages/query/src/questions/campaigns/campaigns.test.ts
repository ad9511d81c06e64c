import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };

describe('campaigns', () => {
  it('reads only page views, conversions and orders, and no further back than touches count', () => {
    const { query } = ask('campaigns', { range, lookBack: { amount: 2, unit: 'day' } }, context);
    expect(query.answer).toBe('bytes');
    expect(query.sql).toMatch(/kind = \{p\d+:String\} OR kind = \{p\d+:String\}\)/);
    expect(Object.values(query.params)).toEqual(
      expect.arrayContaining([Date.UTC(2026, 1, 27), Date.UTC(2026, 2, 3), 'page_view', 'purchase']),
    );
    expect(Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`))).toEqual([]);
  });

  it.each([
    [{ range, by: 'channle' }, 'by', 'invalid_definition'],
    [{ range, goal: { events: [{ kind: 'purchas' }] } }, 'goal.events.0.kind', 'unknown_kind'],
    [{ range, sort: { by: 'revenue' } }, 'sort.currency', 'currency_needed'],
    [{ range, sort: { by: 'orders', currency: 'EUR' } }, 'sort.currency', 'unfit_currency'],
    [{ range, filters: [{ property: 'orderId', operator: 'is_set' }] }, 'filters.0.property', 'unknown_property'],
    [{ range: { startAt: 2, endAt: 1 } }, 'range', 'empty_range'],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('campaigns', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });

  it('is of nobody when no bytes arrive', () => {
    const people = { value: 'search' };
    expect(ask('campaigns', { range, people }, context).decode(new Uint8Array())).toMatchObject({
      rows: [],
      other: null,
      total: { visitors: 0, conversion: null, revenue: {}, comparison: null },
      values: 0,
      overlap: { visitors: 0, sessions: 0 },
      people: { count: 0, visitorIds: [], nextAfter: null },
    });
  });
});
