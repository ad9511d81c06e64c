import type { TrendResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { intervalOf } from '../../state/range.ts';
import { figuresOf } from './overview-question.ts';

type Line = TrendResult['lines'][number];

const line = (series: number, total: number, more: Partial<Line> = {}): Line => ({
  series,
  value: null,
  isOther: false,
  currency: null,
  values: [total, 0],
  total,
  exact: null,
  comparison: { values: [0, total * 2], total: total * 2, exact: null },
  ...more,
});

const result = (lines: Line[]): TrendResult => ({
  range: { startAt: 0, endAt: 2 },
  startAts: [0, 1],
  lines,
  formulas: [],
  comparison: null,
});

describe("the overview's figures", () => {
  const figures = figuresOf(
    result([
      line(0, 40),
      line(1, 100),
      line(2, 12),
      line(3, 10),
      line(4, 5, { currency: 'EUR' }),
      line(4, 70, { currency: 'SAR', exact: { values: ['70.0001', '0'], total: '70.0001' } }),
    ]),
  );

  it('have revenue by currency, the largest first, never summed', () => {
    expect(figures.map(({ id }) => id)).toEqual([
      'visitors',
      'views',
      'purchases',
      'conversion',
      'revenue-SAR',
      'revenue-EUR',
    ]);
    expect(figures[4]?.exactTotal).toBe('70.0001');
  });

  it('have conversion as buyers of visitors, 0 where nobody came', () => {
    const conversion = figures[3];
    expect(conversion?.total).toBe(0.25);
    expect(conversion?.values).toEqual([0.25, 0]);
    expect(conversion?.comparison).toEqual({ total: 0.25, values: [0, 0.25] });
  });
});

describe('the interval', () => {
  it.each([
    ['2026-03-01', '2026-03-02', 'hour'],
    ['2026-03-01', '2026-03-03', 'day'],
    ['2026-01-01', '2026-04-30', 'day'],
    ['2025-05-01', '2026-04-30', 'week'],
  ])('from %s to %s is a %s', (from, to, interval) => {
    expect(intervalOf({ from, to })).toBe(interval);
  });
});
