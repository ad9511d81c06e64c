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
