import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const nowMs = Date.UTC(2026, 2, 10, 12, 0, 30);
const context = { siteId: 'shop', timeZone: 'UTC', nowMs, catalog };

describe('live', () => {
  it('reads the last half an hour unless asked otherwise, and binds every value', () => {
    const { query, decode } = ask('live', {}, context);
    expect(Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`))).toEqual([]);
    const { range, perMinute, ...rest } = decode(new Uint8Array());
    expect(range).toEqual({ startAt: Date.UTC(2026, 2, 10, 11, 31), endAt: nowMs + 1 });
    expect(perMinute).toHaveLength(30);
    expect(perMinute.at(-1)).toEqual({ startAt: Date.UTC(2026, 2, 10, 12), visitors: 0, events: 0 });
    expect(rest).toEqual({ visitors: 0, activeVisitors: 0, pages: [], pageCount: 0, list: [] });
  });

  it.each([
    [{ minutes: 61 }, 'minutes', 'invalid_definition'],
    [{ visitors: 10_000 }, 'visitors', 'invalid_definition'],
    [{ filters: [{ property: 'orderId', operator: 'is_set' }] }, 'filters.0.property', 'unknown_property'],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('live', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });
});
