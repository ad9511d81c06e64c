import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDays as dashboardWithDays } from '../../../packages/dashboard/src/state/board-days.ts';
import { isoDayAt } from '../../../packages/dashboard/src/state/iso-day.ts';
import {
  comparedRange,
  comparisons,
  formatRange,
  type RangeChoice,
  rangePresets,
  resolveRange,
} from '../../../packages/dashboard/src/state/range.ts';
import { cardDays, rangeNames, withDays } from './card-days.ts';

const zones = ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Asia/Riyadh'];
const day = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const choice: fc.Arbitrary<RangeChoice> = fc.oneof(
  fc.constantFrom(...rangePresets),
  fc.tuple(day, day).map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one })),
);
const moment = fc.integer({ min: Date.parse('2019-01-01'), max: Date.parse('2030-12-31') });

describe("a card's days", () => {
  it('are those that the dashboard shows, whatever range, comparison, moment and time zone', () => {
    expect(rangeNames).toEqual(rangePresets);
    fc.assert(
      fc.property(choice, fc.constantFrom(...comparisons), moment, fc.constantFrom(...zones), (...asked) => {
        const [range, comparison, nowMs, timeZone] = asked;
        const days = resolveRange(range, isoDayAt(nowMs, timeZone));
        const shown = { days, compared: comparedRange(days, comparison) };
        const view = `explore?range=${formatRange(range)}&compare=${comparison}`;
        expect(cardDays(view, { nowMs, timeZone })).toEqual(shown);
        const definition = { range: { board: 'days' }, comparison: { board: 'compared_days' }, kept: [{ from: 'a' }] };
        expect(withDays(definition, shown)).toEqual(dashboardWithDays(definition, shown));
      }),
    );
  });

  it('are the usual ones where the address says nothing, or nothing that can be read', () => {
    const options = { nowMs: Date.parse('2026-03-09T12:00:00Z'), timeZone: 'UTC' };
    const usual = {
      days: { from: '2026-02-08', to: '2026-03-09' },
      compared: { from: '2026-01-09', to: '2026-02-07' },
    };
    for (const view of ['funnels', 'funnels?', 'funnels?range=soon', 'funnels?range=2026-02-30..2026-03-01'])
      expect(cardDays(view, options)).toEqual(usual);
  });

  it('are others where whoever looks chose others', () => {
    const options = { nowMs: Date.parse('2026-03-09T12:00:00Z'), timeZone: 'UTC', range: 'yesterday' } as const;
    expect(cardDays('funnels?range=90d&compare=none', options).days).toEqual({ from: '2026-03-08', to: '2026-03-08' });
  });
});
