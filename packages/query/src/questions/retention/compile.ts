import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveCustomer } from '../../filter/customer.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { narrowedTo } from '../../filter/event.ts';
import { type CompiledQuery, type QuestionContext, QuestionError } from '../../question.ts';
import { emissionOrder } from '../../sql/emission-order.ts';
import { and, bind, or, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import { compileFirstTime, isFirstTimeOfTheSame } from './compile-first-time.ts';
import type { RetentionDefinition } from './definition.ts';
import { cohortOn, planOf, type RetentionPlan } from './plan.ts';

/** Before any moment: where start events before the range are kept apart. */
const LONG_AGO = -(2 ** 52);

/** What stands for a period in the answer, epoch ms: for start events before the range, then for each period of the plan. */
export const periodMarks = ({ starts, startAts }: RetentionPlan): number[] => [
  LONG_AGO,
  starts.startAt,
  ...startAts.slice(1, -1),
];

const kindsOf = (events: readonly EventReference[]) => events.map(({ kind }) => kind);

const checkPeople = ({ people, periods, breakdown }: RetentionDefinition) => {
  if (people?.period !== undefined && people.period > periods)
    throw new QuestionError(
      'unfit_people',
      'people.period',
      `Period ${people.period} is not looked at: it must be 0 to ${periods}, or \`periods\` larger.`,
    );
  if (people?.period === undefined && people?.outcome === 'not_retained')
    throw new QuestionError(
      'unfit_people',
      'people.period',
      'Say in which period they were not retained; 0 is the own one of the cohort.',
    );
  if (people?.value !== undefined && !breakdown)
    throw new QuestionError('unfit_people', 'people.value', 'Without a breakdown there is no value: leave it out.');
};

/**
 * Compiles retention into a query that only narrows: of everyone who could be in a cohort, the periods in which they did anything,
 * ascending. What it means is decided by the evaluator.
 *
 * A row is: the visitor's id UInt64 or the customer String (only when people are listed), then an array of (period Float64: see
 * `periodMarks`, did UInt8: bits of `DID` [, value String of the period's first start event]). The most usual questions are compiled
 * otherwise: see `compileFirstTime`.
 */
export const compileRetention = (definition: RetentionDefinition, context: QuestionContext): CompiledQuery => {
  const plan = planOf(definition, context);
  checkPeople(definition);
  if (definition.people) cohortOn(definition.people.cohort, plan, context);
  const { startEvents, returnEvents, filters, breakdown, people } = definition;
  const { siteId, catalog } = context;
  const { starts, startAts, isFirstTime } = plan;
  const compiler = createFilterCompiler(context);

  const isCustomer = definition.unit === 'customer';
  const unit = isCustomer ? resolveCustomer(kindsOf([...startEvents, ...returnEvents]), catalog) : sql`visitor_id`;

  // What only goes on with an event is neither a start nor a return.
  const meant = (events: readonly EventReference[], path: string) =>
    and([compileAnyEvent(events, { path, filters }, compiler), ...begunConditions(kindsOf(events), catalog)]);
  const startsMeant = meant(startEvents, 'startEvents');
  const returnsMeant = meant(returnEvents, 'returnEvents');
  const isBeforeEnd = sql`time < ${moment(starts.endAt)}`;
  const isAfterStart = sql`time >= ${moment(starts.startAt)}`;
  const horizon = startAts.at(-1) ?? starts.endAt;

  // Where both are the same events, everyone who came back began as well.
  const isSame = JSON.stringify(startEvents) === JSON.stringify(returnEvents);
  const began = eventsOf({ siteId, during: starts, where: startsMeant });
  const happened = eventsOf({
    siteId,
    ...(isFirstTime ? {} : { during: { startAt: starts.startAt, endAt: horizon } }),
    where: and([
      or([
        and([narrowedTo(startEvents, catalog), isBeforeEnd]),
        and([narrowedTo(returnEvents, catalog), isAfterStart, sql`time < ${moment(horizon)}`]),
      ]),
      ...(isCustomer ? [sql`${unit} != ''`] : []),
      ...(isSame ? [] : [sql`${unit} GLOBAL IN (SELECT ${unit} FROM ${began})`]),
    ]),
  });

  const marks = periodMarks(plan);
  if (isFirstTimeOfTheSame(definition, marks)) {
    const same = sql`SELECT ${unit} AS unit, toUnixTimestamp64Milli(time) AS at FROM ${happened} AND ${startsMeant}`;
    return { ...render(compileFirstTime(same, marks, starts)), answer: 'bytes' };
  }

  const place = { kinds: kindsOf(startEvents), catalog, path: 'breakdown.property' };
  // Only start events are asked for their value.
  const value = breakdown && sql`if(is_start, toString(${resolveDimension(breakdown.property, place)}), '')`;
  // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
  const rows = sql`SELECT ${unit} AS unit, roundDown(toUnixTimestamp64Milli(time), ${bind('Array(Int64)', marks)}) AS period, time,
    materialize(${and([startsMeant, isBeforeEnd])}) AS is_start, materialize(${and([returnsMeant, isAfterStart])}) AS is_return${value ? sql`, ${value} AS value, ${emissionOrder} AS emitted` : sql``}
  FROM ${happened}`;
  const first = sql`, argMinIf(value, emitted, is_start) AS first_value`;
  const byPeriod = sql`SELECT unit, period, max(is_start) AS starts,
    toUInt8(starts + 2 * max(is_return) + 4 * (starts AND maxIf(time, is_return) > minIf(time, is_start))) AS did${breakdown ? first : sql``}
  FROM (${rows})
  WHERE is_start OR is_return
  GROUP BY unit, period`;
  const isEarlier = sql`period = ${bind('Int64', LONG_AGO)}`;
  const isInACohort = isFirstTime
    ? sql`countIf(starts AND NOT (${isEarlier})) > 0 AND countIf(${isEarlier}) = 0`
    : sql`max(starts) = 1`;
  return {
    ...render(sql`SELECT ${people ? sql`unit, ` : sql``}arraySort(groupArray((toFloat64(period), did${breakdown ? sql`, first_value` : sql``})))
FROM (${byPeriod})
GROUP BY unit
HAVING ${isInACohort}`),
    answer: 'bytes',
  };
};
