import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, or, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { Cut } from '../../time/cut.ts';
import { type Aggregation, aggregationOf } from './aggregation.ts';
import type { TrendDefinition } from './definition.ts';
import { checkFormulas } from './formulas.ts';
import { spansOf } from './spans.ts';

/** Which range a row of the answer belongs to. */
export const PERIODS = { current: 0, compared: 1 } as const;

interface Series {
  where: Fragment;
  aggregation: Aggregation;
  /** The breakdown's value; null without one. */
  dimension: Fragment | null;
}

/** The events of one series in one range, one row each. */
const rowsOf = ({ where, aggregation, dimension }: Series, { read, startAts }: Cut, siteId: string): Fragment => {
  const { measure, isMoney } = aggregation;
  const meant = measure ? and([where, sql`isNotNull(${measure})`]) : where;
  return sql`
    SELECT roundDown(toUnixTimestamp64Milli(time), ${bind('Array(Int64)', startAts)}) AS bucket,
      ${dimension ?? sql`''`} AS value_of_dimension, ${isMoney ? sql`toString(currency)` : sql`''`} AS money_currency,
      visitor_id, session_id, ${measure ?? sql`1`} AS measure
    FROM ${eventsOf({ siteId, during: read, where: meant })}`;
};

/** The largest values of the breakdown in the first range; amounts of different currencies have no order, so events decide there. */
const largest = (rows: Fragment, { isMoney, value }: Aggregation, limit: number): Fragment =>
  sql`SELECT value_of_dimension FROM (${rows}) GROUP BY value_of_dimension ORDER BY ${isMoney ? sql`count()` : value} DESC, value_of_dimension LIMIT ${bind('UInt32', limit)}`;

/** One series in one range: a row per bucket and line, and one per line over the whole range, whose bucket is 0. */
const partOf = (rows: Fragment, isOther: Fragment, { value, isExact }: Aggregation): Fragment => sql`
  SELECT bucket, is_other, dimension, money_currency, CAST(${value} AS Nullable(Float64)) AS value, ${isExact ? sql`toString(${value})` : sql`''`} AS exact
  FROM (SELECT *, ${isOther} AS is_other, if(is_other, '', value_of_dimension) AS dimension FROM (${rows}))
  GROUP BY GROUPING SETS ((bucket, is_other, dimension, money_currency), (is_other, dimension, money_currency))`;

/** Compiles a trend into one query, a part for each series and range. */
export const compileTrend = (definition: TrendDefinition, context: QuestionContext): CompiledQuery => {
  const { current, compared } = spansOf(definition, context);
  const { filters, breakdown } = definition;
  const compiler = createFilterCompiler(context);
  const meants = definition.series.map((series, index): Series => {
    const path = `series.${index}`;
    const kinds = series.events.map(({ kind }) => kind);
    const events = series.events.map((event, at) => compiler.event(event, `${path}.events.${at}`));
    const passed = filters.map((filter, at) => compiler.filter(filter, { kinds, path: `filters.${at}` }));
    const place = { kinds, catalog: context.catalog, path: 'breakdown.property' };
    const aggregation = aggregationOf(series, path, context);
    return {
      where: and([or(events), ...passed, ...(aggregation.isCount ? begunConditions(kinds, context.catalog) : [])]),
      aggregation,
      dimension: breakdown ? sql`toString(${resolveDimension(breakdown.property, place)})` : null,
    };
  });
  checkFormulas(
    definition,
    meants.map(({ aggregation }) => aggregation),
  );
  const parts = meants.flatMap((meant, index) => {
    // Two series can only be reckoned with where both tell of the same values.
    const ranked = definition.formulas.length > 0 ? (meants[0] ?? meant) : meant;
    const top = breakdown && largest(rowsOf(ranked, current, context.siteId), ranked.aggregation, breakdown.limit);
    const isOther = top ? sql`value_of_dimension GLOBAL NOT IN (${top})` : sql`toUInt8(0)`;
    const part = (period: number, cut: Cut) =>
      sql`SELECT ${bind('UInt8', index)} AS series, ${bind('UInt8', period)} AS period, * FROM (${partOf(rowsOf(meant, cut, context.siteId), isOther, meant.aggregation)})`;
    return [part(PERIODS.current, current), ...(compared ? [part(PERIODS.compared, compared)] : [])];
  });
  return { ...render(join(parts, sql`\nUNION ALL\n`)), answer: 'rows' };
};
