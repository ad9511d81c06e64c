import { type Attempt, entriesOf, isBetter, type UnitEvents, unionOf } from './attempt.ts';
import { type FunnelPlan, has, type PlannedExclusion, STRICT_BIT } from './plan.ts';

const NEVER = Number.POSITIVE_INFINITY;

interface Rules {
  isStrict: boolean;
  exclusions: readonly PlannedExclusion[];
}

/**
 * For every event, the earliest time at which `depth` steps are done with it as the first: in order, each by an event of
 * its own, with no excluded event between the steps of an exclusion. `NEVER` where they are not.
 *
 * One pass from the last event to the first. `next[k]` is the earliest time at which the steps from k on are done by events
 * that lie behind the current one; an excluded event takes away those that would pass over it. So the cost grows with the
 * number of events, not with its square, however many entries a visitor has.
 */
const reachTimes = ({ count, times, masks }: UnitEvents, depth: number, { isStrict, exclusions }: Rules): number[] => {
  const next = new Array<number>(depth).fill(NEVER);
  const begun = new Array<number>(depth).fill(NEVER);
  const reached = new Array<number>(count).fill(NEVER);
  // An exclusion speaks of attempts that come as far as its later step.
  const meant = exclusions.filter(({ to }) => to < depth);
  for (let index = count - 1; index >= 0; index--) {
    const mask = masks[index] ?? 0;
    for (let step = 0; step < depth; step++) {
      const done = step === depth - 1 ? times[index] : next[step + 1];
      begun[step] = has(mask, step) ? (done ?? NEVER) : NEVER;
    }
    for (const { bit, from, to } of meant) {
      if (!has(mask, bit)) continue;
      next.fill(NEVER, from + 1, to + 1);
      begun.fill(NEVER, from + 1, to);
    }
    // In strict order, only the event directly behind can be the next step.
    const isDirect = isStrict && has(mask, STRICT_BIT);
    for (let step = 0; step < depth; step++) {
      const done = begun[step] ?? NEVER;
      if (isDirect || done < (next[step] ?? NEVER)) next[step] = done;
    }
    reached[index] = begun[0] ?? NEVER;
  }
  return reached;
};

/** Reach times for every depth from 1 to the one that the unit's events allow. */
const allReachTimes = (events: UnitEvents, depth: number, rules: Rules): number[][] =>
  Array.from({ length: depth }, (_, index) => (index === 0 ? events.times : reachTimes(events, index + 1, rules)));

/** How many steps an entry does within the window. */
const depthFrom = (entry: number, reach: readonly number[][], latest: number): number => {
  let depth = reach.length;
  while (depth > 1 && (reach[depth - 1]?.[entry] ?? NEVER) > latest) depth--;
  return depth;
};

/** So many of the first steps have an event at all. */
const possibleDepth = (union: number, stepCount: number): number => {
  let depth = 1;
  while (depth < stepCount && has(union, depth)) depth++;
  return depth;
};

/** The attempt that counts, where the steps must be done in order; null when nobody entered. */
export const bestOrderedAttempt = (events: UnitEvents, plan: FunnelPlan): Attempt | null => {
  const union = unionOf(events);
  const depth = possibleDepth(union, plan.stepCount);
  const isStrict = plan.order === 'strict';
  const exclusions = plan.exclusions.filter(({ bit }) => has(union, bit));
  const clean = allReachTimes(events, depth, { isStrict, exclusions });
  const loose = exclusions.length > 0 ? allReachTimes(events, depth, { isStrict, exclusions: [] }) : clean;

  let best: Attempt | null = null;
  for (const entry of entriesOf(events, 1, plan)) {
    const latest = (events.times[entry] ?? 0) + plan.windowMs;
    const done = depthFrom(entry, clean, latest);
    const attempt = {
      entry,
      stepTimes: clean.slice(0, done).map((reach) => reach[entry] ?? NEVER),
      isSpoiled: loose !== clean && depthFrom(entry, loose, latest) > done,
    };
    if (isBetter(attempt, best)) best = attempt;
    if (done === depth && !attempt.isSpoiled) break;
  }
  return best;
};
