import { describe, expect, it } from 'vitest';
import { customerSatisfaction } from './csat.ts';

describe('customerSatisfaction', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3: 81 of 263.
  it('gives the published interval of 81 satisfied among 263', () => {
    const told = customerSatisfaction([60, 62, 60, 50, 31]);
    expect(told?.ratio).toBeCloseTo(0.308, 3);
    expect(told?.interval.low).toBeCloseTo(0.2553, 4);
    expect(told?.interval.high).toBeCloseTo(0.3662, 4);
  });

  // Quality Progress, February 2005, on Bank of America, as in B. L. Bowerman, R. T. O'Connell, "Business Statistics in Practice".
  it('agrees to two digits with the textbook on 195 delighted customers of 350: 0.557, 0.505 to 0.609', () => {
    const told = customerSatisfaction([20, 35, 100, 120, 75]);
    expect(told?.ratio).toBeCloseTo(0.557, 3);
    expect(told?.interval.low).toBeCloseTo(0.505, 2);
    expect(told?.interval.high).toBeCloseTo(0.609, 2);
  });

  it('tells the mean beside the share, and nothing of nobody', () => {
    expect(customerSatisfaction([1, 0, 0, 0, 3])?.mean).toBe(4);
    expect(customerSatisfaction([0, 0, 0, 0, 0])).toBeNull();
  });

  it('refuses what is no scale of five', () => {
    expect(() => customerSatisfaction([1, 2, 3])).toThrow('5 whole numbers');
    expect(() => customerSatisfaction([1, 2, 3, 4, -5])).toThrow(RangeError);
  });
});
