import { catalog } from '@telltale/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuestionContext } from '../question.ts';
import { QuestionError } from '../question.ts';
import { compileExportOverview, compileExportPage, decodeExportOverview, readExportDefinition } from './index.ts';

const context: QuestionContext = {
  siteId: 'shop',
  timeZone: 'Asia/Riyadh',
  nowMs: Date.UTC(2026, 6, 1),
  catalog,
};
const january = { from: '2026-01-01', to: '2026-01-31' };
const during = { startAt: Date.UTC(2026, 0), endAt: Date.UTC(2026, 1) };
const pageOf = (body: object, page: Partial<Parameters<typeof compileExportPage>[2]> = {}) =>
  compileExportPage(readExportDefinition({ range: january, ...body }), context, { during, limit: 10, ...page });
/** From FROM on, without the places of values. */
const fromOf = ({ sql }: { sql: string }) => sql.slice(sql.indexOf(' FROM ') + 1).replace(/\{p\d+:/g, '{');

describe('a page of an export', () => {
  it('reads the events of people that were received before it began, in the order of the store', () => {
    const query = pageOf({});
    expect(fromOf(query)).toBe(
      "FROM events WHERE (site_id = {String} AND is_bot = 0 AND time >= fromUnixTimestamp64Milli({Int64}, 'UTC') AND time < fromUnixTimestamp64Milli({Int64}, 'UTC') AND (1 AND received_at <= fromUnixTimestamp64Milli({Int64}, 'UTC'))) ORDER BY is_bot, kind, object, visitor_id, time, seq, event_id LIMIT {UInt32}",
    );
    expect(Object.values(query.params)).toEqual(['shop', during.startAt, during.endAt, context.nowMs, 10]);
  });

  it('begins behind the last row of the page before, in words that the primary key understands', () => {
    const after = { is_bot: 0, kind: 'purchase', object: '', visitor_id: '7', at: 1, seq: 2, event_id: '9' };
    expect(fromOf(pageOf({}, { after }))).toContain(
      "(is_bot > {UInt8} OR (is_bot = {UInt8} AND (kind > {String} OR (kind = {String} AND (object > {String} OR (object = {String} AND (visitor_id > {UInt64} OR (visitor_id = {UInt64} AND (time > fromUnixTimestamp64Milli({Int64}, 'UTC') OR (time = fromUnixTimestamp64Milli({Int64}, 'UTC') AND (seq > {UInt32} OR (seq = {UInt32} AND (event_id > {UInt64} OR (event_id = {UInt64} AND 0))",
    );
  });

  it('means every stored copy of an order, where questions mean the first', () => {
    const { sql } = pageOf({ events: [{ kind: 'purchase' }, { kind: 'any', filters: [] }] });
    expect(sql).not.toContain('LIMIT 1 BY');
  });

  it.each([
    ['bots too', { bots: 'included' }, 'is_bot IN (0, 1)'],
    ['bots only', { bots: 'only' }, 'is_bot = 1'],
  ])('reads %s where that is asked for', (_, body, condition) => {
    expect(pageOf(body).sql).toContain(condition);
  });

  it('never puts a text that someone sent into its SQL', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3, unit: fc.constantFrom("'", '\\', '{', '}', ';', '-', 'x', '"') }),
        (text) => {
          const marked = `${text}§`;
          const filters = [{ property: 'path', operator: 'is', values: [marked] }];
          const after = { is_bot: 0, kind: marked, object: marked, visitor_id: '1', at: 0, seq: 0, event_id: '1' };
          const { sql, params } = pageOf({ filters }, { after });
          expect(sql).not.toContain('§');
          expect(Object.values(params).flat()).toContain(marked);
        },
      ),
    );
  });

  it.each([
    ['a kind', { events: [{ kind: 'purchse' }] }, 'unknown_kind', 'events.0.kind', 'purchase'],
    [
      'a property of all',
      { filters: [{ property: 'hostnme', operator: 'is_set' }] },
      'unknown_property',
      'filters.0.property',
      'hostname',
    ],
    [
      'a property of a kind',
      { events: [{ kind: 'purchase', filters: [{ property: 'item', operator: 'is_set' }] }] },
      'unknown_property',
      'events.0.filters.0.property',
      'items',
    ],
  ])('names %s that is not known, and what is', (_, body, code, path, nearest) => {
    const error = (() => {
      try {
        return pageOf(body);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(QuestionError);
    expect(error).toMatchObject({ code, path });
    expect((error as QuestionError).known[0]).toBe(nearest);
  });
});

describe('the overview of an export', () => {
  const definition = readExportDefinition({ range: { from: '2026-01-15', to: '2026-03-10' } });

  it('cuts the range by the months that have events, and adds up what each kind has', () => {
    const rows = [
      { month: 202601, kind: 'purchase', events: 2, names: ['orderId'], has_money: 0 },
      { month: 202603, kind: 'purchase', events: '3', names: ['orderId', 'items'], has_money: 1 },
      { month: 202603, kind: 'page_view', events: 1, names: [], has_money: 0 },
    ];
    expect(decodeExportOverview(rows, definition, context)).toEqual({
      events: 6,
      parts: [
        { startAt: Date.UTC(2026, 0, 14, 21), endAt: Date.UTC(2026, 1) },
        { startAt: Date.UTC(2026, 2), endAt: Date.UTC(2026, 2, 10, 21) },
      ],
      kinds: [
        { kind: 'purchase', events: 5, names: ['orderId', 'items'], hasMoney: true },
        { kind: 'page_view', events: 1, names: [], hasMoney: false },
      ],
    });
  });

  it('reads the names of properties only where they are needed', () => {
    expect(compileExportOverview(definition, context, { withNames: true }).sql).toContain(
      'distinctJSONPaths(dimensions)',
    );
    expect(compileExportOverview(definition, context, { withNames: false }).sql).not.toContain('distinctJSONPaths');
  });

  it('is refused without a range, and with one that ends before it begins', () => {
    expect(() => readExportDefinition({})).toThrow(QuestionError);
    const backwards = readExportDefinition({ range: { from: '2026-02-01', to: '2026-01-01' } });
    expect(() => compileExportOverview(backwards, context, { withNames: false })).toThrow(/ends before it begins/);
  });
});
