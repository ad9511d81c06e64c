import type { PairSums } from '@telltale/statistics';
import { describe, expect, it } from 'vitest';
import { assessMetric } from './assess.ts';
import { experimentDefinition } from './definition.ts';
import { type MetricDefinition, metricSchema } from './metrics.ts';
import type { MetricRole } from './plan.ts';
import { readingOf } from './reading.ts';
import { type Pace, verdictOf } from './verdict.ts';

const converts = metricSchema.parse({ type: 'conversion', events: [{ kind: 'purchase' }] });
const converted = (y: number, count: number): PairSums => ({ count, y, x: 0, yy: y, xx: 0, xy: 0 });

interface Asked {
  definition?: MetricDefinition;
  role?: MetricRole;
  reading?: 'fixed' | 'sequential';
  pace?: Partial<Pace>;
}

/** The metric of a control and others, with these sums. */
const assessed = (
  sums: readonly PairSums[],
  { definition = converts, role = 'primary', reading: name = 'sequential', pace }: Asked = {},
) => {
  const ids = ['control', 'green', 'blue'].slice(0, sums.length);
  const experiment = experimentDefinition.parse({
    experiment: 'cta',
    range: { last: 7, unit: 'day' },
    variants: ids.map((id) => ({ id })),
    primary: definition,
    reading: name,
  });
  const counts = sums.map(({ count }) => count);
  const allVisitors = counts.reduce((sum, count) => sum + count, 0);
  return assessMetric(
    { definition, role, windowMs: 1, sums, capAt: null },
    {
      ids,
      reading: readingOf(experiment, counts),
      isAdjusted: false,
      pace: { visitorsPerDay: allVisitors / 10, allVisitors, daysToEnd: 0, ...pace },
    },
  );
};
const codes = (...asked: Parameters<typeof assessed>) =>
  assessed(...asked).variants.map(({ verdict }) => verdict?.code ?? null);

describe('the verdict about a variant', () => {
  it('is better, worse, no difference worth having, or not enough yet', () => {
    expect(codes([converted(500, 10_000), converted(700, 10_000)])).toEqual([null, 'better']);
    expect(codes([converted(700, 10_000), converted(500, 10_000)])).toEqual([null, 'worse']);
    expect(codes([converted(50_000, 100_000), converted(50_050, 100_000)])).toEqual([null, 'no_difference']);
    expect(codes([converted(500, 10_000), converted(520, 10_000)])).toEqual([null, 'not_enough']);
  });

  it('is turned round where less is better', () => {
    const definition = metricSchema.parse({ ...converts, isLessBetter: true });
    const { variants } = assessed([converted(500, 10_000), converted(700, 10_000)], { definition });
    expect(variants[1]?.verdict?.code).toBe('worse');
    expect(variants[0]?.bestRatio).toBeGreaterThan(0.99);
  });

  it('is not given before there are enough visitors and conversions', () => {
    expect(codes([converted(10, 90), converted(80, 90)])).toEqual([null, 'not_enough']);
    expect(codes([converted(0, 5000), converted(12, 5000)])).toEqual([null, 'not_enough']);
  });

  it('says how many days more are needed, fewer the larger the effect that is worth having', () => {
    const sums = [converted(1000, 20_000), converted(1010, 20_000)];
    const daysFor = (ratio: number) =>
      assessed(sums, { definition: metricSchema.parse({ ...converts, leastEffect: { ratio } }) }).variants[1]?.verdict;
    const [small, large] = [daysFor(0.05), daysFor(0.1)];
    expect(small?.code).toBe('not_enough');
    // 40,000 visitors in 10 days; ±10 % of 5 % need 4 times fewer than ±5 %.
    expect(small?.daysMore).toBeGreaterThan(60);
    expect(large?.daysMore).toBeLessThan(30);
  });

  it('waits for the end under the fixed reading, whatever is seen before', () => {
    const sums = [converted(500, 10_000), converted(700, 10_000)];
    const early = assessed(sums, { reading: 'fixed', pace: { daysToEnd: 3 } });
    expect(early.variants[1]?.verdict).toEqual({ code: 'not_enough', daysMore: 3 });
    expect(codes(sums, { reading: 'fixed' })).toEqual([null, 'better']);
  });

  it('is wider under the sequential reading, and with more variants', () => {
    const sums = [converted(500, 10_000), converted(560, 10_000)];
    const width = (...asked: Parameters<typeof assessed>) => {
      const interval = assessed(...asked).variants[1]?.effect?.interval;
      return interval ? interval.high - interval.low : Number.NaN;
    };
    expect(width(sums, { reading: 'fixed' })).toBeLessThan(width(sums));
    const three = [...sums, converted(510, 10_000)];
    expect(width(sums, { reading: 'fixed' })).toBeLessThan(width(three, { reading: 'fixed' }));
    expect(width(sums)).toBeLessThan(width(three));
  });

  it('of a guardrail is harmed, or unharmed where it is surely not worse by the least effect', () => {
    const role = 'guardrail';
    expect(codes([converted(700, 10_000), converted(500, 10_000)], { role })).toEqual([null, 'harmed']);
    expect(codes([converted(50_000, 100_000), converted(50_050, 100_000)], { role })).toEqual([null, 'unharmed']);
    expect(codes([converted(500, 10_000), converted(500, 10_000)], { role })).toEqual([null, 'not_enough']);
  });
});

describe('the verdict about the experiment', () => {
  const told = (sums: readonly PairSums[], isMismatched = false, guardrail: readonly PairSums[] = []) =>
    verdictOf(
      [assessed(sums), ...(guardrail.length > 0 ? [assessed(guardrail, { role: 'guardrail' })] : [])],
      isMismatched,
    );
  const [low, middle, high] = [converted(500, 10_000), converted(700, 10_000), converted(900, 10_000)];

  it('names the best of those that are better', () => {
    expect(told([low, middle, high])).toMatchObject({ code: 'better', variant: 'blue', harmful: [] });
    expect(told([high, low, middle])).toMatchObject({ code: 'worse', variant: null });
  });

  it('is that nothing can be trusted where the numbers of visitors are not those of the weights', () => {
    expect(told([low, high], true)).toMatchObject({ code: 'untrustworthy', variant: null });
  });

  it('names variants that harm a guardrail', () => {
    expect(told([low, high], false, [high, low])).toMatchObject({
      code: 'better',
      variant: 'green',
      harmful: ['green'],
    });
  });

  it('is not enough yet as long as one variant is neither better nor decided', () => {
    expect(told([low, converted(520, 10_000)])).toMatchObject({ code: 'not_enough', variant: null });
    const [wide, same] = [converted(50_000, 100_000), converted(50_050, 100_000)];
    expect(told([wide, same])).toMatchObject({ code: 'no_difference', daysMore: null });
  });
});

describe('revenue', () => {
  it('is adjusted by what was spent before, and the interval is narrower', () => {
    const definition = metricSchema.parse({ type: 'revenue', currency: 'EUR' });
    // 1,000 visitors: y = 2x + noise with variance 1, x with mean 3 and variance 4.
    const sums = (shift: number): PairSums => {
      const [count, x, xx] = [1000, 3000, 1000 * (4 + 9)];
      const y = 2 * x + shift * count;
      return { count, x, xx, y, xy: 2 * xx + shift * x, yy: 4 * xx + 4 * shift * x + shift * shift * count + count };
    };
    const groups = [sums(0), sums(0.3)];
    const ask = (isAdjusted: boolean) => {
      const experiment = experimentDefinition.parse({
        experiment: 'cta',
        range: { last: 7, unit: 'day' },
        variants: [{ id: 'a' }, { id: 'b' }],
        primary: definition,
      });
      return assessMetric(
        { definition, role: 'primary', windowMs: 1, sums: groups, capAt: null },
        {
          ids: ['a', 'b'],
          reading: readingOf(experiment, [1000, 1000]),
          isAdjusted,
          pace: { visitorsPerDay: 200, allVisitors: 2000, daysToEnd: 0 },
        },
      );
    };
    const [plain, adjusted] = [ask(false), ask(true)];
    expect(plain.variants[1]?.verdict?.code).toBe('not_enough');
    expect(adjusted.variants[1]?.verdict?.code).toBe('better');
    expect(adjusted.variants[1]?.effect?.value).toBeCloseTo(0.3, 9);
    // Of a variance of 17, 16 come from before.
    expect(adjusted.varianceReductionRatio).toBeCloseTo(16 / 17, 2);
  });
});
