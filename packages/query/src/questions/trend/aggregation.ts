import { compileAggregate } from '../../filter/aggregate.ts';
import { resolveMeasure } from '../../filter/measure.ts';
import type { QuestionContext } from '../../question.ts';
import { bind, type Fragment, sql } from '../../sql/fragment.ts';
import type { TrendSeries } from './definition.ts';

/** How a series' events become one number. Its columns are `measure`, `visitor_id` and `session_id`. */
export interface Aggregation {
  /** What an event contributes; null when each counts. Events without the measure do not count. */
  measure: Fragment | null;
  /** The aggregate; NULL where nothing can be said. */
  value: Fragment;
  /** True where the value is an exact decimal. */
  isExact: boolean;
  isMoney: boolean;
  /** True where events are counted: one that only goes on with another is no further one. */
  isCount: boolean;
  /** What nothing amounts to. */
  empty: 0 | null;
}

type MeasuredSeries = Extract<TrendSeries, { property: string }>;

const visitors = sql`uniqExact(visitor_id)`;

const counts = {
  count: { value: sql`count()`, empty: 0 },
  visitors: { value: visitors, empty: 0 },
  // What only the site's server told has no session.
  sessions: { value: sql`uniqExactIf((visitor_id, session_id), session_id != 0)`, empty: 0 },
  count_per_visitor: { value: sql`count() / ${visitors}`, empty: null },
} as const;

const measured = (series: MeasuredSeries): Pick<Aggregation, 'value' | 'isExact' | 'empty'> => {
  const measure = sql`measure`;
  const { aggregation } = series;
  if (aggregation === 'percentile')
    return {
      value: sql`quantileExactInclusive(${bind('Float64', series.percentile / 100)})(toFloat64(${measure}))`,
      isExact: false,
      empty: null,
    };
  if (aggregation === 'sum_per_visitor')
    return { value: sql`toFloat64(sum(${measure})) / ${visitors}`, isExact: false, empty: null };
  return {
    value: compileAggregate(aggregation, measure),
    isExact: aggregation !== 'average',
    empty: aggregation === 'sum' ? 0 : null,
  };
};

/** Reads off a series how its events become one number. @throws QuestionError when its property is no measure */
export const aggregationOf = (series: TrendSeries, path: string, context: QuestionContext): Aggregation => {
  if (!('property' in series))
    return {
      ...counts[series.aggregation],
      measure: null,
      isExact: false,
      isMoney: false,
      isCount: series.aggregation.startsWith('count'),
    };
  const kinds = series.events.map(({ kind }) => kind);
  const place = { kinds, catalog: context.catalog, path: `${path}.property` };
  const operand = resolveMeasure(series.property, series.aggregation, place);
  const aggregation = measured(series);
  const isMoney = operand.type === 'money';
  return { ...aggregation, measure: operand.sql, isMoney, isExact: aggregation.isExact && isMoney, isCount: false };
};
