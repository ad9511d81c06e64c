import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };

describe('forms', () => {
  it('reads only steps, fields and purchases, of those who had a form in one of the ranges', () => {
    const { query } = ask('forms', { range, comparison: 'previous_period' }, context);
    expect(query.answer).toBe('bytes');
    expect(Object.values(query.params)).toEqual(
      expect.arrayContaining([['checkout_step', 'checkout_field', 'purchase'], Date.UTC(2026, 1, 27)]),
    );
    expect(Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`))).toEqual([]);
  });

  it('is of nothing when no bytes arrive', () => {
    const people = { form: 'payment' };
    const definition = { range, people, breakdown: { property: 'device' }, comparison: 'previous_period' };
    expect(ask('forms', definition, context).decode(new Uint8Array())).toMatchObject({
      cutoffMs: 1_800_000,
      forms: [],
      groups: [],
      comparison: { forms: [] },
      people: { count: 0, visitorIds: [], nextAfter: null },
    });
  });

  it.each([
    [{ range, breakdown: { property: 'field' } }, 'breakdown.property', 'unknown_property'],
    [{ range, breakdown: { property: 'focusedMs' } }, 'breakdown.property', 'unknown_property'],
    [{ range, filters: [{ property: 'fiel', operator: 'is_set' }] }, 'filters.0.property', 'unknown_property'],
    [{ range, cutoff: { amount: 5, unit: 'second' } }, 'cutoff', 'invalid_definition'],
    [{ range, people: { form: 'payment', outcome: 'gone' } }, 'people.outcome', 'invalid_definition'],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('forms', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });
});
