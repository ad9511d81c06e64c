import { type QuestionContext, QuestionError } from '../../question.ts';
import { bucketsOf } from '../../time/buckets.ts';
import { addUnits, localDateOf } from '../../time/calendar.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { RetentionDefinition } from './definition.ts';

/** Retention as the evaluator needs it. */
export interface RetentionPlan {
  range: Span;
  /** Start events lie in it: the range without the periods that have not begun. */
  starts: Span;
  /** Epoch ms. */
  nowMs: number;
  /** Cohorts, one for each of the first periods: those that have begun. */
  cohortCount: number;
  /** Periods after a cohort's own one. */
  periods: number;
  /** Beginnings of all periods that any cohort is looked at in, epoch ms, and the end of the last one. */
  startAts: readonly number[];
  isFirstTime: boolean;
  isOnOrAfter: boolean;
}

/** More than anyone reads, and about what an answer of some ten megabytes holds. */
const MAX_CELLS = 200_000;

const checkCells = (cohorts: number, { periods, breakdown }: RetentionDefinition) => {
  const tables = breakdown ? breakdown.limit + 2 : 1;
  if (cohorts * (periods + 1) * tables > MAX_CELLS)
    throw new QuestionError(
      'too_many_cells',
      'periods',
      `${cohorts} cohorts with ${periods + 1} periods${breakdown ? ` and ${tables} groups, the total and "other" included,` : ''} are more than ${MAX_CELLS} cells: choose a longer interval, a shorter range, fewer periods or groups.`,
    );
};

/** Reads off a definition what the evaluator needs. @throws QuestionError `too_many_buckets`, `too_many_cells`, `empty_range` */
export const planOf = (definition: RetentionDefinition, context: QuestionContext): RetentionPlan => {
  const { interval, periods, entry, mode } = definition;
  const range = resolveRange(definition.range, context);
  const all = bucketsOf(range, interval, context);
  const future = all.findIndex((startAt) => startAt > context.nowMs);
  // A range that lies in the future altogether is shown as asked.
  const startAts = future <= 0 ? all : all.slice(0, future);
  const cohortCount = startAts.length;
  checkCells(cohortCount, definition);
  const starts = { startAt: range.startAt, endAt: all[cohortCount] ?? range.endAt };
  for (let at = startAts.at(-1) ?? range.startAt; startAts.length <= cohortCount + periods; startAts.push(at))
    at = addUnits(interval, at, 1, context);
  return {
    range,
    starts,
    nowMs: context.nowMs,
    cohortCount,
    periods,
    startAts,
    isFirstTime: entry === 'first_time',
    isOnOrAfter: mode === 'on_or_after',
  };
};

/** The place of the cohort in whose period a local date lies. @throws QuestionError `unknown_cohort`, listing the cohorts */
export const cohortOn = (date: string, plan: RetentionPlan, context: QuestionContext): number => {
  const { startAt } = resolveRange({ from: date, to: date }, context);
  const cohort = plan.startAts.findLastIndex((begins) => begins <= startAt);
  if (cohort >= 0 && cohort < plan.cohortCount) return cohort;
  const known = plan.startAts.slice(0, plan.cohortCount).map((begins) => localDateOf(begins, context));
  throw new QuestionError(
    'unknown_cohort',
    'people.cohort',
    `No cohort began on ${date}. The first one began on ${known[0]}, the last one on ${known.at(-1)}.`,
    known,
  );
};
