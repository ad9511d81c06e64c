import { describe, expect, it } from 'vitest';
import { hashText } from '../lib/hash-text.ts';
import { assignVariant } from './assign-variant.ts';

const visitors = Array.from({ length: 20_000 }, (_, index) =>
  (index * 2_654_435_761).toString(16).padStart(16, '0').slice(0, 16),
);
const halves = {
  id: 'cta',
  variants: [
    { id: 'control', weight: 1 },
    { id: 'green', weight: 1 },
  ],
};

const count = (experiment: typeof halves, variant: string) =>
  visitors.filter((visitor) => assignVariant(visitor, experiment) === variant).length;

describe('assignVariant', () => {
  it('is published: these visitors see these variants for ever', () => {
    // Computed by another implementation of the published hash.
    expect(hashText('')).toBe(2872998923);
    expect(
      ['0000000000000001', '00000000000000a1', 'ffffffffffffffff'].map((visitor) => hashText(`${visitor}.cta`)),
    ).toEqual([3861123096, 3542527027, 168013117]);
    expect(
      ['0000000000000001', '00000000000000a1', 'ffffffffffffffff'].map((visitor) => assignVariant(visitor, halves)),
    ).toEqual(['green', 'green', 'control']);
  });

  it('splits visitors by the weights, within chance', () => {
    // Four standard deviations of a binomial: sqrt(20,000 × p × (1 − p)).
    expect(Math.abs(count(halves, 'green') - 10_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.25));
    const uneven = {
      id: 'price',
      variants: [
        { id: 'control', weight: 90 },
        { id: 'green', weight: 10 },
      ],
    };
    expect(Math.abs(count(uneven, 'green') - 2000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.09));
  });

  it('splits one experiment independently of another', () => {
    const other = { ...halves, id: 'price' };
    const both = visitors.filter(
      (visitor) => assignVariant(visitor, halves) === 'green' && assignVariant(visitor, other) === 'green',
    );
    expect(Math.abs(both.length - 5000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.25 * 0.75));
  });

  it('gives no variant when all weights are 0, and never one of weight 0', () => {
    expect(assignVariant('a', { id: 'x', variants: [{ id: 'control', weight: 0 }] })).toBeUndefined();
    const off = {
      id: 'off',
      variants: [
        { id: 'control', weight: 1 },
        { id: 'green', weight: 0 },
      ],
    };
    expect(count(off, 'green')).toBe(0);
  });
});
