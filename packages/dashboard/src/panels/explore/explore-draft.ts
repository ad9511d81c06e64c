import type { EventReference, Filter, Interval, TrendDefinitionInput } from '@telltale/query';
import { isEventReference } from '../../builder/event-reference.ts';
import { countDays } from '../../state/iso-day.ts';
import { type DayRange, intervalOf } from '../../state/range.ts';

/** What can be counted of events without a measure. */
export const counts = ['count', 'visitors', 'sessions', 'count_per_visitor'] as const;

/** What can be made of a measure's values. */
export const ofMeasures = ['sum', 'average', 'minimum', 'maximum', 'sum_per_visitor', 'percentile'] as const;

const aggregations = [...counts, ...ofMeasures];

/** What of the events is drawn. */
export type Aggregation = (typeof aggregations)[number];

/** One series as it is edited. */
export interface DraftSeries {
  /** Any one of them counts. */
  events: readonly EventReference[];
  aggregation: Aggregation;
  /** A measure; empty where none is needed. */
  property: string;
  /** 0 to 100. */
  percentile: number;
}

/** How two series make one line. */
export const operators = ['ratio', 'per_hundred', 'difference'] as const;

/** A line made of two series; their places, counted from 0. */
export interface DraftFormula {
  a: number;
  operator: (typeof operators)[number];
  b: number;
}

/** What the builder edits: the question without the days. It stands in the address, so that a link carries it. */
export interface ExploreDraft {
  series: readonly DraftSeries[];
  formulas: readonly DraftFormula[];
  /** Empty for the one that suits the days. */
  interval: Interval | '';
  /** A property's name; empty for no breakdown. */
  breakdown: string;
}

/** A new series. */
export const newSeries = (kind: string): DraftSeries => ({
  events: [{ kind }],
  aggregation: 'count',
  property: '',
  percentile: 75,
});

const firstDraft: ExploreDraft = { series: [newSeries('page_view')], formulas: [], interval: '', breakdown: '' };

/** From the finest to the coarsest. */
const intervals = ['minute', '5_minutes', '15_minutes', 'hour', 'day', 'week', 'month'] as const;

// No more points than a chart or the question takes: 2,000.
const mostDays: Record<Interval, number> = {
  minute: 1,
  '5_minutes': 6,
  '15_minutes': 20,
  hour: 80,
  day: 2000,
  week: 2000,
  month: 2000,
};

/** How so many days can be cut. */
export const possibleIntervals = ({ from, to }: DayRange): Interval[] =>
  intervals.filter((interval) => countDays(from, to) <= mostDays[interval]);

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const readSeries = (value: unknown): DraftSeries | undefined => {
  const { events, aggregation, property, percentile } = object(value);
  if (!Array.isArray(events) || events.length === 0 || !events.every(isEventReference)) return undefined;
  return {
    events,
    aggregation: aggregations.find((name) => name === aggregation) ?? 'count',
    property: typeof property === 'string' ? property : '',
    // JSON has no NaN: an emptied field comes back as null.
    percentile: percentile === null ? Number.NaN : typeof percentile === 'number' ? percentile : 75,
  };
};

const isPlace = (value: unknown, count: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < count;

const readFormula = (value: unknown, seriesCount: number): DraftFormula | undefined => {
  const { a, operator, b } = object(value);
  const known = operators.find((name) => name === operator);
  return known && isPlace(a, seriesCount) && isPlace(b, seriesCount) ? { a, operator: known, b } : undefined;
};

const isThere = <Value>(value: Value | undefined): value is Value => value !== undefined;

/** Reads a draft from an address that somebody may have damaged; what is not usable is left out. */
export const readDraft = (own: unknown): ExploreDraft => {
  const { series, formulas, interval, breakdown } = object(own);
  const read = Array.isArray(series) ? series.map(readSeries).filter(isThere) : [];
  const usable = read.length > 0 ? read : firstDraft.series;
  return {
    series: usable,
    formulas: Array.isArray(formulas)
      ? formulas.map((formula) => readFormula(formula, usable.length)).filter(isThere)
      : [],
    interval: intervals.find((name) => name === interval) ?? '',
    breakdown: typeof breakdown === 'string' ? breakdown : '',
  };
};

/** The draft without one series, and without the formulas that name it. */
export const withoutSeries = (draft: ExploreDraft, gone: number): ExploreDraft => {
  const moved = (place: number) => (place > gone ? place - 1 : place);
  return {
    ...draft,
    series: draft.series.filter((_, place) => place !== gone),
    formulas: draft.formulas
      .filter(({ a, b }) => a !== gone && b !== gone)
      .map(({ a, operator, b }) => ({ a: moved(a), operator, b: moved(b) })),
  };
};

/** True for what is made of a measure's values. */
export const needsMeasure = (aggregation: Aggregation): aggregation is (typeof ofMeasures)[number] =>
  ofMeasures.some((name) => name === aggregation);

/** The interval that is asked: the chosen one where the days can be cut so, otherwise the one that suits them. */
export const askedInterval = ({ interval }: ExploreDraft, range: DayRange): Interval =>
  possibleIntervals(range).find((name) => name === interval) ?? intervalOf(range);

const isUsable = ({ aggregation, property, percentile }: DraftSeries): boolean =>
  !needsMeasure(aggregation) ||
  (property !== '' && (aggregation !== 'percentile' || (percentile >= 0 && percentile <= 100)));

const seriesOf = ({
  events,
  aggregation,
  property,
  percentile,
}: DraftSeries): TrendDefinitionInput['series'][number] => {
  if (aggregation === 'percentile') return { events: [...events], aggregation, property, percentile };
  return needsMeasure(aggregation)
    ? { events: [...events], aggregation, property }
    : { events: [...events], aggregation };
};

// As many lines as can be told apart.
const BREAKDOWN_LIMIT = 5;

interface Asked {
  range: DayRange;
  comparison: DayRange | undefined;
  filters: Filter[];
}

/** The question that a draft asks; undefined while it cannot be asked. */
export const exploreQuestion = (
  draft: ExploreDraft,
  { range, comparison, filters }: Asked,
): TrendDefinitionInput | undefined => {
  if (!draft.series.every(isUsable)) return undefined;
  return {
    range,
    interval: askedInterval(draft, range),
    series: draft.series.map(seriesOf),
    ...(draft.formulas.length > 0 && { formulas: [...draft.formulas] }),
    ...(filters.length > 0 && { filters }),
    ...(draft.breakdown && { breakdown: { property: draft.breakdown, limit: BREAKDOWN_LIMIT } }),
    ...(comparison && { comparison }),
  };
};
