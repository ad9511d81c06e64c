import { and, bind, type Fragment, join, sql } from '../../sql/fragment.ts';
import { EXCLUSION_BIT, STRICT_BIT, type StageFold, type StagePlan } from './stage-plan.ts';

/** Later than any moment. */
const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * A cell for each depth that an attempt may aim at and each step behind the entry on the way there; those of one depth lie side by side.
 * Its value is the earliest time at which the steps from this one on, up to the depth, are done by events that lie behind.
 */
const cellsOf = ({ stepCount, exclusions }: StagePlan, isClean: boolean) => {
  const cells: { step: number; isLast: boolean; isFirst: boolean; stay: number; pass: number }[] = [];
  for (let depth = 2; depth <= stepCount; depth++)
    for (let step = 1; step < depth; step++) {
      // An exclusion speaks of attempts that come as far as its later step.
      const speaking = exclusions.flatMap(({ from, to }, index) =>
        isClean && to < depth ? [{ from, to, bit: 2 ** (EXCLUSION_BIT + index) }] : [],
      );
      const bitsOf = (some: typeof speaking) => some.reduce((sum, { bit }) => sum + bit, 0);
      cells.push({
        step,
        isFirst: step === 1,
        isLast: step === depth - 1,
        // Between the exclusion's steps, its event takes away what would pass over it,
        stay: bitsOf(speaking.filter(({ from, to }) => step > from && step <= to)),
        // and is itself no step, but for the two at the ends.
        pass: bitsOf(speaking.filter(({ from, to }) => step > from && step < to)),
      });
    }
  return cells;
};

/**
 * Folds the steps done in order, each by an event of its own.
 *
 * From the last event to the first, so that the cost grows with the number of events and not with its square: what is to come is known
 * when an entry is met. All cells are computed from the state before the event: one event fills one step.
 */
export const foldOrdered = (plan: StagePlan): StageFold => {
  const { range, windowMs, isStrict, exclusions } = plan;
  const canSpoil = exclusions.length > 0;
  const clean = cellsOf(plan, true);
  const cells = canSpoil ? [...clean, ...cellsOf(plan, false)] : clean;
  const never = sql`toInt64(${bind('Int64', NEVER)})`;
  const hasAny = (bits: number) => sql`bitAnd(event.4, ${bind('Int64', bits)}) != 0`;
  // Numbers of their own, not an array: the engine computes each for all visitors at once, several times as fast.
  const stateOf = (place: number) => sql`tupleElement(state, ${bind('UInt32', place + 1)})`;

  const values = cells.map(({ step, isLast, stay, pass }, cell) => {
    const done = isLast ? sql`event.1` : stateOf(cell + 1);
    const isFilled = and([hasAny(2 ** step), ...(pass === 0 ? [] : [sql`NOT ${hasAny(pass)}`])]);
    const filled = sql`if(${isFilled}, ${done}, ${never})`;
    const kept = stay === 0 ? stateOf(cell) : sql`if(${hasAny(stay)}, ${never}, ${stateOf(cell)})`;
    const earliest = sql`least(${filled}, ${kept})`;
    // In strict order, only the event directly behind can be the next step.
    return isStrict ? sql`if(${hasAny(2 ** STRICT_BIT)}, ${filled}, ${earliest})` : earliest;
  });

  const latest = sql`event.1 + ${bind('Int64', windowMs)}`;
  const depthOf = (isClean: boolean) => {
    const reached = cells.flatMap(({ isFirst }, cell) =>
      isFirst && cell < clean.length === isClean ? [sql`(${stateOf(cell)} <= ${latest})`] : [],
    );
    return sql`toUInt8(1 + ${join(reached, sql` + `)})`;
  };
  const isEntry = sql`(${hasAny(1)} AND event.1 < ${bind('Int64', range.endAt)})`;
  const isSpoiled = canSpoil ? sql`${depthOf(false)} > ${depthOf(true)}` : sql`0`;
  const furthest = (before: Fragment, counts: Fragment) =>
    sql`if(${isEntry} AND ${counts}, greatest(${before}, ${depthOf(true)}), ${before})`;
  const [cleanest, spoiled] = [stateOf(cells.length), stateOf(cells.length + 1)];
  const state = join([...values, furthest(cleanest, sql`NOT (${isSpoiled})`), furthest(spoiled, isSpoiled)], sql`, `);
  const begun = join([...cells.map(() => never), sql`toUInt8(0)`, sql`toUInt8(0)`], sql`, `);
  const told = (place: number) => sql`tupleElement(came, ${bind('UInt32', place + 1)})`;
  return {
    fold: sql`arrayFold((state, event) -> (${state}), arrayReverse(happened), (${begun}))`,
    clean: told(cells.length),
    spoiled: told(cells.length + 1),
  };
};
