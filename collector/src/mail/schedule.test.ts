import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextDue } from './schedule.ts';

const riyadh = { timeZone: 'Asia/Riyadh', weekStartsOn: 'sunday' } as const;
const berlin = { timeZone: 'Europe/Berlin', weekStartsOn: 'monday' } as const;
const at = (text: string) => Date.parse(text);

describe('a board that is sent', () => {
  it('is due at its hour in the time zone of the site', () => {
    const daily = { every: 'day', hour: 8 } as const;
    // 05:00 in UTC is 08:00 in Riyadh.
    expect(lastDue(daily, riyadh, at('2026-03-09T04:59:59Z'))).toEqual({
      day: '2026-03-08',
      at: at('2026-03-08T05:00:00Z'),
    });
    expect(lastDue(daily, riyadh, at('2026-03-09T05:00:00Z'))).toEqual({
      day: '2026-03-09',
      at: at('2026-03-09T05:00:00Z'),
    });
    expect(nextDue(daily, riyadh, at('2026-03-09T05:00:00Z')).day).toBe('2026-03-10');
  });

  it("is due on the first day of the site's week, and of the month", () => {
    const now = at('2026-03-11T12:00:00Z');
    expect(lastDue({ every: 'week', hour: 8 }, riyadh, now).day).toBe('2026-03-08');
    expect(lastDue({ every: 'week', hour: 8 }, berlin, now).day).toBe('2026-03-09');
    expect(nextDue({ every: 'week', hour: 8 }, berlin, now).day).toBe('2026-03-16');
    expect(lastDue({ every: 'month', hour: 8 }, berlin, now).day).toBe('2026-03-01');
    expect(lastDue({ every: 'month', hour: 8 }, berlin, at('2026-03-01T06:59:00Z')).day).toBe('2026-02-01');
    expect(nextDue({ every: 'month', hour: 8 }, berlin, at('2026-01-31T12:00:00Z')).day).toBe('2026-02-01');
  });

  it('is due once on the days on which the clock is changed', () => {
    const atTwo = { every: 'day', hour: 2 } as const;
    // 2026-03-29 has no 02:00 in Berlin, 2026-10-25 has it twice.
    expect(lastDue(atTwo, berlin, at('2026-03-29T12:00:00Z'))).toEqual({
      day: '2026-03-29',
      at: at('2026-03-29T01:00:00Z'),
    });
    expect(lastDue(atTwo, berlin, at('2026-10-25T01:30:00Z'))).toEqual({
      day: '2026-10-25',
      at: at('2026-10-25T00:00:00Z'),
    });
  });

  it('was due before now and is due after now, with no other time between, whatever the schedule', () => {
    const rule = fc.record({
      every: fc.constantFrom('day', 'week', 'month'),
      hour: fc.integer({ min: 0, max: 23 }),
    });
    const moment = fc.integer({ min: at('2024-01-01'), max: at('2028-01-01') });
    fc.assert(
      fc.property(rule, fc.constantFrom(riyadh, berlin), moment, (asked, calendar, now) => {
        const [last, next] = [lastDue(asked, calendar, now), nextDue(asked, calendar, now)];
        expect(last.at).toBeLessThanOrEqual(now);
        expect(next.at).toBeGreaterThan(now);
        expect(nextDue(asked, calendar, last.at)).toEqual(next);
        expect(lastDue(asked, calendar, next.at - 1)).toEqual(last);
      }),
    );
  });
});
