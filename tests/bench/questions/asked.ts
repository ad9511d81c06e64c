import type { QuestionKind } from '@telltale/query';

/** A question of the benchmark. */
export interface BenchQuestion {
  what: string;
  kind: QuestionKind;
  definition: unknown;
  /** The most its time may be, as a share of the yardstick's. */
  atMostRatio?: number;
}

const range = { last: 30, unit: 'day' };
const weeks = { last: 9, unit: 'week' };
const step = (kind: string) => ({ events: [{ kind }] });
const steps = [step('page_view'), step('cart_add'), step('checkout_step'), step('purchase')];
const conversionWindow = { amount: 7, unit: 'day' };
const bought = { did: { kind: 'purchase' }, during: range };
const isInSegment = {
  all: [
    {
      did: { kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: ['/pricing'] }] },
      during: range,
    },
    { did: { kind: 'cart_add' }, times: { operator: 'at_least', value: 2 }, during: range },
    { didNot: { kind: 'purchase' }, during: range },
  ],
};

/** The questions that a goal is stated for, and the sums an experiment needs. */
export const benchQuestions: readonly BenchQuestion[] = [
  {
    what: 'funnel of 4 steps by visitor, by device',
    kind: 'funnel',
    definition: { range, steps, conversionWindow, breakdown: { property: 'device' } },
    atMostRatio: 0.3,
  },
  {
    what: 'funnel of 4 steps by session',
    kind: 'funnel',
    definition: { range, steps, conversionWindow, unit: 'session' },
    atMostRatio: 0.35,
  },
  {
    what: 'funnel of 5 steps with an exclusion',
    kind: 'funnel',
    definition: {
      range,
      steps: [step('page_view'), step('feature_inspection'), ...steps.slice(1)],
      exclusions: [{ events: [{ kind: 'site_search' }], from: 2, to: 4 }],
      conversionWindow,
    },
    atMostRatio: 0.5,
  },
  {
    what: 'behavioural segment of 3 conditions',
    kind: 'segment',
    definition: { condition: isInSegment },
    atMostRatio: 0.1,
  },
  {
    what: 'the funnel inside a segment',
    kind: 'funnel',
    definition: { range, steps, conversionWindow, filters: [{ visitor: bought }] },
    atMostRatio: 0.25,
  },
  {
    what: 'retention over 8 weeks',
    kind: 'retention',
    definition: {
      range: weeks,
      startEvents: [{ kind: 'page_view' }],
      returnEvents: [{ kind: 'page_view' }],
      interval: 'week',
      periods: 8,
    },
    atMostRatio: 0.4,
  },
  {
    what: 'heatmap: clicks of a page on a grid',
    kind: 'heatmap',
    definition: { range, page: '/pricing', layers: ['grid'] },
    atMostRatio: 0.03,
  },
  {
    what: 'top pages with unique visitors',
    kind: 'breakdown',
    definition: { range, events: [{ kind: 'page_view' }], property: 'path' },
    atMostRatio: 0.35,
  },
  {
    what: 'top sources with unique visitors',
    kind: 'breakdown',
    definition: { range, events: [{ kind: 'page_view' }], property: 'source' },
    atMostRatio: 0.15,
  },
  {
    what: 'paths of 3 steps',
    kind: 'paths',
    definition: { range, steps: 3 },
    atMostRatio: 0.3,
  },
  {
    what: 'experiment: sums, effects and health of two variants',
    kind: 'experiment',
    definition: {
      experiment: 'cta',
      range,
      variants: [{ id: 'control' }, { id: 'new' }],
      primary: { type: 'conversion', events: [{ kind: 'purchase' }], window: conversionWindow },
    },
    atMostRatio: 0.12,
  },
];
