import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormula, withoutGuard } from './formula-guard.ts';

describe('the guard against formulas', () => {
  it.each(['=1+1', '+966 5', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"])(
    'puts an apostrophe before %j',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`);
    },
  );

  it.each(['', '1-2', "it's", "'quoted'", 'a=b', 'عطر'])('leaves %j alone', (text) => {
    expect(guardFormula(text)).toBe(text);
  });

  it('is taken off again: whatever a text was, it comes back', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', 'a', ' ') });
    fc.assert(fc.property(text, (any) => withoutGuard(guardFormula(any)) === any));
    fc.assert(fc.property(text, (any) => !/^[=+\-@\t\r＝]/.test(guardFormula(any))));
  });
});
