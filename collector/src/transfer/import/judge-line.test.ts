import { eventKinds } from '@telltale/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSiteSettings, type Site } from '../../sites/site.ts';
import { lineNames } from '../event-fields.ts';
import { candidateOf } from './csv-columns.ts';
import { judgeLine } from './judge-line.ts';
import { readTime } from './read-time.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const LIMIT = Date.UTC(2024, 5, 1);
const site: Site = {
  ...defaultSiteSettings,
  id: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  publicKeys: ['key'],
  createdAt: 0,
};
const place = {
  arrival: { site, receivedAt: NOW, ip: '', userAgent: '', acceptLanguage: '' },
  lineId: '0123456789abcdef',
  line: 7,
  limitMs: LIMIT,
};
const judge = (line: unknown) => judgeLine(line, place);
const called = { kind: 'custom', at: NOW - 1000, visitorId: 'v', properties: { name: 'n' } };

describe('a line', () => {
  it('has the id of its place when it has none of its own, and of its order when that counts once', () => {
    expect(judge(called)).toMatchObject({ hasOwnId: false, judged: { events: [{ id: place.lineId, seq: 7 }] } });
    expect(judge({ ...called, id: 'own' })).toMatchObject({ hasOwnId: true });
    const order = {
      kind: 'purchase',
      at: NOW,
      customerId: 'c',
      properties: { orderId: 'A', value: { amount: '1', currency: 'EUR' } },
    };
    const [one, other] = [judge(order), judge({ ...order, at: NOW - 5 })];
    expect(one).toMatchObject({ hasOwnId: true });
    expect('judged' in one && 'judged' in other && one.judged.events[0]?.id === other.judged.events[0]?.id).toBe(true);
  });

  it('may name visitors and sessions as another product did: the same name is the same visitor', () => {
    const visitorOf = (visitorId: string) => {
      const judged = judge({ ...called, visitorId });
      return 'judged' in judged ? judged.judged.envelope.visitorId : undefined;
    };
    expect(visitorOf('GA1.2.3')).toMatch(/^[0-9a-f]{16}$/);
    expect(visitorOf('GA1.2.3')).toBe(visitorOf('GA1.2.3'));
    expect(visitorOf('GA1.2.3')).not.toBe(visitorOf('GA1.2.4'));
    expect(visitorOf('00c0ffee00c0ffee')).toBe('00c0ffee00c0ffee');
  });

  it.each([
    ['a page told twice', { url: 'https://a.example/', path: '/b' }, 'url'],
    ['a page that is none', { hostname: 'a b', path: '/' }, 'path'],
    ['a path that begins another host', { hostname: 'a.example', path: '//b.example/' }, undefined],
    ['a referrer that is none', { referrer: 'http://' }, 'referrer'],
    ['a text that is too long', { country: 'x'.repeat(513) }, 'country'],
    ['a width that is none', { viewportWidth: -1 }, 'viewportWidth'],
    ['a field that is not known', { colour: 'red' }, 'colour'],
  ])('with %s is judged as such', (_, change, path) => {
    const judged = judge({ ...called, ...change });
    if (path) expect(judged).toMatchObject({ path });
    else expect(judged).toMatchObject({ judged: { page: { hostname: 'a.example' } } });
  });

  it('of whatever JSON is an event or a fault with words, and never breaks', () => {
    const name = fc.constantFrom(...lineNames, 'properties', '__proto__', 'constructor', 'toString');
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        NOW,
        '2026-03-01T10:00:00Z',
        'custom',
        'purchase',
        '0123456789abcdef',
        '\ud800',
        'https://x.example/%ff',
      ),
      fc.dictionary(fc.constantFrom('name', 'props', 'orderId', 'value', '__proto__'), fc.jsonValue({ maxDepth: 1 })),
    );
    const line = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.tuple(name, value), { maxLength: 8 }).map((entries) => Object.fromEntries(entries)),
      fc
        .array(fc.tuple(name, value), { maxLength: 4 })
        .map((entries) => ({ ...called, ...Object.fromEntries(entries) })),
    );
    fc.assert(
      fc.property(line, (any) => {
        const judged = judge(any);
        if ('judged' in judged) expect(judged.judged.events).toHaveLength(1);
        else
          expect(judged).toMatchObject({
            code: expect.stringMatching(/^[a-z_]+$/),
            message: expect.stringMatching(/./),
          });
      }),
      { numRuns: 2_000 },
    );
  });

  it('of whatever cells of CSV is an event or a fault as well', () => {
    const column = fc.constantFrom(
      ...lineNames,
      'properties.name',
      'properties.props.a',
      'properties.value.amount',
      'properties.__proto__',
      'properties.a.b.c',
    );
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('custom', 'purchase', String(NOW), 'TRUE', "'=1", '1e999', '-0'),
    );
    const kind = fc.constantFrom(...eventKinds.map((known) => known.kind), 'nonsense');
    fc.assert(
      fc.property(fc.array(fc.tuple(column, cell), { maxLength: 8 }), kind, (cells, of) => {
        const columns = ['kind', 'at', 'customerId', ...cells.map(([name]) => name)];
        const judged = judge(candidateOf(columns, [of, String(NOW), 'c', ...cells.map(([, text]) => text)]));
        expect('judged' in judged || judged.message.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(Object.prototype).not.toHaveProperty('a');
  });
});

describe('the time of a line', () => {
  it.each([
    [NOW - 1, NOW - 1],
    ['2026-03-01T09:30:00Z', Date.UTC(2026, 2, 1, 9, 30)],
    ['2026-03-01 09:30:00.123+03:00', Date.UTC(2026, 2, 1, 6, 30, 0, 123)],
    [' 2026-03-01T09:30+0530 ', Date.UTC(2026, 2, 1, 4)],
    [NOW + 1000, NOW],
  ])('%j is read', (at, expected) => {
    expect(readTime(at, { nowMs: NOW, limitMs: LIMIT })).toBe(expected);
  });

  it.each([
    [undefined, 'invalid_event'],
    ['', 'invalid_event'],
    ['2026-03-01', 'invalid_event'],
    ['2026-03-01T09:30:00', 'invalid_event'],
    ['2026-13-01T09:30:00Z', 'invalid_event'],
    [Math.round(NOW / 1000), 'invalid_event'],
    [Number.NaN, 'invalid_event'],
    [{}, 'invalid_event'],
    [LIMIT - 1, 'too_old'],
    [NOW + 300_001, 'in_future'],
  ])('%j is refused', (at, code) => {
    expect(readTime(at, { nowMs: NOW, limitMs: LIMIT })).toMatchObject({ code, path: 'at' });
  });
});
