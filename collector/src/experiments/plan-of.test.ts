import { describe, expect, it } from 'vitest';
import { planOf } from './plan-of.ts';

describe('the plan of an experiment', () => {
  const asked = { value: 0.1, leastEffectRatio: 0.2, variants: 2, visitorsPerDay: 500, reading: 'fixed' as const };

  it('takes as many visitors as the textbook says', () => {
    // The formula of R's power.prop.test (pooled variance), reckoned with SciPy: 3,841 in each group for 10 % against 12 %.
    const { visitors, days } = planOf(asked);
    expect(Math.abs(visitors / 2 - 3841)).toBeLessThan(5);
    expect(days).toBe(Math.ceil(visitors / 500));
  });

  it('plans means, such as the revenue per visitor, by how far they spread', () => {
    // R's power.t.test(delta = 2, sd = 10, power = 0.8) says 393.4 in each group, without its t distribution 392.4.
    const revenue = { ...asked, value: 20, standardDeviation: 10, leastEffectRatio: 0.1 };
    expect(Math.abs(planOf(revenue).visitors / 2 - 392.4)).toBeLessThan(1);
    // Twice as far takes four times as many, whatever the sign of the mean.
    const wide = planOf({ ...revenue, value: -20, standardDeviation: 20 });
    expect(wide.visitors / planOf(revenue).visitors).toBeCloseTo(4, 2);
    expect(wide.detectable[0]?.effectRatio).toBeGreaterThan(0);
  });

  it('takes longer with more variants, and where one may look at any time', () => {
    expect(planOf({ ...asked, variants: 3 }).days).toBeGreaterThan(planOf(asked).days);
    expect(planOf({ ...asked, reading: 'sequential' }).days).toBeGreaterThan(planOf(asked).days);
  });

  it('says what can be found in some weeks, less and less', () => {
    const effects = planOf(asked).detectable.map(({ effectRatio }) => effectRatio);
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
    // Four times as many visitors find half the effect.
    expect((effects[0] ?? 0) / (effects[2] ?? 1)).toBeCloseTo(2, 9);
  });
});
