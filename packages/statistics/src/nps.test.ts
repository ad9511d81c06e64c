import { describe, expect, it } from 'vitest';
import { netPromoterScore } from './nps.ts';

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

describe('netPromoterScore', () => {
  // W. A. Huber, Cross Validated (2012), answer to question 18603: of 324 answers half promoters and a sixth detractors.
  it('gives the published score and standard error: 33 % and 4.1 % of 324 answers', () => {
    const told = netPromoterScore({ promoters: 162, passives: 108, detractors: 54 });
    expect(told?.score).toBeCloseTo(1 / 3, 12);
    const { low = 0, high = 0 } = told?.interval ?? {};
    expect((high - low) / (2 * 1.96)).toBeCloseTo(0.041, 3);
    expect((high + low) / 2).toBeCloseTo(0.33, 2);
  });

  // B. Rocks (2016) and J. Lewis, J. Sauro, "Confidence intervals for Net Promoter Scores" (2021): n + 3, promoters + ¾, detractors + ¾.
  it('adds three answers for the interval and none for the score', () => {
    const told = netPromoterScore({ promoters: 9, passives: 0, detractors: 2 });
    expect(told?.score).toBeCloseTo(7 / 11, 12);
    // 9.75 and 2.75 of 14: 0.5 ± 1.96 √((0.892857 − 0.25) / 14).
    expect(told?.interval.low).toBeCloseTo(0.5 - 1.96 * 0.214286, 4);
    expect(told?.interval.high).toBeCloseTo(0.5 + 1.96 * 0.214286, 4);
  });

  it.each([
    [0.5, 0.3, 12],
    [0.7, 0.1, 20],
    [0.2, 0.4, 30],
  ])(
    'holds the true score in 93 to 98 of a hundred samples, with %f promoters and %f detractors among %i',
    (p, d, n) => {
      let held = 0;
      for (let promoters = 0; promoters <= n; promoters++)
        for (let detractors = 0; detractors <= n - promoters; detractors++) {
          const passives = n - promoters - detractors;
          const { low = 0, high = 0 } = netPromoterScore({ promoters, passives, detractors })?.interval ?? {};
          const ways = factorial(n) / (factorial(promoters) * factorial(passives) * factorial(detractors));
          if (low <= p - d && p - d <= high) held += ways * p ** promoters * (1 - p - d) ** passives * d ** detractors;
        }
      expect(held).toBeGreaterThan(0.93);
      expect(held).toBeLessThan(0.98);
    },
  );

  it('stays between −1 and 1, and says nothing of nobody', () => {
    expect(netPromoterScore({ promoters: 3, passives: 0, detractors: 0 })).toMatchObject({
      score: 1,
      interval: { high: 1 },
    });
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 3 })).toMatchObject({
      score: -1,
      interval: { low: -1 },
    });
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toBeNull();
  });

  it('refuses counts that cannot be', () => {
    expect(() => netPromoterScore({ promoters: -1, passives: 0, detractors: 0 })).toThrow('-1 promoters');
    expect(() => netPromoterScore({ promoters: 0.5, passives: 0, detractors: 0 })).toThrow(RangeError);
  });
});
