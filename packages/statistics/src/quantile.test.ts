import { describe, expect, it } from 'vitest';
import { median, quantile, quantiles } from './quantile.ts';

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([15, 20, 35, 40, 50], 0.4)).toBe(29);
  });

  it('is the lowest value at 0 and the highest at 1', () => {
    expect(quantile([3, 1, 2], 0)).toBe(1);
    expect(quantile([3, 1, 2], 1)).toBe(3);
  });

  it('refuses to answer without values', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('quantiles', () => {
  it('are the quantiles of the same values, in the order asked for', () => {
    expect(quantiles([4, 1, 3, 2], [1, 0.25, 0])).toEqual([4, 1.75, 1]);
  });
});

describe('median', () => {
  it('is the middle value, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 10, 4])).toBe(3);
  });
});
