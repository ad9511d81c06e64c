import type { RetentionPlan } from './plan.ts';
import type { RetentionCell, RetentionCohort, RetentionFigures, RetentionTotal } from './result.ts';

interface CohortTally {
  size: number;
  /** How many came back, by how many periods after the own one. */
  retained: number[];
}

/** Counts by cohort; cohorts of nobody are not there. */
export type RetentionTally = Map<number, CohortTally>;

const cohortOf = (tally: RetentionTally, cohort: number): CohortTally => {
  const known = tally.get(cohort);
  if (known) return known;
  const made: CohortTally = { size: 0, retained: [] };
  tally.set(cohort, made);
  return made;
};

/** Who is counted: in which cohort, in which periods after the own one they came back, and how many they are. */
interface Counted {
  cohort: number;
  cameBack: readonly number[];
  units: number;
}

/** Counts visitors or customers in a cohort. */
export const addToCohort = (tally: RetentionTally, { cohort, cameBack, units }: Counted): void => {
  const counted = cohortOf(tally, cohort);
  counted.size += units;
  for (const period of cameBack) counted.retained[period] = (counted.retained[period] ?? 0) + units;
};

/** Adds what one tally counted to another. */
export const addTally = (sum: RetentionTally, added: RetentionTally): void => {
  for (const [cohort, { size, retained }] of added) {
    const counted = cohortOf(sum, cohort);
    counted.size += size;
    retained.forEach((count, period) => {
      counted.retained[period] = (counted.retained[period] ?? 0) + count;
    });
  }
};

/** Sum of the cohorts' sizes. */
export const sizeOf = (tally: RetentionTally): number => [...tally.values()].reduce((sum, { size }) => sum + size, 0);

const shareOf = (retained: number, size: number) => (size === 0 ? null : retained / size);

/** The figures that a tally amounts to. */
export const figuresOf = (tally: RetentionTally, plan: RetentionPlan): RetentionFigures => {
  const { startAts, cohortCount, periods, nowMs, range, isOnOrAfter } = plan;
  const beginOf = (place: number) => startAts[place] ?? range.endAt;

  const cohorts = Array.from({ length: cohortCount }, (_, cohort): RetentionCohort => {
    const { size, retained } = tally.get(cohort) ?? { size: 0, retained: [] };
    const cells = Array.from({ length: periods + 1 }, (_, after): RetentionCell => {
      const isOpen = nowMs < beginOf(cohort + 1 + (isOnOrAfter ? periods : after));
      if (beginOf(cohort + after) > nowMs) return { retained: null, shareRatio: null, isOpen };
      const count = retained[after] ?? 0;
      return { retained: count, shareRatio: shareOf(count, size), isOpen };
    });
    const endAt = beginOf(cohort + 1);
    return { startAt: beginOf(cohort), endAt, size, isOpen: nowMs < Math.min(endAt, range.endAt), periods: cells };
  });

  const totals = Array.from({ length: periods + 1 }, (_, after): RetentionTotal => {
    const final = cohorts.filter((cohort) => cohort.periods[after]?.isOpen === false);
    const size = final.reduce((sum, cohort) => sum + cohort.size, 0);
    const retained = final.reduce((sum, cohort) => sum + (cohort.periods[after]?.retained ?? 0), 0);
    return { cohorts: final.length, size, retained, shareRatio: shareOf(retained, size) };
  });
  return { size: sizeOf(tally), cohorts, totals };
};
