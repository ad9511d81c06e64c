import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { compilePeople } from '../../people.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { eventsOf } from '../../sql/source.ts';
import type { Span } from '../../time/range.ts';
import type { BreakdownDefinition } from './definition.ts';
import { type BreakdownPlan, planOf } from './plan.ts';
import { hasSession, setsOf, unitsOf } from './units.ts';

/** What a row of the answer is about: the sums of one of the ranges, its visitors and sessions, or the people listed. */
export const PARTS = { current: 0, compared: 1, currentUnits: 2, comparedUnits: 3, people: 4 } as const;

/** Currencies, the sum in each and the events in each: of rows, and of values of which each has them already; a number's currency is ''. */
const amountsOf = ({ measure }: BreakdownPlan): { ofRows: Fragment; ofValues: Fragment } => {
  const none = sql`([], [], [])`;
  if (!measure) return { ofRows: none, ofValues: none };
  if (measure.type === 'number')
    return {
      ofRows: sql`([''], [ifNull(sum(measure), 0)], [count(measure)])`,
      ofValues: sql`([''], [sum(amounts.2[1])], [sum(amounts.3[1])])`,
    };
  // With the events beside the amounts, a currency whose amounts add up to 0 is not left out.
  return {
    ofRows: sql`sumMapIf([money_currency], [assumeNotNull(measure)], [toUInt64(1)], isNotNull(measure))`,
    ofValues: sql`sumMap(amounts.1, amounts.2, amounts.3)`,
  };
};

interface Columns {
  part: number;
  /** `is_total, is_other, shown`. */
  value?: Fragment;
  /** `events, amounts, values`. */
  sums?: Fragment;
  /** `visitors, sessions, converted`. */
  units?: Fragment;
  /** `people_count, people_page`. */
  people?: Fragment;
}

/** The columns that every part of the answer has. */
const columns = ({ part, value, sums, units, people }: Columns): Fragment =>
  sql`SELECT ${bind('UInt8', part)} AS part, ${value ?? sql`0 AS is_total, 0 AS is_other, '' AS shown`}, ${sums ?? sql`0 AS events, ([], [], []) AS amounts, 0 AS values`},
    ${units ?? sql`0 AS visitors, 0 AS sessions, 0 AS converted`}, ${people ?? sql`0 AS people_count, [] AS people_page`}`;

/** The figure by which values are sorted; NULL where a value has none. */
const sortKeyOf = (definition: BreakdownDefinition, { measure }: BreakdownPlan): Fragment => {
  const { sort, goal, measure: asked } = definition;
  const { visitors, sessions, converted } = setsOf(definition);
  const isMeasured = measure?.type === 'money' ? sql`money_currency = ${bind('String', sort.currency)}` : sql`1`;
  const sum = sql`sumIf(measure, ${isMeasured})`;
  const keys = {
    events: sql`countIf(is_begun)`,
    visitors,
    sessions,
    converted,
    conversion: sql`${converted} / ${goal?.unit === 'session' ? sessions : visitors}`,
    measure:
      asked?.aggregation === 'average'
        ? sql`toFloat64(${sum}) / nullIf(countIf(measure, ${isMeasured}), 0)`
        : sql`ifNull(${sum}, 0)`,
    value: sql`value`,
  };
  return keys[sort.by];
};

/**
 * Compiles a breakdown into one query: first the sums of every value, which tell those of the page; then the visitors and sessions of
 * these, of the others and of all. What is stored between the two reads has its visitors in the answer and not its events yet.
 */
export const compileBreakdown = (definition: BreakdownDefinition, context: QuestionContext): CompiledQuery => {
  const plan = planOf(definition, context);
  const { events, filters, property, goal, search, sort, limit, offset, people } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const kinds = events.map(({ kind }) => kind);
  const dimension = sql`toString(${resolveDimension(property, { kinds, catalog, path: 'property' })})`;
  const isMeant = compileAnyEvent(events, { path: 'events', filters }, compiler);
  const isFound =
    search === undefined ? [] : [sql`positionCaseInsensitiveUTF8(${dimension}, ${bind('String', search)}) > 0`];
  const isGoal = goal && compileAnyEvent(goal.events, { path: 'goal.events', filters: [] }, compiler);
  const converting = and([...(isGoal ? [isGoal] : []), ...(goal?.unit === 'session' ? [hasSession] : [])]);
  const unit = goal?.unit === 'session' ? sql`(visitor_id, session_id)` : sql`visitor_id`;
  const unitColumns = goal?.unit === 'session' ? sql`visitor_id, session_id` : sql`visitor_id`;

  /** The counted events of a range, one row each. */
  const rowsOf = (during: Span): Fragment => {
    const isConverted = isGoal
      ? sql`${unit} GLOBAL IN (SELECT ${unitColumns} FROM ${eventsOf({ siteId, during, where: converting })})`
      : sql`toUInt8(0)`;
    const { measure } = plan;
    return sql`
    SELECT ${dimension} AS value, visitor_id, session_id, ${and(begunConditions(kinds, catalog))} AS is_begun,
      ${isConverted} AS is_converted, ${measure?.sql ?? sql`1`} AS measure, ${measure?.type === 'money' ? sql`toString(currency)` : sql`''`} AS money_currency
    FROM ${eventsOf({ siteId, during, where: and([isMeant, ...isFound]) })}`;
  };

  const order = sort.direction === 'ascending' ? sql`ASC` : sql`DESC`;
  const amounts = amountsOf(plan);
  const sumsOfValues = (during: Span) =>
    sql`SELECT value, countIf(is_begun) AS events, ${amounts.ofRows} AS amounts, ${sortKeyOf(definition, plan)} AS sort_key FROM (${rowsOf(during)}) GROUP BY value`;
  /** Of the page's values, of the others together and of all. @param told `value, is_other` and the sums of each value */
  const sumsOf = (
    told: Fragment,
  ) => sql`SELECT is_total, is_other, shown, events, (summed.1, arrayMap(amount -> toString(amount), summed.2), summed.3) AS amounts, values
    FROM (SELECT grouping(shown) AS is_total, is_other, if(is_other, '', value) AS shown, sum(events) AS events, ${amounts.ofValues} AS summed, count() AS values FROM (${told})
      GROUP BY GROUPING SETS ((is_other, shown), ()))`;
  const isOnPage = sql`nth > ${bind('UInt32', offset)} AND nth <= ${bind('UInt32', offset + limit)}`;
  const sums = sql`is_total, is_other, shown, events, amounts, values`;
  // As one value: what is read for it is read once, though the page and the sums come of it.
  const found = sql`SELECT groupArray((${sums})) FROM (${sumsOf(sql`SELECT value, events, amounts, row_number() OVER (ORDER BY sort_key ${order} NULLS LAST, value) AS nth, NOT (${isOnPage}) AS is_other
      FROM (${sumsOfValues(plan.range)})`)})`;
  const page = sql`arrayMap(one -> one.3, arrayFilter(one -> one.1 = 0 AND one.2 = 0, found))`;
  const unitsPart = (part: number, during: Span): Fragment => {
    const placed = sql`SELECT visitor_id, session_id, is_converted, transform(value, page, arrayEnumerate(page), 0) AS nth FROM (${rowsOf(during)})`;
    return sql`
  ${columns({ part, value: sql`is_total, is_other, shown`, units: sql`visitors, sessions, converted` })}
  FROM (${unitsOf(placed, sql`page`, definition)})`;
  };
  const comparedParts = (compared: Span): Fragment[] => [
    sql`
  ${columns({ part: PARTS.compared, value: sql`is_total, is_other, shown`, sums: sql`events, amounts, values` })}
  FROM (${sumsOf(sql`SELECT value, events, amounts, NOT has(page, value) AS is_other FROM (${sumsOfValues(compared)})`)})`,
    unitsPart(PARTS.comparedUnits, compared),
  ];
  const peoplePart = ({ value, outcome, ...listed }: NonNullable<typeof people>): Fragment => {
    const isListed = { all: sql`1`, converted: sql`max(is_converted) = 1`, not_converted: sql`max(is_converted) = 0` };
    const ofValue = sql`SELECT visitor_id FROM (${rowsOf(plan.range)}) WHERE value = ${bind('String', value)} GROUP BY visitor_id HAVING ${isListed[outcome]}`;
    return sql`
  ${columns({ part: PARTS.people, people: sql`people_count, people_page` })}
  FROM (${compilePeople(ofValue, listed)})`;
  };
  const parts = [
    sql`
  ${columns({ part: PARTS.current, value: sql`one.1 AS is_total, one.2 AS is_other, one.3 AS shown`, sums: sql`one.4 AS events, one.5 AS amounts, one.6 AS values` })}
  FROM (SELECT arrayJoin(found) AS one)`,
    unitsPart(PARTS.currentUnits, plan.range),
    ...(plan.compared ? comparedParts(plan.compared) : []),
    ...(people ? [peoplePart(people)] : []),
  ];
  return {
    ...render(sql`WITH (${found}) AS found, ${page} AS page
SELECT * FROM (${join(parts, sql`\nUNION ALL`)})`),
    answer: 'rows',
  };
};
