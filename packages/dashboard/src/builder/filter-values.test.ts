import { describe, expect, it } from 'vitest';
import { typedValues } from './filter-values.ts';

describe('typed values', () => {
  it('become what the property is compared with', () => {
    expect(typedValues('text', ['7', 'x'])).toEqual(['7', 'x']);
    expect(typedValues('number', ['7', '0.5', 'x', 'Infinity'])).toEqual([7, 0.5]);
    expect(typedValues('boolean', ['true', 'false'])).toEqual([true, false]);
  });

  it('keep money as decimal text', () => {
    expect(typedValues('money', ['19.9000', '1e3', '-4'])).toEqual(['19.9000', '-4']);
  });
});
