import type { Draft, Experiment, Metric } from './experiment.ts';

/** Types of metrics that the form makes. */
export const metricTypes = [
  'conversion',
  'count',
  'revenue',
  'order_value',
  'time_to_convert',
  'funnel',
  'survey_score',
  'web_vital',
] as const;

/** A metric of a type as the form begins with it. */
export const newMetric = (type: Metric['type']): Metric => {
  const shared = { window: { amount: 7, unit: 'day' as const }, leastEffect: { ratio: 0.05 } };
  const purchase = [{ kind: 'purchase' }];
  switch (type) {
    case 'conversion':
      return { type, events: purchase, isLessBetter: false, ...shared };
    case 'count':
      return { type, events: [{ kind: 'page_view' }], isLessBetter: false, ...shared };
    case 'revenue':
      return { type, events: purchase, property: 'value', currency: 'EUR', capPercentile: 99, ...shared };
    case 'order_value':
      return { type, events: purchase, property: 'value', currency: 'EUR', ...shared };
    case 'time_to_convert':
      return { type, events: purchase, ...shared };
    case 'funnel':
      return { type, steps: [{ events: [{ kind: 'cart_add' }] }, { events: purchase }], ...shared };
    case 'survey_score':
      return { type, survey: 'after_purchase', score: 'nps', ...shared, leastEffect: { absolute: 5 } };
    case 'web_vital':
      return { type, vital: 'LCP', ...shared };
  }
};

/** What the form begins with: the experiment, or a new one. What is left out of an experiment is told, so that it can be taken away. */
export const draftOf = (experiment: Experiment | undefined): Draft => {
  const whoever = { pages: { include: [], exclude: [] }, audience: {}, trafficShare: 1, group: null, holdOut: null };
  if (experiment) {
    const { id, name, hypothesis, variants, primary, secondary, guardrails, reading, plannedVisitors } = experiment;
    const { covariateDays, startAt, endAt, pages, audience, trafficShare, group, holdOut } = experiment;
    return {
      id,
      name,
      hypothesis,
      pages: pages ?? whoever.pages,
      audience: audience ?? whoever.audience,
      trafficShare: trafficShare ?? whoever.trafficShare,
      group: group ?? null,
      holdOut: holdOut ?? null,
      variants,
      primary,
      secondary,
      guardrails,
      reading,
      plannedVisitors,
      covariateDays,
      startAt,
      endAt,
    };
  }
  return {
    id: '',
    name: '',
    hypothesis: '',
    ...whoever,
    variants: [
      { id: 'control', weight: 1 },
      { id: 'variant', weight: 1 },
    ],
    primary: newMetric('conversion'),
    secondary: [],
    guardrails: [],
    reading: 'sequential',
    plannedVisitors: 5000,
    covariateDays: 14,
    startAt: null,
    endAt: null,
  };
};

/** A name as an id: letters, digits, "-" and "_", a letter first. */
export const idOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replace(/^[^\p{L}_]+|-+$/gu, '')
    .slice(0, 60);
