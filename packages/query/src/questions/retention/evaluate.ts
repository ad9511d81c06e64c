import type { RetentionPlan } from './plan.ts';

/** What someone did in a period, as bits. */
export const DID = {
  /** A start event that counts. */
  start: 1,
  /** A return event. */
  comeBack: 2,
  /** A return event later than the period's first start event. */
  comeBackAfterStart: 4,
} as const;

/** The period of start events before the range. */
export const EARLIER = -1;

/** The periods in which one visitor or customer did anything. The arrays are reused: `count` says how much of them is meant. */
export interface UnitPeriods {
  count: number;
  /** Places in the plan's `startAts`, or `EARLIER`; ascending, each once. */
  periods: number[];
  /** Bits of `DID`. */
  did: number[];
}

/** Tells each cohort that a unit is in. */
export type Evaluate = (
  unit: UnitPeriods,
  /** `entry` is the index of the cohort's period; `cameBack` lists how many periods after it, reused after the call. */
  isInCohort: (entry: number, cameBack: readonly number[]) => void,
) => void;

/**
 * Makes the evaluator of retention.
 *
 * Someone belongs to the cohort of a period by a start event in it and in the range: with `first_time` by the first one ever only,
 * with `every_time` by the first one of each period. They came back in the cohort's own period when a return event is later than
 * that start event (by the millisecond: what happens at the same moment is no return), and in a later one when any return event
 * lies in it. `on_or_after` counts who came back in a period for those before it, too, up to the last period asked for.
 */
export const createEvaluate = ({ periods: last, isFirstTime, isOnOrAfter }: RetentionPlan): Evaluate => {
  const cameBack: number[] = [];

  return ({ count, periods, did }, isInCohort) => {
    for (let entry = 0; entry < count; entry++) {
      if (((did[entry] ?? 0) & DID.start) === 0) continue;
      const cohort = periods[entry] ?? EARLIER;
      if (cohort === EARLIER) return;
      cameBack.length = 0;
      for (let index = entry; index < count; index++) {
        const after = (periods[index] ?? cohort) - cohort;
        if (after > last) break;
        const bit = after === 0 ? DID.comeBackAfterStart : DID.comeBack;
        if (((did[index] ?? 0) & bit) === 0) continue;
        if (isOnOrAfter) while (cameBack.length < after) cameBack.push(cameBack.length);
        cameBack.push(after);
      }
      isInCohort(entry, cameBack);
      if (isFirstTime) return;
    }
  };
};
