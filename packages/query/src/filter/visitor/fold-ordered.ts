import { bind, type Fragment, sql } from '../../sql/fragment.ts';
import { EXCLUSION_BIT, STRICT_BIT, type StagePlan } from './stage-plan.ts';

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
 * Over `happened`, (time, seq, id, mask) in the order of emission: (steps of the furthest clean attempt, steps of the furthest spoiled
 * one), 0 where there is none. An attempt is spoiled when it could get further only by passing an excluded event.
 *
 * From the last event to the first, so that the cost grows with the number of events and not with its square: what is to come is known
 * when an entry is met. All cells are computed from the state before the event: one event fills one step.
 */
export const foldOrdered = (plan: StagePlan): Fragment => {
  const { range, windowMs, isStrict, exclusions } = plan;
  const canSpoil = exclusions.length > 0;
  const clean = cellsOf(plan, true);
  const cells = canSpoil ? [...clean, ...cellsOf(plan, false)] : clean;
  const numbers = (values: readonly number[]) => bind('Array(Int64)', values);
  const never = bind('Int64', NEVER);

  const next = sql`state.1`;
  const isKept = sql`bitAnd(event.4, ${numbers(cells.map(({ stay }) => stay))}[cell]) = 0`;
  const isFilled = sql`bitAnd(event.4, ${numbers(cells.map(({ step }) => 2 ** step))}[cell]) != 0 AND bitAnd(event.4, ${numbers(cells.map(({ pass }) => pass))}[cell]) = 0`;
  const done = sql`if(${numbers(cells.map(({ isLast }) => (isLast ? 1 : 0)))}[cell] = 1, event.1, ${next}[cell + 1])`;
  const filled = sql`if(${isFilled}, ${done}, ${never})`;
  const kept = canSpoil ? sql`if(${isKept}, ${next}[cell], ${never})` : sql`${next}[cell]`;
  const earliest = sql`least(${filled}, ${kept})`;
  // In strict order, only the event directly behind can be the next step.
  const value = isStrict
    ? sql`if(bitAnd(event.4, ${bind('Int64', 2 ** STRICT_BIT)}) != 0, ${filled}, ${earliest})`
    : earliest;

  const latest = sql`event.1 + ${bind('Int64', windowMs)}`;
  const depthOf = (isClean: boolean) => {
    const firsts = cells.flatMap(({ isFirst }, index) =>
      isFirst && index < clean.length === isClean ? [index + 1] : [],
    );
    return sql`toUInt8(1 + arrayCount(cell -> ${next}[cell] <= ${latest}, ${numbers(firsts)}))`;
  };
  const isEntry = sql`(bitAnd(event.4, 1) != 0 AND event.1 < ${bind('Int64', range.endAt)})`;
  const isSpoiled = canSpoil ? sql`${depthOf(false)} > ${depthOf(true)}` : sql`0`;
  const furthest = (before: Fragment, counts: Fragment) =>
    sql`if(${isEntry} AND ${counts}, greatest(${before}, ${depthOf(true)}), ${before})`;
  const state = sql`(arrayMap(cell -> ${value}, range(1, ${bind('UInt32', cells.length + 1)})), ${furthest(sql`state.2`, sql`NOT (${isSpoiled})`)}, ${furthest(sql`state.3`, isSpoiled)})`;
  const begun = sql`(arrayWithConstant(${bind('UInt32', cells.length)}, toInt64(${never})), toUInt8(0), toUInt8(0))`;
  const folded = sql`arrayFold((state, event) -> ${state}, arrayReverse(happened), ${begun})`;
  return sql`(${folded}.2, ${folded}.3)`;
};
