import { describe, expect, it } from 'vitest';
import {
  type ExploreDraft,
  exploreQuestion,
  newSeries,
  possibleIntervals,
  readDraft,
  withoutSeries,
} from './explore-draft.ts';

const day = { from: '2026-03-01', to: '2026-03-01' };
const month = { from: '2026-03-01', to: '2026-03-31' };
const asked = { comparison: undefined, filters: [] };

const draft: ExploreDraft = {
  series: [
    newSeries('page_view'),
    { events: [{ kind: 'purchase' }], aggregation: 'percentile', property: 'value', percentile: 90 },
    { events: [{ kind: 'purchase' }], aggregation: 'visitors', property: '', percentile: 75 },
  ],
  formulas: [{ a: 2, operator: 'ratio', b: 0 }],
  interval: 'minute',
  breakdown: 'device',
};

describe('what is drawn', () => {
  it('comes back from the address as it was', () => {
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it.each([undefined, null, 7, 'series', [], { series: [] }, { series: [{ events: [] }], formulas: [{ a: 0 }] }])(
    'is page views for %j',
    (own) => {
      expect(readDraft(own)).toEqual({ series: [newSeries('page_view')], formulas: [], interval: '', breakdown: '' });
    },
  );

  it('becomes a question that names a measure only where one is needed', () => {
    expect(exploreQuestion(draft, { ...asked, range: day })).toEqual({
      range: day,
      interval: 'minute',
      series: [
        { events: [{ kind: 'page_view' }], aggregation: 'count' },
        { events: [{ kind: 'purchase' }], aggregation: 'percentile', property: 'value', percentile: 90 },
        { events: [{ kind: 'purchase' }], aggregation: 'visitors' },
      ],
      formulas: [{ a: 2, operator: 'ratio', b: 0 }],
      breakdown: { property: 'device', limit: 5 },
    });
  });

  it('is not asked without its measure, nor with a percentile that is none', () => {
    const one = (change: object) => ({ ...draft, formulas: [], series: [{ ...newSeries('purchase'), ...change }] });
    expect(exploreQuestion(one({ aggregation: 'sum' }), { ...asked, range: day })).toBeUndefined();
    const percentile = { aggregation: 'percentile', property: 'value', percentile: Number.NaN };
    expect(exploreQuestion(one(percentile), { ...asked, range: day })).toBeUndefined();
  });

  it('is cut into what suits the days where they are too many for what was chosen', () => {
    expect(exploreQuestion(draft, { ...asked, range: month })?.interval).toBe('day');
    expect(possibleIntervals(month)).toEqual(['hour', 'day', 'week', 'month']);
  });

  it('loses with a series the formulas that name it', () => {
    const formulas = [
      { a: 0, operator: 'ratio' as const, b: 1 },
      { a: 1, operator: 'difference' as const, b: 2 },
    ];
    expect(withoutSeries({ ...draft, formulas }, 0)).toEqual({
      ...draft,
      series: draft.series.slice(1),
      formulas: [{ a: 0, operator: 'difference', b: 1 }],
    });
  });
});
