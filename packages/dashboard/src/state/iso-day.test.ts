import { describe, expect, it } from 'vitest';
import { dayStartAt, isoDayAt } from './iso-day.ts';

describe('the start of a day', () => {
  it.each([
    ['2026-03-09', 'UTC', '2026-03-09T00:00:00Z'],
    ['2026-03-09', 'Asia/Riyadh', '2026-03-08T21:00:00Z'],
    ['2026-03-09', 'Asia/Kathmandu', '2026-03-08T18:15:00Z'],
    ['2026-03-09', 'America/St_Johns', '2026-03-09T02:30:00Z'],
    ['2026-03-09', 'Pacific/Kiritimati', '2026-03-08T10:00:00Z'],
    // Midnight is skipped: the day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ])('%s in %s is %s', (isoDay, timeZone, moment) => {
    const startAt = dayStartAt(isoDay, timeZone);
    expect(new Date(startAt).toISOString()).toBe(new Date(moment).toISOString());
    expect(isoDayAt(startAt, timeZone)).toBe(isoDay);
    expect(isoDayAt(startAt - 1, timeZone) < isoDay).toBe(true);
  });

  it('is none of a day that does not exist', () => {
    expect(dayStartAt('2026-02-30', 'UTC')).toBeNaN();
  });
});
