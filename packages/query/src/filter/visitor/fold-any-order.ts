import { bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import type { StageFold, StagePlan } from './stage-plan.ts';

/** Every set of steps is looked at on its own: 63 of them. */
export const MAX_ANY_ORDER_STEPS = 6;

/**
 * Folds the steps done in any order, each by an event of its own.
 *
 * The state has for each set of steps, a bit mask from 1 on, when the most recent attempt began that can fill the set, each step by an
 * event of its own; −1 where none can. The most recent one has the longest time left, so no other needs to be remembered.
 */
export const foldAnyOrder = ({ stepCount, range, windowMs }: StagePlan): StageFold => {
  const steps = Array.from({ length: stepCount }, (_, step) => 2 ** step);
  const sets = Array.from({ length: 2 ** stepCount - 1 }, (_, index) => index + 1);
  // Numbers of their own, not an array: the engine computes each for all visitors at once.
  const begunAt = (of: Fragment, set: number) => sql`tupleElement(${of}, ${bind('UInt8', set)})`;
  const none = sql`toInt64(-1)`;

  const filled = sets.map((set) => {
    const ways = steps
      .filter((step) => (set & step) !== 0)
      .map((step) => {
        const isStep = sql`bitAnd(event.4, ${bind('Int64', step)}) != 0`;
        if (set === step) return sql`if(${isStep} AND event.1 < ${bind('Int64', range.endAt)}, event.1, ${none})`;
        const before = begunAt(sql`state`, set - step);
        // An attempt that never began is longer ago than any window.
        return sql`if(${isStep} AND event.1 - ${before} <= ${bind('Int64', windowMs)}, ${before}, ${none})`;
      });
    return sql`greatest(${join([begunAt(sql`state`, set), ...ways], sql`, `)})`;
  });
  const begun = join(
    sets.map(() => none),
    sql`, `,
  );
  const counts = sets.map((set) => {
    const size = steps.filter((step) => (set & step) !== 0).length;
    return sql`if(${begunAt(sql`came`, set)} >= 0, ${bind('UInt8', size)}, 0)`;
  });
  return {
    fold: sql`arrayFold((state, event) -> (${join(filled, sql`, `)}), happened, (${begun}))`,
    clean: sql`toUInt8(greatest(${join(counts, sql`, `)}))`,
    spoiled: sql`toUInt8(0)`,
  };
};
