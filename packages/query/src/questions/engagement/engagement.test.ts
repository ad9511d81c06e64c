import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };

describe('engagement', () => {
  it('binds every value, and counts orders and letters once for each range', () => {
    const { query } = ask('engagement', { range, comparison: 'previous_period' }, context);
    expect(Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`))).toEqual([]);
    expect(query.sql.match(/UNION ALL/g)).toHaveLength(13);
    expect(query.sql).toContain('HAVING count() > 1) ORDER BY session_id = 0, time');
  });

  it('tells every figure with its formula, and none of money, when no row arrives', () => {
    const { figures, people } = ask('engagement', { range, people: { who: 'bounced' } }, context).decode([]);
    expect(figures.map(({ name, value }) => [name, value])).toEqual([
      ['orders', 0],
      ['ordersPerCustomer', null],
      ['repeatPurchaseRate', null],
      ['purchaseFrequency', null],
      ['daysBetweenOrders', null],
      ['pagesPerSession', null],
      ['engagedTimePerSession', null],
      ['bounceRate', null],
      ['firstVisitConversion', null],
      ['newsletterOpenRate', null],
      ['netPromoterScore', null],
    ]);
    expect(figures.every(({ formula }) => formula.length > 10)).toBe(true);
    expect(people).toEqual({ count: 0, visitorIds: [], nextAfter: null });
  });

  it.each([
    [{ range, goal: { events: [{ kind: 'purchas' }] } }, 'goal.events.0.kind', 'unknown_kind'],
    [{ range, newsletter: { sent: [{ kind: 'mail' }], opened: [] } }, 'newsletter.opened', 'invalid_definition'],
    [{ range, filters: [{ property: 'orderId', operator: 'is_set' }] }, 'filters.0.property', 'unknown_property'],
    [{ range, people: { who: 'everybody' } }, 'people.who', 'invalid_definition'],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('engagement', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });
});
