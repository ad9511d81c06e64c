import type { EventRow } from '@telltale/store';
import { describe, expect, it } from 'vitest';
import { rowLine } from './row-line.ts';

const lineOf = (row: Partial<EventRow>) => rowLine(row as EventRow);

describe('a line of a segment', () => {
  it('writes whole numbers that no integer of the engine holds as fractions', () => {
    const measures = { 'props.a': 2 ** 63, 'props.b': -(2 ** 64), 'props.c': 1e20, 'props.d': 12, 'props.e': 2 ** 53 };
    const line = lineOf({ measures });
    expect(line).toBe(
      '{"measures":{"props.a":9.223372036854776e+18,"props.b":-1.8446744073709552e+19,"props.c":1e+20,"props.d":12,"props.e":9007199254740992}}\n',
    );
    expect(JSON.parse(line)).toEqual({ measures });
  });

  it('leaves the digits of texts as they are, beside such numbers too', () => {
    const dimensions = { 'props.t': ':18446744073709552000,', 'props."q': '\\":-99999999999999999999}' };
    const row = { event_id: '18446744073709551615', dimensions, measures: { 'props.n': 1e20 } };
    expect(JSON.parse(lineOf(row))).toEqual(row);
  });

  it('puts U+FFFD in the place of half a character', () => {
    expect(lineOf({ object: 'a\ud800b', measures: { n: 1e20 } })).toBe(
      '{"object":"a\ufffdb","measures":{"n":1e+20}}\n',
    );
  });
});
