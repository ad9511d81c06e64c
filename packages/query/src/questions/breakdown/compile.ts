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

/** What a row of the answer is about: one of the ranges, how many values there are, or the people listed. */
export const PARTS = { current: 0, compared: 1, values: 2, people: 3 } as const;

const visitors = sql`uniqExact(visitor_id)`;
/** A hash of 64 bits for the two ids of 128: half the time; of ten million sessions two are taken for one in three questions of a million. */
const session = sql`cityHash64(visitor_id, session_id)`;
/** What only the site's server told has none. */
const hasSession = sql`session_id != 0`;
const sessions = sql`uniqExactIf(${session}, ${hasSession})`;

/** Currencies, the sum in each and the events in each; a number's currency is ''. */
const amountsOf = ({ measure }: BreakdownPlan): Fragment => {
  if (!measure) return sql`([], [], [])`;
  if (measure.type === 'number') return sql`([''], [toString(ifNull(sum(measure), 0))], [count(measure)])`;
  // With the events beside the amounts, a currency whose amounts add up to 0 is not left out.
  const summed = sql`sumMapIf([money_currency], [assumeNotNull(measure)], [toUInt64(1)], isNotNull(measure))`;
  return sql`(${summed}.1, arrayMap(amount -> toString(amount), ${summed}.2), ${summed}.3)`;
};

/** Visitors or sessions that did the goal. */
const convertedOf = ({ goal }: BreakdownDefinition): Fragment => {
  if (!goal) return sql`0`;
  return sql`uniqExactIf(${goal.unit === 'session' ? session : sql`visitor_id`}, is_converted)`;
};

/** The figure by which values are sorted; NULL where a value has none. */
const sortKeyOf = (definition: BreakdownDefinition, { measure }: BreakdownPlan): Fragment => {
  const { sort, goal, measure: asked } = definition;
  const converted = convertedOf(definition);
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

/** Compiles a breakdown into one query: the page's values are found first, then everything is told of them, of the others and of all. */
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
  const page = sql`SELECT value FROM (${rowsOf(plan.range)}) GROUP BY value ORDER BY ${sortKeyOf(definition, plan)} ${order} NULLS LAST, value LIMIT ${bind('UInt32', limit)} OFFSET ${bind('UInt32', offset)}`;
  const partOf = (part: number, during: Span): Fragment => sql`
  SELECT ${bind('UInt8', part)} AS part, grouping(shown) AS is_total, is_other, shown,
    countIf(is_begun) AS events, ${visitors} AS visitors, ${sessions} AS sessions, ${convertedOf(definition)} AS converted,
    ${amountsOf(plan)} AS amounts, 0 AS people_count, [] AS people_page
  FROM (SELECT *, value GLOBAL NOT IN (${page}) AS is_other, if(is_other, '', value) AS shown FROM (${rowsOf(during)}))
  GROUP BY GROUPING SETS ((is_other, shown), ())`;
  const nothing = sql`0 AS is_total, 0 AS is_other, '' AS shown, 0 AS events, 0 AS visitors, 0 AS sessions, 0 AS converted, ([], [], []) AS amounts`;
  // Counted apart: different texts beside the visitors would cost more than all the rest.
  const valuesPart = sql`
  SELECT ${bind('UInt8', PARTS.values)} AS part, ${nothing}, count() AS people_count, [] AS people_page
  FROM (SELECT value FROM (${rowsOf(plan.range)}) GROUP BY value)`;
  const peoplePart = ({ value, outcome, ...listed }: NonNullable<typeof people>): Fragment => {
    const isListed = { all: sql`1`, converted: sql`max(is_converted) = 1`, not_converted: sql`max(is_converted) = 0` };
    const ofValue = sql`SELECT visitor_id FROM (${rowsOf(plan.range)}) WHERE value = ${bind('String', value)} GROUP BY visitor_id HAVING ${isListed[outcome]}`;
    return sql`
  SELECT ${bind('UInt8', PARTS.people)} AS part, ${nothing}, people_count, people_page
  FROM (${compilePeople(ofValue, listed)})`;
  };
  const parts = [
    partOf(PARTS.current, plan.range),
    ...(plan.compared ? [partOf(PARTS.compared, plan.compared)] : []),
    valuesPart,
    ...(people ? [peoplePart(people)] : []),
  ];
  return { ...render(join(parts, sql`\nUNION ALL\n`)), answer: 'rows' };
};
