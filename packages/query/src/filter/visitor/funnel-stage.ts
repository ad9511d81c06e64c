import type { CatalogKind } from '@telltale/protocol';
import { and, bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange } from '../../time/range.ts';
import { compileAnyEvent } from '../any-event.ts';
import type { FilterCompiler } from '../compiler.ts';
import { resolveCustomer } from '../customer.ts';
import type { ConditionOf, EventReference, StageOutcome, Stages } from '../definition.ts';
import { resolveDimension } from '../dimension.ts';
import { narrowedTo } from '../event.ts';
import { ANY_KIND } from '../kind.ts';
import { checkStage } from './check-stage.ts';
import { foldAnyOrder } from './fold-any-order.ts';
import { foldOrdered } from './fold-ordered.ts';
import { EXCLUSION_BIT, STRICT_BIT, type StagePlan } from './stage-plan.ts';

const DEFAULT_WINDOW = { amount: 14, unit: 'day' } as const;

/** Any event of the kinds that the steps name; in strict order one that is not the next step breaks the attempt. */
const ofStepKinds = ({ steps }: Stages): EventReference[] => {
  const kinds = [...new Set(steps.flatMap(({ events }) => events.map(({ kind }) => kind)))];
  return (kinds.includes(ANY_KIND) ? [ANY_KIND] : kinds).map((kind) => ({ kind }));
};

/** The columns that tell whose an event is, what tells units apart, and what an event must be to be of one. */
const unitsOf = (
  unit: NonNullable<Stages['unit']>,
  kinds: readonly string[],
  catalog: readonly CatalogKind[],
): { own: Fragment; key: Fragment; isOne: readonly Fragment[] } => {
  if (unit === 'visitor') return { own: sql`visitor_id`, key: sql`visitor_id`, isOne: [] };
  if (unit === 'session') {
    const session = sql`visitor_id, session_id`;
    return { own: session, key: session, isOne: [sql`session_id != 0`] };
  }
  const customer = resolveCustomer(kinds, catalog);
  return { own: sql`${customer} AS customer`, key: sql`customer`, isOne: [sql`${customer} != ''`] };
};

/** The needed steps with their places among all; who skips an optional one comes as far as who does not. */
const neededOf = ({ funnel: { steps, exclusions = [] }, step }: ConditionOf<'funnel'>) => {
  const needed = steps.flatMap(({ isOptional }, place) => (isOptional ? [] : [place]));
  const placeOf = (number: number) => needed.indexOf(number - 1);
  return {
    needed,
    exclusions: exclusions.map(({ from, to }) => ({ from: placeOf(from), to: placeOf(to) })),
    /** Counted from 1, as it was asked. */
    step: step === undefined ? undefined : placeOf(step) + 1,
  };
};

interface AskedOutcome {
  outcome: StageOutcome;
  /** A needed step, counted from 1. */
  step: number | undefined;
  stepCount: number;
}

/** Of the row's columns: `clean` and `spoiled` are how far the furthest such attempt came, 0 where there is none. */
const outcomeOf = ({ outcome, step, stepCount }: AskedOutcome, windowMs: number, nowMs: number): Fragment => {
  const at = (value: number) => bind('UInt8', value);
  const isConverted = sql`clean = ${at(stepCount)}`;
  const isOpen = sql`(NOT (${isConverted}) AND last_entry + ${bind('Int64', windowMs)} >= ${bind('Int64', nowMs)})`;
  // A clean attempt counts before a spoiled one, however far that came.
  const depth = sql`if(clean > 0, clean, spoiled)`;
  const isExactly = step === undefined ? sql`1` : sql`${depth} = ${at(step)}`;
  return {
    converted: isConverted,
    open: sql`(${isOpen} AND ${isExactly})`,
    dropped: sql`(clean > 0 AND NOT (${isConverted}) AND NOT ${isOpen} AND ${isExactly})`,
    excluded: sql`(clean = 0 AND NOT ${isOpen})`,
    reached: sql`((clean > 0 OR ${isOpen}) AND ${depth} >= ${at(step ?? 1)})`,
  }[outcome];
};

/** Whoever has the outcome did so many different steps: nobody else's events need to be folded. */
const possible = ({ outcome, step = 1, stepCount }: AskedOutcome, isAnyOrder: boolean): Fragment => {
  const needed = outcome === 'converted' ? stepCount : step;
  if (needed === 1) return sql`1`;
  const all = (steps: number) => bind('Int64', 2 ** steps - 1);
  return isAnyOrder
    ? sql`bitCount(bitAnd(groupBitOr(mask), ${all(stepCount)})) >= ${bind('UInt8', needed)}`
    : sql`bitAnd(groupBitOr(mask), ${all(needed)}) = ${all(needed)}`;
};

/**
 * Visitors by what became of them in a funnel: the same verdict as the funnel question's, which decides by an evaluator. Here the
 * engine folds over each visitor's events in the order of emission, because a condition must be a piece of SQL.
 */
export const compileFunnelStage = (
  condition: ConditionOf<'funnel'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  checkStage(condition, path);
  const { funnel, outcome } = condition;
  const { steps, exclusions = [], filters = [], order = 'ordered', unit = 'visitor', constant } = funnel;
  const { context } = compiler;
  const { catalog } = context;
  const { needed, step, exclusions: plannedExclusions } = neededOf(condition);
  const stepCount = needed.length;
  const plan: StagePlan = {
    stepCount,
    isStrict: order === 'strict',
    range: resolveRange(funnel.range, context, `${path}.funnel.range`),
    windowMs: durationMs(funnel.conversionWindow ?? DEFAULT_WINDOW),
    exclusions: plannedExclusions,
  };
  const { range, windowMs } = plan;

  const match = (events: readonly EventReference[], at: string) =>
    compileAnyEvent(events, { path: `${path}.funnel.${at}`, filters, filtersPath: `${path}.funnel.filters` }, compiler);
  const stepKinds = plan.isStrict ? ofStepKinds(funnel) : [];
  // An optional step is compiled, so that what it names must be known; its events decide nothing.
  const matches = steps.map(({ events }, index) => match(events, `steps.${index}.events`));
  const bits = [
    ...needed.map((place, bit) => ({ bit, matches: matches[place] ?? sql`0` })),
    ...exclusions.map(({ events }, index) => ({
      bit: EXCLUSION_BIT + index,
      matches: match(events, `exclusions.${index}.events`),
    })),
    ...(plan.isStrict ? [{ bit: STRICT_BIT, matches: match(stepKinds, 'steps') }] : []),
  ];
  const mask = join(
    bits.map(({ bit, matches }) => sql`bitShiftLeft(toInt64(${matches}), ${bind('UInt8', bit)})`),
    sql` + `,
  );
  const references = [...steps, ...exclusions].flatMap(({ events }) => events);
  const kinds = references.map(({ kind }) => kind);
  const held =
    constant === undefined
      ? undefined
      : sql`toString(${resolveDimension(constant, { kinds, catalog, path: `${path}.funnel.constant` })})`;
  const { own, key, isOne } = unitsOf(unit, kinds, catalog);
  const happened = compiler.events({
    during: { startAt: range.startAt, endAt: range.endAt + windowMs },
    where: and([narrowedTo([...references, ...stepKinds], catalog), ...isOne]),
  });
  const isAnyOrder = order === 'any_order';
  const entryMask = bind('Int64', isAnyOrder ? 2 ** stepCount - 1 : 1);
  const isEntry = sql`bitAnd(mask, ${entryMask}) != 0 AND at < ${bind('Int64', range.endAt)}`;
  const asked = { outcome, step, stepCount };
  // Of what has no value, nothing is held constant. A part of what a unit did does not tell that the others' is impossible.
  const parted = held
    ? { column: sql`, ${held} AS held`, key: sql`${key}, held`, where: sql` AND held != ''`, having: sql`1` }
    : { column: sql``, key, where: sql``, having: possible(asked, isAnyOrder) };
  const rows = sql`SELECT ${own}, toUnixTimestamp64Milli(time) AS at, seq, event_id, ${mask} AS mask${parted.column} FROM ${happened}`;
  const parts = sql`SELECT ${parted.key}, maxIf(at, ${isEntry}) AS entered_last, arraySort(groupArray((at, seq, event_id, mask))) AS happened
    FROM (${rows}) WHERE mask != 0${parted.where} GROUP BY ${parted.key} HAVING countIf(${isEntry}) > 0 AND ${parted.having}`;
  const { fold, clean, spoiled } = isAnyOrder ? foldAnyOrder(plan) : foldOrdered(plan);
  const folded = sql`SELECT ${key}, entered_last, ${clean} AS came_clean, ${spoiled} AS came_spoiled FROM (SELECT ${key}, entered_last, ${fold} AS came FROM (${parts}))`;
  const judged = held
    ? sql`SELECT ${key}, max(entered_last) AS last_entry, max(came_clean) AS clean, max(came_spoiled) AS spoiled FROM (${folded}) GROUP BY ${key}`
    : sql`SELECT ${key}, entered_last AS last_entry, came_clean AS clean, came_spoiled AS spoiled FROM (${folded})`;
  const units = (column: Fragment) =>
    sql`SELECT ${column} FROM (${judged}) WHERE ${outcomeOf(asked, windowMs, context.nowMs)}`;
  if (unit !== 'customer') return sql`visitor_id GLOBAL IN (${units(sql`visitor_id`)})`;
  const asCustomer = compiler.events({
    where: sql`${resolveCustomer([ANY_KIND], catalog)} GLOBAL IN (${units(sql`customer`)})`,
  });
  return sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${asCustomer})`;
};
