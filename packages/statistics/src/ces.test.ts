import { describe, expect, it } from 'vitest';
import { customerEffort } from './ces.ts';

describe('customerEffort', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3: 15 of 148.
  it('gives the published interval of 15 who found it easy among 148', () => {
    const told = customerEffort([53, 40, 20, 20, 5, 5, 5]);
    expect(told?.ratio).toBeCloseTo(0.1014, 4);
    expect(told?.interval.low).toBeCloseTo(0.0624, 4);
    expect(told?.interval.high).toBeCloseTo(0.1605, 4);
  });

  it('calls 5, 6 and 7 easy, and 4 not', () => {
    expect(customerEffort([0, 0, 0, 1, 1, 1, 1])?.ratio).toBe(0.75);
  });

  it('tells the mean beside the share, and nothing of nobody', () => {
    expect(customerEffort([1, 0, 0, 0, 0, 0, 2])?.mean).toBe(5);
    expect(customerEffort([0, 0, 0, 0, 0, 0, 0])).toBeNull();
  });

  it('refuses what is no scale of seven', () => {
    expect(() => customerEffort([1, 2, 3, 4, 5])).toThrow('7 whole numbers');
  });
});
