import { describe, expect, it } from 'vitest';
import { isoDayAt } from './iso-day.ts';
import { comparedRange, resolveRange } from './range.ts';

describe('a range', () => {
  it.each([
    ['today', '2026-03-01', '2026-03-01'],
    ['yesterday', '2026-02-28', '2026-02-28'],
    ['7d', '2026-02-23', '2026-03-01'],
    ['30d', '2026-01-31', '2026-03-01'],
    ['month', '2026-03-01', '2026-03-01'],
    ['last-month', '2026-02-01', '2026-02-28'],
  ] as const)('named %s on 1 March 2026 is %s to %s', (preset, from, to) => {
    expect(resolveRange(preset, '2026-03-01')).toEqual({ from, to });
  });

  it('is compared with as many days directly before it', () => {
    expect(comparedRange({ from: '2026-03-01', to: '2026-03-07' }, 'previous')).toEqual({
      from: '2026-02-22',
      to: '2026-02-28',
    });
  });

  it('is compared with the same weekdays a year before', () => {
    expect(comparedRange({ from: '2026-03-02', to: '2026-03-02' }, 'year')).toEqual({
      from: '2025-03-03',
      to: '2025-03-03',
    });
  });

  it('is not compared when nobody asked', () => {
    expect(comparedRange({ from: '2026-03-02', to: '2026-03-02' }, 'none')).toBeUndefined();
  });
});

describe('the day at a moment', () => {
  it("is that of the site's time zone", () => {
    const moment = Date.parse('2026-03-01T21:30:00Z');
    expect(isoDayAt(moment, 'UTC')).toBe('2026-03-01');
    expect(isoDayAt(moment, 'Asia/Riyadh')).toBe('2026-03-02');
    expect(isoDayAt(moment, 'Asia/Tehran')).toBe('2026-03-02');
    expect(isoDayAt(moment, 'America/New_York')).toBe('2026-03-01');
  });
});
