import { QuestionError } from '../../question.ts';
import { and, bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange } from '../../time/range.ts';
import { compileAnyEvent } from '../any-event.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf, EventReference, Stages } from '../definition.ts';
import { narrowedTo } from '../event.ts';
import { ANY_KIND } from '../kind.ts';
import { foldAnyOrder, MAX_ANY_ORDER_STEPS } from './fold-any-order.ts';
import { foldOrdered } from './fold-ordered.ts';
import { EXCLUSION_BIT, STRICT_BIT, type StagePlan } from './stage-plan.ts';

const DEFAULT_WINDOW = { amount: 14, unit: 'day' } as const;

const check = ({ funnel, outcome, step }: ConditionOf<'funnel'>, path: string) => {
  const { steps, exclusions = [], order } = funnel;
  if (order === 'any_order' && exclusions.length > 0)
    throw new QuestionError(
      'unfit_exclusion',
      `${path}.funnel.exclusions`,
      'In any order nothing lies between two steps: leave the exclusions out, or choose an order.',
    );
  if (order === 'any_order' && steps.length > MAX_ANY_ORDER_STEPS)
    throw new QuestionError(
      'too_many_steps',
      `${path}.funnel.steps`,
      `In any order, a condition knows at most ${MAX_ANY_ORDER_STEPS} steps; these are ${steps.length}.`,
    );
  exclusions.forEach(({ from, to }, index) => {
    if (from >= to || to > steps.length)
      throw new QuestionError(
        'unfit_exclusion',
        `${path}.funnel.exclusions.${index}`,
        `From step ${from} to step ${to}: a step and a later one of the ${steps.length} are expected.`,
      );
  });
  if (outcome === 'reached' && step === undefined)
    throw new QuestionError('unfit_step', `${path}.step`, 'Say which step was reached; who entered reached step 1.');
  if (step !== undefined && (outcome === 'converted' || outcome === 'excluded'))
    throw new QuestionError('unfit_step', `${path}.step`, `"${outcome}" is of the whole funnel: leave the step out.`);
  if (step !== undefined && step > steps.length)
    throw new QuestionError('unfit_step', `${path}.step`, `The funnel has ${steps.length} steps, not ${step}.`);
};

/** Any event of the kinds that the steps name; in strict order one that is not the next step breaks the attempt. */
const ofStepKinds = ({ steps }: Stages): EventReference[] => {
  const kinds = [...new Set(steps.flatMap(({ events }) => events.map(({ kind }) => kind)))];
  return (kinds.includes(ANY_KIND) ? [ANY_KIND] : kinds).map((kind) => ({ kind }));
};

/** Of the row's columns: `clean` and `spoiled` are how far the furthest such attempt came, 0 where there is none. */
const outcomeOf = ({ funnel, outcome, step }: ConditionOf<'funnel'>, windowMs: number, nowMs: number): Fragment => {
  const at = (value: number) => bind('UInt8', value);
  const isConverted = sql`clean = ${at(funnel.steps.length)}`;
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
const possible = ({ funnel, outcome, step = 1 }: ConditionOf<'funnel'>): Fragment => {
  const needed = outcome === 'converted' ? funnel.steps.length : step;
  if (needed === 1) return sql`1`;
  const all = (steps: number) => bind('Int64', 2 ** steps - 1);
  return funnel.order === 'any_order'
    ? sql`bitCount(bitAnd(groupBitOr(mask), ${all(funnel.steps.length)})) >= ${bind('UInt8', needed)}`
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
  check(condition, path);
  const { funnel } = condition;
  const { steps, exclusions = [], filters = [], order = 'ordered', unit = 'visitor' } = funnel;
  const { context } = compiler;
  const plan: StagePlan = {
    stepCount: steps.length,
    isStrict: order === 'strict',
    range: resolveRange(funnel.range, context, `${path}.funnel.range`),
    windowMs: durationMs(funnel.conversionWindow ?? DEFAULT_WINDOW),
    exclusions: exclusions.map(({ from, to }) => ({ from: from - 1, to: to - 1 })),
  };
  const { range, windowMs } = plan;

  const match = (events: readonly EventReference[], at: string) =>
    compileAnyEvent(events, { path: `${path}.funnel.${at}`, filters, filtersPath: `${path}.funnel.filters` }, compiler);
  const stepKinds = plan.isStrict ? ofStepKinds(funnel) : [];
  const bits = [
    ...steps.map(({ events }, index) => ({ bit: index, matches: match(events, `steps.${index}.events`) })),
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
  const where = narrowedTo([...references, ...stepKinds], context.catalog);
  const happened = compiler.events({
    during: { startAt: range.startAt, endAt: range.endAt + windowMs },
    where: unit === 'session' ? and([where, sql`session_id != 0`]) : where,
  });
  const isAnyOrder = order === 'any_order';
  const entryMask = bind('Int64', isAnyOrder ? 2 ** steps.length - 1 : 1);
  const isEntry = sql`bitAnd(mask, ${entryMask}) != 0 AND at < ${bind('Int64', range.endAt)}`;
  const unitColumns = unit === 'session' ? sql`visitor_id, session_id` : sql`visitor_id`;
  const units = sql`SELECT visitor_id, maxIf(at, ${isEntry}) AS last_entry, arraySort(groupArray((at, seq, event_id, mask))) AS happened
    FROM (SELECT visitor_id, session_id, toUnixTimestamp64Milli(time) AS at, seq, event_id, ${mask} AS mask FROM ${happened})
    WHERE mask != 0 GROUP BY ${unitColumns} HAVING countIf(${isEntry}) > 0 AND ${possible(condition)}`;
  const { fold, clean, spoiled } = isAnyOrder ? foldAnyOrder(plan) : foldOrdered(plan);
  return sql`visitor_id GLOBAL IN (
  SELECT visitor_id FROM (
    SELECT visitor_id, last_entry, ${clean} AS clean, ${spoiled} AS spoiled FROM (SELECT visitor_id, last_entry, ${fold} AS came FROM (${units}))
  ) WHERE ${outcomeOf(condition, windowMs, context.nowMs)})`;
};
