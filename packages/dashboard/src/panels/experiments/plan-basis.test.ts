import { describe, expect, it } from 'vitest';
import { newMetric } from './new-draft.ts';
import { basisOf, isShareMetric } from './plan-basis.ts';

const seen = { visitors: 1000, did: 100, each: 50 };

describe('what a plan rests on', () => {
  it('is the share of visitors who did it, for a conversion', () => {
    expect(basisOf(newMetric('conversion'), seen)).toEqual({ value: 0.1, spread: null });
    expect(basisOf(newMetric('conversion'), { visitors: 0, did: 0, each: null })).toEqual({
      value: null,
      spread: null,
    });
  });

  it('counts who bought nothing in the revenue per visitor, and in how far it spreads', () => {
    // 100 visitors of whom half spend 0 and half 100 about a mean of 50, and 900 who spend nothing.
    const amounts = [...Array(50).fill(0), ...Array(50).fill(100), ...Array(900).fill(0)] as number[];
    const variance = amounts.reduce((sum, amount) => sum + (amount - 5) ** 2, 0) / 1000;
    const { value, spread } = basisOf(newMetric('revenue'), seen);
    expect(value).toBe(5);
    expect(spread).toBeCloseTo(Math.sqrt(variance), 9);
  });

  it('knows that only one visitor in ten tells of the order value', () => {
    expect(basisOf(newMetric('order_value'), seen)).toEqual({ value: 50, spread: 50 / Math.sqrt(0.1) });
  });

  it('guesses nothing of funnels, times, scores and vitals', () => {
    for (const type of ['funnel', 'time_to_convert', 'survey_score', 'web_vital'] as const)
      expect(basisOf(newMetric(type), seen)).toEqual({ value: null, spread: null });
    expect(isShareMetric(newMetric('funnel'))).toBe(true);
    expect(isShareMetric(newMetric('survey_score'))).toBe(false);
  });
});
