import type { Filter, TrendDefinitionInput, TrendResult } from '@telltale/query';
import { type DayRange, intervalOf } from '../../state/range.ts';

interface Asked {
  range: DayRange;
  comparison: DayRange | undefined;
  filters: Filter[];
}

// The places of the series in the question.
const VISITORS = 0;
const VIEWS = 1;
const PURCHASES = 2;
const BUYERS = 3;
const REVENUE = 4;

/** All figures of the overview are one question: they are of the same moment. */
export const overviewQuestion = ({ range, comparison, filters }: Asked): TrendDefinitionInput => ({
  range,
  interval: intervalOf(range),
  series: [
    { events: [{ kind: 'page_view' }], aggregation: 'visitors' },
    { events: [{ kind: 'page_view' }], aggregation: 'count' },
    { events: [{ kind: 'purchase' }], aggregation: 'count' },
    { events: [{ kind: 'purchase' }], aggregation: 'visitors' },
    { events: [{ kind: 'purchase' }], aggregation: 'sum', property: 'value' },
  ],
  filters,
  ...(comparison && { comparison }),
});

/** One figure of the overview over time. */
export interface Figure {
  /** Names the figure in the address. */
  id: string;
  measure: 'visitors' | 'views' | 'purchases' | 'conversion' | 'revenue';
  /** ISO 4217; only revenue has one. Amounts of different currencies are different figures. */
  currency: string | undefined;
  total: number;
  /** Decimal text where the total is an exact amount. */
  exactTotal: string | undefined;
  values: readonly number[];
  comparison: { total: number; values: readonly number[] } | undefined;
}

type Line = TrendResult['lines'][number];

const zeros = (values: readonly (number | null)[]) => values.map((value) => value ?? 0);

const figureOf = (
  id: string,
  measure: Figure['measure'],
  { total, values, exact, currency, comparison }: Line,
): Figure => ({
  id,
  measure,
  currency: currency ?? undefined,
  total: total ?? 0,
  exactTotal: exact?.total ?? undefined,
  values: zeros(values),
  comparison: comparison ? { total: comparison.total ?? 0, values: zeros(comparison.values) } : undefined,
});

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

const conversionOf = (buyers: Figure, visitors: Figure): Figure => ({
  id: 'conversion',
  measure: 'conversion',
  currency: undefined,
  total: ratio(buyers.total, visitors.total),
  exactTotal: undefined,
  values: buyers.values.map((value, index) => ratio(value, visitors.values[index] ?? 0)),
  comparison:
    buyers.comparison && visitors.comparison
      ? {
          total: ratio(buyers.comparison.total, visitors.comparison.total),
          values: buyers.comparison.values.map((value, index) => ratio(value, visitors.comparison?.values[index] ?? 0)),
        }
      : undefined,
});

/** The figures in the order in which they are shown; a currency each for revenue, the largest first. */
export const figuresOf = ({ lines }: TrendResult): Figure[] => {
  const lineOf = (series: number) => lines.find((line) => line.series === series);
  const [visitors, views, purchases, buyers] = [VISITORS, VIEWS, PURCHASES, BUYERS].map(lineOf);
  if (!visitors || !views || !purchases || !buyers) return [];
  const visitorsFigure = figureOf('visitors', 'visitors', visitors);
  const revenues = lines
    .filter(({ series, currency }) => series === REVENUE && currency)
    .sort((one, other) => (other.total ?? 0) - (one.total ?? 0));
  return [
    visitorsFigure,
    figureOf('views', 'views', views),
    figureOf('purchases', 'purchases', purchases),
    conversionOf(figureOf('buyers', 'visitors', buyers), visitorsFigure),
    ...revenues.map((line) => figureOf(`revenue-${line.currency}`, 'revenue', line)),
  ];
};
