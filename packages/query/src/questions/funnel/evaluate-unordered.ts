import type { UnitRows } from '../../sql/unit-rows.ts';
import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import { type FunnelPlan, has } from './plan.ts';

/**
 * Says what became of a unit whose rows come in any order, by indexes in that order; null when it did not enter, undefined where the rows
 * must be in order to say it. The verdict is reused. The mask is each row's first own number.
 */
export type EvaluateUnordered = (rows: UnitRows) => Verdict | null | undefined;

/**
 * Makes what judges the units that did no more than enter, as most did: their first and their last entry tell all, and to find these
 * takes less than to sort. Undefined where a funnel needs more of a unit than that.
 */
export const createEvaluateUnordered = (
  { order, needed, stepCount, range, windowMs, nowMs }: FunnelPlan,
  { constant, next, explain }: Pick<FunnelDefinition, 'constant' | 'next' | 'explain'>,
): EvaluateUnordered | undefined => {
  const [, second] = needed;
  if (order === 'any_order' || second === undefined || needed.length < stepCount) return undefined;
  if (constant !== undefined || next || explain) return undefined;

  const { startAt, endAt } = range;
  const stepEvents = [0];
  const verdict: Verdict = { outcome: 'dropped', stepEvents, lastStep: 0 };
  return ({ count, times, numbers, places }) => {
    let union = 0;
    let first = 0;
    let firstAt = Number.POSITIVE_INFINITY;
    let lastAt = Number.NEGATIVE_INFINITY;
    let isTied = false;
    for (let index = 0; index < count; index++) {
      const mask = numbers[places[index] ?? 0] ?? 0;
      union |= mask;
      const time = times[index] ?? 0;
      if (!has(mask, 0) || time < startAt || time >= endAt) continue;
      if (time > lastAt) lastAt = time;
      if (time > firstAt) continue;
      isTied = time === firstAt;
      firstAt = time;
      first = index;
    }
    if (firstAt > lastAt) return null;
    // Which of two at the same time was first says their order.
    if (isTied || has(union, second)) return undefined;
    stepEvents[0] = first;
    verdict.outcome = nowMs <= lastAt + windowMs ? 'open' : 'dropped';
    return verdict;
  };
};
