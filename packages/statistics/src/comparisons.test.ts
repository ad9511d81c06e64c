import { describe, expect, it } from 'vitest';
import { adjustByCovariate } from './adjust-by-covariate.ts';
import { differenceInterval } from './difference-interval.ts';
import { dunnettConfidence } from './dunnett-confidence.ts';
import { wilsonInterval } from './interval.ts';
import { momentsOf } from './moments.ts';
import { type PairSums, ratioOfMeans } from './ratio-of-means.ts';
import { relativeDifference } from './relative-difference.ts';
import { sequentialCriticalValue } from './sequential-critical-value.ts';
import { twoProportionTest } from './two-proportion-test.ts';
import { welchTest } from './welch-test.ts';

const pairs = (xs: readonly number[], ys: readonly number[]): PairSums => {
  const sum = (of: (x: number, y: number) => number) =>
    xs.reduce((all, x, index) => all + of(x, ys[index] ?? Number.NaN), 0);
  return {
    count: xs.length,
    y: sum((_, y) => y),
    x: sum((x) => x),
    yy: sum((_, y) => y * y),
    xx: sum((x) => x * x),
    xy: sum((x, y) => x * y),
  };
};

const expectInterval = (interval: { low: number; high: number }, low: number, high: number) => {
  expect(interval.low).toBeCloseTo(low, 9);
  expect(interval.high).toBeCloseTo(high, 9);
};

describe('two proportions', () => {
  it('are tested as statsmodels 0.15 does', () => {
    const test = twoProportionTest({ successes: 530, trials: 10_000 }, { successes: 480, trials: 10_010 });
    expect(test.pValue).toBeCloseTo(0.10291856741971168, 9);
    const far = twoProportionTest({ successes: 9, trials: 10 }, { successes: 3, trials: 40 });
    expect(far.pValue / 4.663219288859423e-8).toBeCloseTo(1, 8);
  });

  it('have the intervals of statsmodels 0.15 at another confidence', () => {
    const [a, b] = [
      { successes: 56, trials: 70 },
      { successes: 48, trials: 80 },
    ];
    expectInterval(differenceInterval(a, b, 0.99), 0.005370869250078403, 0.3718084317757736);
    expectInterval(wilsonInterval(15, 100, 0.99), 0.08008544228706707, 0.2634690391140091);
  });

  it('do not differ where nobody or everybody did it', () => {
    const none = { successes: 0, trials: 10 };
    expect(twoProportionTest(none, none)).toMatchObject({ value: 0, pValue: 1, standardError: 0 });
  });
});

describe('two means', () => {
  const a = momentsOf({ count: 7, sum: 25.6, sumOfSquares: 147.44 });
  const b = momentsOf({ count: 6, sum: 11.7, sumOfSquares: 29.53 });

  it("are tested as SciPy 1.17 does Welch's test", () => {
    const test = welchTest(a, b);
    expect(test.value).toBeCloseTo(1.707142857142857, 9);
    expect(test.pValue).toBeCloseTo(0.2016134243174298, 9);
    expectInterval(test.interval, -1.122820974883209, 4.537106689168923);
    expectInterval(welchTest(a, b, 0.99).interval, -2.411431123378163, 5.825716837663878);
  });

  it('have the relative difference of the delta method, and none against 0 or less', () => {
    const relative = relativeDifference(
      { mean: 5.2, variance: 9.1, count: 400 },
      { mean: 4.8, variance: 8.4, count: 390 },
    );
    expect(relative?.value).toBeCloseTo(0.08333333333333348, 12);
    expectInterval(relative?.interval ?? { low: 0, high: 0 }, -0.006152255440563581, 0.17281892210723054);
    expect(relativeDifference(a, { mean: 0, variance: 1, count: 9 })).toBeNull();
  });

  it('are not told apart by rounding where all values are the same', () => {
    const same = momentsOf({ count: 3, sum: 0.3, sumOfSquares: 0.03 });
    expect(same.variance).toBe(0);
    const exact = { count: 3, mean: 2, variance: 0 };
    expect(welchTest(exact, exact)).toEqual({ value: 0, standardError: 0, interval: { low: 0, high: 0 }, pValue: 1 });
    expect(() => welchTest({ ...exact, count: 1 }, exact)).toThrow('at least two in each group');
    expect(() => momentsOf({ count: 0, sum: 0, sumOfSquares: 0 })).toThrow(RangeError);
  });
});

describe('a ratio of what visitors did', () => {
  it('has the variance of its linearised residuals', () => {
    // NumPy 2.4: the unbiased variance of (y − R·x) / mean(x).
    const ratio = ratioOfMeans(pairs([1, 0, 2, 1, 0, 3, 1], [10, 0, 25.5, 7, 0, 40, 3]));
    expect(ratio.mean).toBe(10.6875);
    expect(ratio.variance).toBeCloseTo(19.54736328125, 9);
    expect(ratio.count).toBe(7);
  });

  it('has no doubt where everybody has the same ratio, however large the sums are', () => {
    // Three visitors who took exactly nine hours each, in ms: what is left of 2·10¹⁵ is rounding.
    expect(ratioOfMeans(pairs([1, 0, 1], [32_400_000, 0, 32_400_000]))).toEqual({
      count: 3,
      mean: 32_400_000,
      variance: 0,
    });
  });

  it('is none where nothing was done', () => {
    expect(() => ratioOfMeans(pairs([0, 0], [0, 0]))).toThrow('nothing can be divided');
  });
});

describe('adjusting by what was before', () => {
  const control = pairs(
    [6, 7, 0, 7, 4, 4, 5, 2, 8, 0, 2, 3],
    [7.25, 7.82, 3.75, 10.23, 6.47, 4.97, 6.04, 6.2, 9.6, 1.27, 4.52, 4.24],
  );
  const treated = pairs([5, 6, 5, 0, 8, 5, 8, 2, 3, 7], [7.41, 9.21, 8.83, 2.36, 10.14, 7.02, 10.23, 4.31, 6.42, 9.56]);

  it('finds the effect and the slope of the analysis of covariance in statsmodels 0.15', () => {
    const { groups, slope } = adjustByCovariate([control, treated]);
    expect(slope).toBeCloseTo(0.89956707, 8);
    expect((groups[1]?.mean ?? 0) - (groups[0]?.mean ?? 0)).toBeCloseTo(0.70938964, 8);
  });

  it('says how much of the variance it takes away', () => {
    const { varianceReductionRatio } = adjustByCovariate([control, treated]);
    expect(varianceReductionRatio).toBeCloseTo(0.8697152552523323, 9);
  });

  it('changes nothing where the covariate is the same for all', () => {
    const flat = pairs([2, 2, 2], [1, 5, 9]);
    const { groups, slope, varianceReductionRatio } = adjustByCovariate([flat, flat]);
    expect({ slope, varianceReductionRatio }).toEqual({ slope: 0, varianceReductionRatio: 0 });
    expect(groups[0]).toEqual({ count: 3, mean: 5, variance: 16 });
  });
});

describe('several looks and several variants', () => {
  it.each([
    [100, 0.95, 5000, 6.694388617066039],
    [5000, 0.95, 5000, 3.0352089903762534],
    [200_000, 0.95, 5000, 3.433940547159267],
    [1000, 0.99, 2000, 3.612623306002699],
  ])('reach so far at %i visitors as the published formula in NumPy', (visitors, confidence, tunedFor, expected) => {
    expect(sequentialCriticalValue(visitors, { confidence, tunedFor })).toBeCloseTo(expected, 9);
  });

  it('need the confidence of Dunnett', () => {
    // Dunnett's table for many degrees of freedom: 2.21 and 2.35 standard errors; the digits by SciPy 1.17's multivariate normal.
    expect(dunnettConfidence(100, [100, 100])).toBeCloseTo(0.9730421605530923, 9);
    expect(dunnettConfidence(100, [100, 100, 100])).toBeCloseTo(0.9811746063305511, 9);
    expect(dunnettConfidence(500, [100, 250, 300, 50])).toBeCloseTo(0.9869128524954662, 9);
    expect(dunnettConfidence(500, [100])).toBe(0.95);
  });
});
