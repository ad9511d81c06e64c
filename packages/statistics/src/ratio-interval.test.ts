import { describe, expect, it } from 'vitest';
import { ratioInterval } from './ratio-interval.ts';

describe('ratioInterval', () => {
  it('agrees with the textbook where there are many trials', () => {
    // A. Agresti, "An Introduction to Categorical Data Analysis": heart attacks with placebo and with aspirin, relative risk 1.82.
    const { low, high } = ratioInterval({ successes: 189, trials: 11_034 }, { successes: 104, trials: 11_037 });
    expect(low).toBeCloseTo(1.43, 2);
    expect(high).toBeCloseTo(2.3, 2);
  });

  it('is turned upside down with the proportions', () => {
    const [a, b] = [
      { successes: 9, trials: 10 },
      { successes: 3, trials: 40 },
    ];
    const [forth, back] = [ratioInterval(a, b), ratioInterval(b, a)];
    expect(back.low).toBeCloseTo(1 / forth.high, 12);
    expect(back.high).toBeCloseTo(1 / forth.low, 12);
  });

  it('holds the ratio, and does not shrink to nothing where nobody or everybody succeeded', () => {
    const all = { successes: 5, trials: 5 };
    const none = { successes: 0, trials: 5 };
    const same = ratioInterval(all, all);
    expect(same.low).toBeLessThan(0.7);
    expect(same.high).toBeGreaterThan(1.4);
    const least = ratioInterval(none, all);
    expect(least.low).toBe(0);
    expect(least.high).toBeGreaterThan(0.3);
    for (const successes of [1, 2, 5, 9, 10]) {
      const { low, high } = ratioInterval({ successes, trials: 10 }, { successes: 4, trials: 9 });
      expect(low).toBeLessThan(successes / 10 / (4 / 9));
      expect(high).toBeGreaterThan(successes / 10 / (4 / 9));
    }
  });

  it('refuses to divide by nobody, and counts that cannot be', () => {
    const some = { successes: 1, trials: 2 };
    expect(() => ratioInterval(some, { successes: 0, trials: 2 })).toThrow('0 successes in 2 trials');
    expect(() => ratioInterval({ successes: 3, trials: 2 }, some)).toThrow(RangeError);
  });
});
