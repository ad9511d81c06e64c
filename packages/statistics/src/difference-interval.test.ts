import { describe, expect, it } from 'vitest';
import { differenceInterval } from './difference-interval.ts';

describe('differenceInterval', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('gives the published interval of %i of %i against %i of %i', (x, m, y, n, low, high) => {
    const interval = differenceInterval({ successes: x, trials: m }, { successes: y, trials: n });
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('changes sides and signs with the proportions', () => {
    const [a, b] = [
      { successes: 56, trials: 70 },
      { successes: 48, trials: 80 },
    ];
    const [forth, back] = [differenceInterval(a, b), differenceInterval(b, a)];
    expect(back.low).toBeCloseTo(-forth.high, 12);
    expect(back.high).toBeCloseTo(-forth.low, 12);
  });

  it('refuses counts that cannot be', () => {
    const some = { successes: 1, trials: 2 };
    expect(() => differenceInterval({ successes: 3, trials: 2 }, some)).toThrow('3 successes in 2 trials');
    expect(() => differenceInterval(some, { successes: 0, trials: 0 })).toThrow(RangeError);
  });
});
