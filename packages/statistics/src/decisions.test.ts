import { describe, expect, it } from 'vitest';
import { chancesToBeBest } from './chances-to-be-best.ts';
import { betaPosterior, normalPosterior, oppositeOf } from './posterior.ts';
import { sampleRatio } from './sample-ratio.ts';
import { daysFor, minimumDetectableEffect, visitorsNeeded } from './sample-size.ts';
import { winsorizingCap } from './winsorizing-cap.ts';

const bests = (posteriors: Parameters<typeof chancesToBeBest>[0]) => {
  const chances = chancesToBeBest(posteriors);
  return [chances.map(({ bestRatio }) => bestRatio), chances.map(({ expectedLoss }) => expectedLoss)] as const;
};

const expectAll = (values: readonly number[], expected: readonly number[]) => {
  expect(values).toHaveLength(expected.length);
  for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 8);
};

describe('chances to be best', () => {
  // Expected: SciPy 1.17, adaptive quadrature of the beta and normal distributions.
  it('are those of three ratios', () => {
    const [best, loss] = bests([betaPosterior(48, 1000), betaPosterior(61, 1010), betaPosterior(55, 990)]);
    expectAll(best, [0.06130050648455063, 0.639195537568668, 0.29950395594678086]);
    expectAll(loss, [0.014829629265036073, 0.002467002739431158, 0.007280211970592705]);
  });

  it('are told where nobody did it', () => {
    const [best, loss] = bests([betaPosterior(0, 50), betaPosterior(2, 60)]);
    expectAll(best, [0.15790628290628292, 0.8420937170937169]);
    expectAll(loss, [0.03211236755698645, 0.0029560400135621376]);
  });

  const means = [
    [10, 0.25],
    [10.4, 0.36],
    [9.9, 0.04],
  ].map(([mean = 0, variance = 0]) => normalPosterior({ mean, variance, count: 1 }));

  it('are those of three means', () => {
    const [best, loss] = bests(means);
    expectAll(best, [0.25686260977388914, 0.6380759914624933, 0.10506139876360913]);
    expectAll(loss, [0.5756794246223649, 0.17567942462236452, 0.6756794246223645]);
  });

  it('are those of the least where less is better', () => {
    const [best] = bests(means.map(oppositeOf));
    expect(best.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(best[2]).toBeGreaterThan(best[0] ?? 1);
    expect(best[0]).toBeGreaterThan(best[1] ?? 1);
  });

  it('are even for groups that are the same, also without any doubt', () => {
    const certain = normalPosterior({ mean: 3, variance: 0, count: 9 });
    const [best, loss] = bests([certain, certain]);
    expectAll(best, [0.5, 0.5]);
    expectAll(loss, [0, 0]);
  });
});

describe('sample ratio', () => {
  it('has the p-values of SciPy 1.17', () => {
    expect(sampleRatio([{ visitors: [5120, 4880], weights: [1, 1] }]).pValue).toBeCloseTo(0.01639507184919225, 9);
    const uneven = sampleRatio([{ visitors: [9000, 1100], weights: [90, 10] }]);
    expect(uneven.pValue).toBeCloseTo(0.002834749080259389, 9);
    expect(uneven).toMatchObject({ isMismatched: false, expected: [9090, 1010] });
  });

  it('compares each period with its own weights', () => {
    const changed = sampleRatio([
      { visitors: [510, 490], weights: [1, 1] },
      { visitors: [850, 150], weights: [9, 1] },
    ]);
    expect(changed.pValue / 7.60804897153242e-7).toBeCloseTo(1, 6);
    expect(changed.isMismatched).toBe(true);
    expect(changed.expected).toEqual([1400, 600]);
    // Together they would look as if one variant had lost half of its visitors.
    const even = sampleRatio([
      { visitors: [500, 500], weights: [1, 1] },
      { visitors: [900, 100], weights: [9, 1] },
    ]);
    expect(even).toMatchObject({ pValue: 1, isMismatched: false });
  });

  it('never lets somebody be where nobody may be', () => {
    expect(sampleRatio([{ visitors: [10, 1], weights: [1, 0] }])).toMatchObject({ pValue: 0, isMismatched: true });
    expect(sampleRatio([{ visitors: [10, 0], weights: [1, 0] }])).toMatchObject({ pValue: 1, isMismatched: false });
    expect(sampleRatio([{ visitors: [0, 0], weights: [1, 1] }])).toMatchObject({ pValue: 1, isMismatched: false });
    expect(() => sampleRatio([{ visitors: [1, 2], weights: [0, 0] }])).toThrow(RangeError);
  });
});

describe('sample size', () => {
  const half = (variance: number) => ({ variance, shareRatio: 0.5 });

  it('agrees with published examples', () => {
    // Chow, Shao, Wang (2008), 4.2.4: 65 % against 85 %, 70 in each group.
    expect(Math.ceil(visitorsNeeded(half(0.65 * 0.35), half(0.85 * 0.15), 0.2) / 2)).toBe(70);
    // statsmodels 0.15, NormalIndPower: an effect of 0.2 standard deviations; then with groups of 1 : 3.
    expect(visitorsNeeded(half(1), half(1), 0.2) / 2).toBeCloseTo(392.443, 2);
    const quarter = { variance: 1, shareRatio: 0.25 };
    const rest = { variance: 1, shareRatio: 0.75 };
    expect(visitorsNeeded(quarter, rest, 0.2, { power: 0.9, confidence: 0.99 }) / 4).toBeCloseTo(495.98, 2);
  });

  it('is turned round by the minimum detectable effect, also under the sequential reading', () => {
    for (const isSequential of [false, true]) {
      const visitors = visitorsNeeded(half(2), half(3), 0.1, { isSequential });
      expect(minimumDetectableEffect(half(2), half(3), visitors, { isSequential })).toBeCloseTo(0.1, 12);
    }
    expect(visitorsNeeded(half(1), half(1), 0.2, { isSequential: true })).toBeGreaterThan(
      visitorsNeeded(half(1), half(1), 0.2),
    );
    expect(() => visitorsNeeded(half(1), half(1), 0)).toThrow('An effect of 0');
  });

  it('takes whole days', () => {
    expect([daysFor(1000, 100), daysFor(1001, 100)]).toEqual([10, 11]);
  });
});

describe('winsorizing', () => {
  it('cuts at the percentile of what is not 0', () => {
    // NumPy 2.4, quantile of the values above 0.
    expect(winsorizingCap([0, 0, 1, 2, 3, 4, 100, 5, 6, 7, 0], 90)).toBeCloseTo(34.9, 9);
    expect(winsorizingCap([0, 0], 90)).toBe(Number.POSITIVE_INFINITY);
  });
});
