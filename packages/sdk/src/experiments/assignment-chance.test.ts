import { describe, expect, it } from 'vitest';
import { assignVariant } from './assign-variant.ts';

const EXPERIMENTS = 100;

/** Ids as browsers make them: 64 bits. Multiplied, so that they are not in a row. */
const visitors = Array.from({ length: 5000 }, (_, index) =>
  BigInt.asUintN(64, BigInt(index + 1) * 0x9e3779b97f4a7c15n)
    .toString(16)
    .padStart(16, '0'),
);

/** For each experiment and visitor 1 in the second variant, 0 in the first. */
const assigned = Array.from({ length: EXPERIMENTS }, (_, nth) => {
  const experiment = {
    id: `experiment-${nth}`,
    variants: [
      { id: 'control', weight: 1 },
      { id: 'other', weight: 1 },
    ],
  };
  return Uint8Array.from(visitors, (visitor) => (assignVariant(visitor, experiment) === 'other' ? 1 : 0));
});

/** (observed − half)² / half for both halves. */
const deviation = (observed: number): number => (2 * (observed - visitors.length / 2) ** 2) / (visitors.length / 2);

describe(`assignment in ${EXPERIMENTS} experiments`, () => {
  it('is uniform: chi-squared with a degree of freedom each', () => {
    const sum = assigned.reduce((all, variants) => all + deviation(variants.reduce((ones, one) => ones + one, 0)), 0);
    // Quantiles of 0.1 % and 99.9 % with 100 degrees of freedom: SciPy 1.17.
    expect(sum).toBeGreaterThan(61.9);
    expect(sum).toBeLessThan(149.4);
  });

  it('is independent: whoever is in one variant is in either variant of any other experiment', () => {
    let sum = 0;
    let largest = 0;
    for (let a = 0; a < EXPERIMENTS; a++)
      for (let b = a + 1; b < EXPERIMENTS; b++) {
        let same = 0;
        for (let visitor = 0; visitor < visitors.length; visitor++)
          if (assigned[a]?.[visitor] === assigned[b]?.[visitor]) same++;
        sum += deviation(same);
        largest = Math.max(largest, deviation(same));
      }
    // Quantiles of 0.1 % and 99.9 % with 4,950 degrees of freedom, one for each pair: SciPy 1.17.
    expect(sum).toBeGreaterThan(4648.2);
    expect(sum).toBeLessThan(5263.2);
    // No pair by itself: 27.01 is exceeded by chance in one of 1,000 sets of so many pairs.
    expect(largest).toBeLessThan(27.01);
  });
});
