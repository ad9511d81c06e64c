import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnrichedEvents } from './enrich.ts';
import type { OwnColumns, SharedColumns } from './enrichers/enricher.ts';
import { rowLines } from './row-line.ts';

const bare: OwnColumns = {
  kind: 'custom',
  time: 5,
  seq: 0,
  event_id: '18446744073709551615',
  object: '',
  amount: '0',
  currency: '',
  dimensions: {},
  measures: {},
};
const linesOf = (own: Partial<OwnColumns>[], shared: Partial<SharedColumns> = { site_id: 'shop' }) =>
  rowLines({ shared, own: own.map((columns) => ({ ...bare, ...columns })) } as EnrichedEvents);
const read = (lines: string): unknown[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('the lines of an envelope', () => {
  it('leave out what is at its default, and say what the events share in each line', () => {
    const shared = {
      site_id: 'shop',
      is_bot: 0,
      page_id: '0',
      viewport_width: 0,
      path: '',
      browser: 'Firefox',
    } as const;
    expect(linesOf([{}, { seq: 1, object: '/a' }], shared)).toBe(
      '{"kind":"custom","time":5,"seq":0,"event_id":"18446744073709551615","site_id":"shop","browser":"Firefox"}\n' +
        '{"kind":"custom","time":5,"seq":1,"event_id":"18446744073709551615","object":"/a","site_id":"shop","browser":"Firefox"}\n',
    );
  });

  it('read back as what was written, whatever senders put into texts and numbers', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const own = fc.record({
      object: text,
      currency: fc.constant('EUR'),
      amount: fc.constant('19.90'),
      dimensions: fc.dictionary(text, text, { minKeys: 1 }),
      measures: fc.dictionary(text, fc.double({ noNaN: true, noDefaultInfinity: true }), { minKeys: 1 }),
    });
    fc.assert(
      fc.property(fc.array(own, { minLength: 1, maxLength: 3 }), text, (events, path) => {
        const { kind, time, seq, event_id } = bare;
        expect(read(linesOf(events, { path }))).toEqual(
          events.map((columns) => JSON.parse(JSON.stringify({ kind, time, seq, event_id, ...columns, path }))),
        );
      }),
    );
  });

  it('read back every character, alone and among others', () => {
    const isHalf = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
    const characters = Array.from({ length: 0x1_0000 }, (_, unit) => unit)
      .filter((unit) => !isHalf(unit))
      .map((unit) => String.fromCharCode(unit));
    const own = characters.map((object) => ({ object }));
    const path = characters.join('');
    expect(read(linesOf(own)).map((line) => (line as { object: string }).object)).toEqual(characters);
    expect(read(linesOf([{}], { path }))).toMatchObject([{ path }]);
  });

  it('write whole numbers that no integer of the engine holds as fractions', () => {
    const measures = { 'props.a': 2 ** 63, 'props.b': -(2 ** 64), 'props.c': 1e20, 'props.d': 12, 'props.e': 2 ** 53 };
    const line = linesOf([{ measures }]);
    expect(line).toContain(
      '"measures":{"props.a":9.223372036854776e+18,"props.b":-1.8446744073709552e+19,"props.c":1e+20,"props.d":12,"props.e":9007199254740992}',
    );
    expect(read(line)).toMatchObject([{ measures }]);
  });

  it('leave the digits of texts as they are, beside such numbers too', () => {
    const dimensions = { 'props.t': ':18446744073709552000,', 'props."q': '\\":-99999999999999999999}' };
    const own = { dimensions, measures: { 'props."99999999999999999999': 1e20 } };
    expect(read(linesOf([own]))).toMatchObject([own]);
  });

  it('put U+FFFD in the place of half a character, wherever it stands', () => {
    const own = { object: 'a\ud800b', dimensions: { 'props.t': '\udc00' }, measures: { n: 1e20 } };
    expect(read(linesOf([own], { path: '/\ud800' }))).toMatchObject([
      { object: 'a\ufffdb', dimensions: { 'props.t': '\ufffd' }, measures: { n: 1e20 }, path: '/\ufffd' },
    ]);
    const beside = { object: '\\ud800 \\', dimensions: { '\\udc00"': '\\\\ud9ff\n😀' } };
    expect(read(linesOf([beside, { object: '\udfff' }]))).toMatchObject([beside, { object: '\ufffd' }]);
  });
});
