import { describe, expect, it } from 'vitest';
import { bucketsOf } from './buckets.ts';
import { addUnits, startOf } from './calendar.ts';
import { previousRange, resolveRange } from './range.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const clock = (timeZone: string, now = '2026-03-10T12:34:56') => ({ timeZone, nowMs: utc(now) });

describe('resolveRange', () => {
  it("includes the last date whole, in the site's time zone", () => {
    expect(resolveRange({ from: '2026-03-01', to: '2026-03-01' }, clock('Asia/Tehran'))).toEqual({
      startAt: utc('2026-02-28T20:30'),
      endAt: utc('2026-03-01T20:30'),
    });
  });

  it('takes local times, the last one excluded', () => {
    expect(resolveRange({ from: '2026-03-01T09:30', to: '2026-03-01T10:00' }, clock('Asia/Kathmandu'))).toEqual({
      startAt: utc('2026-03-01T03:45'),
      endAt: utc('2026-03-01T04:15'),
    });
  });

  it('begins the day at 01:00 where clocks go forward at midnight', () => {
    expect(resolveRange({ from: '2026-04-24', to: '2026-04-24' }, clock('Africa/Cairo'))).toEqual({
      startAt: utc('2026-04-23T22:00'),
      endAt: utc('2026-04-24T21:00'),
    });
  });

  it('takes the last whole units, the current one included', () => {
    expect(resolveRange({ last: 7, unit: 'day' }, clock('UTC'))).toEqual({
      startAt: utc('2026-03-04T00:00'),
      endAt: utc('2026-03-11T00:00'),
    });
    expect(resolveRange({ last: 30, unit: 'minute' }, clock('UTC'))).toEqual({
      startAt: utc('2026-03-10T12:05'),
      endAt: utc('2026-03-10T12:35'),
    });
  });

  it('begins weeks on the day on which the site does', () => {
    const week = { last: 1, unit: 'week' } as const;
    expect(resolveRange(week, clock('UTC')).startAt).toBe(utc('2026-03-09T00:00'));
    expect(resolveRange(week, { ...clock('UTC'), weekStartsOn: 'saturday' }).startAt).toBe(utc('2026-03-07T00:00'));
  });

  it('refuses a range that ends before it begins', () => {
    expect(() => resolveRange({ from: '2026-03-02', to: '2026-03-01' }, clock('UTC'))).toThrow(
      expect.objectContaining({ code: 'empty_range', path: 'range' }),
    );
  });
});

describe('previousRange', () => {
  it('is as many days before, whatever the clocks did', () => {
    expect(previousRange({ from: '2026-03-29', to: '2026-03-30' }, clock('Europe/Berlin'))).toEqual({
      startAt: utc('2026-03-26T23:00'),
      endAt: utc('2026-03-28T23:00'),
    });
  });

  it('is as many units before', () => {
    expect(previousRange({ last: 1, unit: 'month' }, clock('UTC'))).toEqual({
      startAt: utc('2026-02-01T00:00'),
      endAt: utc('2026-03-01T00:00'),
    });
  });
});

describe('bucketsOf', () => {
  it('cuts steps of minutes at the local hour, and goes on over an hour that comes twice by half', () => {
    const steps = (interval: '5_minutes' | '15_minutes', from: string, to: string, timeZone: string) =>
      bucketsOf({ startAt: utc(from), endAt: utc(to) }, interval, { timeZone }).map((at) =>
        new Date(at).toISOString().slice(11, 16),
      );
    expect(steps('15_minutes', '2026-03-01T10:20', '2026-03-01T11:00', 'Asia/Kathmandu')).toEqual([
      '10:15',
      '10:30',
      '10:45',
    ]);
    expect(steps('5_minutes', '2026-03-01T10:03', '2026-03-01T10:12', 'Asia/Tehran')).toEqual([
      '10:00',
      '10:05',
      '10:10',
    ]);
    // At 15:00 UTC clocks go from 02:00 back to 01:30.
    expect(steps('15_minutes', '2026-04-04T14:45', '2026-04-04T15:30', 'Australia/Lord_Howe')).toEqual([
      '14:45',
      '15:00',
      '15:15',
    ]);
    // Monrovia was 44 minutes and 30 seconds behind.
    expect(steps('15_minutes', '1970-01-01T00:44:30', '1970-01-01T01:10', 'Africa/Monrovia')).toEqual([
      '00:44',
      '00:59',
    ]);
  });

  const day = (date: string, timeZone: string) => resolveRange({ from: date, to: date }, clock(timeZone));

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Asia/Tehran', '2026-03-21', 24],
  ])('cuts a day in %s on %s into %i hours', (timeZone, date, hours) => {
    expect(bucketsOf(day(date, timeZone), 'hour', { timeZone })).toHaveLength(hours);
  });

  it.each([
    ['Asia/Tehran', '2019-03-10', '2019-04-02'],
    ['America/Sao_Paulo', '2018-10-28', '2018-11-20'],
    ['Australia/Lord_Howe', '2026-10-01', '2026-10-12'],
    ['Europe/Berlin', '2026-03-20', '2026-04-12'],
  ])(
    'cuts in %s where the calendar does, also where the clocks change at midnight (%s to %s)',
    (timeZone, from, to) => {
      const range = resolveRange({ from, to }, clock(timeZone));
      for (const unit of ['hour', 'day', 'week'] as const) {
        const cut: number[] = [];
        for (
          let at = startOf(unit, range.startAt, { timeZone });
          at < range.endAt;
          at = addUnits(unit, at, 1, { timeZone })
        )
          cut.push(at);
        expect(bucketsOf(range, unit, { timeZone })).toEqual(cut);
      }
    },
  );

  it('goes on where the clock is set back by half an hour', () => {
    const buckets = bucketsOf(day('2026-04-05', 'Australia/Lord_Howe'), 'hour', { timeZone: 'Australia/Lord_Howe' });
    expect(buckets.every((startAt, index) => index === 0 || startAt > (buckets[index - 1] ?? 0))).toBe(true);
    expect(buckets.length).toBeGreaterThanOrEqual(25);
  });

  it('begins with the whole unit in which the range begins', () => {
    const range = resolveRange({ from: '2026-03-04', to: '2026-03-10' }, clock('UTC'));
    expect(bucketsOf(range, 'week', { timeZone: 'UTC' })).toEqual([utc('2026-03-02T00:00'), utc('2026-03-09T00:00')]);
    expect(bucketsOf(range, 'month', { timeZone: 'UTC' })).toEqual([utc('2026-03-01T00:00')]);
  });

  it('refuses more buckets than anyone can look at', () => {
    expect(() => bucketsOf(day('2026-03-04', 'UTC'), 'minute', { timeZone: 'UTC' })).not.toThrow();
    expect(() =>
      bucketsOf(resolveRange({ last: 2, unit: 'month' }, clock('UTC')), 'minute', { timeZone: 'UTC' }),
    ).toThrow(expect.objectContaining({ code: 'too_many_buckets' }));
  });
});
