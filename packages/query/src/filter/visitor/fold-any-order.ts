import { bind, type Fragment, sql } from '../../sql/fragment.ts';
import type { StagePlan } from './stage-plan.ts';

/** Every set of steps is looked at on its own: 64 of them. */
export const MAX_ANY_ORDER_STEPS = 6;

/**
 * Over `happened`, (time, seq, id, mask) in the order of emission: (how many steps the best attempt did, 0), in any order.
 *
 * `latest[set]` is when the most recent attempt began that can fill this set of steps, each by an event of its own; sets are bit masks,
 * counted from 0. The most recent one has the longest time left, so no other needs to be remembered.
 */
export const foldAnyOrder = ({ stepCount, range, windowMs }: StagePlan): Fragment => {
  const sets = bind('UInt32', 2 ** stepCount);
  const steps = bind(
    'Array(Int64)',
    Array.from({ length: stepCount }, (_, step) => 2 ** step),
  );
  const before = sql`latest[filled - step + 1]`;
  const begins = sql`if(event.1 < ${bind('Int64', range.endAt)}, event.1, -1)`;
  const goesOn = sql`if(${before} >= 0 AND event.1 - ${before} <= ${bind('Int64', windowMs)}, ${before}, -1)`;
  const filledNow = sql`arrayMax(step -> if(bitAnd(bitAnd(event.4, filled), step) = 0, -1, if(filled = step, ${begins}, ${goesOn})), ${steps})`;
  const filledSets = sql`arrayFold((latest, event) -> arrayMap(filled -> greatest(latest[filled + 1], ${filledNow}), range(0, ${sets})), happened, arrayWithConstant(${sets}, toInt64(-1)))`;
  return sql`(toUInt8(arrayMax((latest, filled) -> if(latest >= 0, bitCount(filled), 0), ${filledSets}, range(0, ${sets}))), toUInt8(0))`;
};
