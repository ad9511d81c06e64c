import {
  adjustByCovariate,
  criticalValue,
  type Moments,
  momentsOf,
  type PairSums,
  ratioOfMeans,
  relativeDifference,
  sequentialCriticalValue,
  twoProportionTest,
  welchTest,
} from '@telltale/statistics';
import { measureOf } from './measure.ts';
import type { MetricDefinition } from './metrics.ts';
import type { Reading } from './reading.ts';
import type { Effect } from './result.ts';

/** An effect, and what its interval is made of. */
export interface ComparedEffect extends Effect {
  standardError: number;
}

/** Values of one metric by variant. */
interface Values {
  /** As measured; null where there is no value. */
  measured: (Moments | null)[];
  /** By what is compared; null likewise. */
  compared: (Moments | null)[];
  varianceReductionRatio: number | null;
}

const valuesOf = (definition: MetricDefinition, sums: readonly PairSums[], isAdjusted: boolean): Values => {
  const { family, hasCovariate } = measureOf(definition);
  const measured = sums.map((some) => {
    if (family === 'ratio') return some.x === 0 ? null : ratioOfMeans(some);
    return some.count === 0 ? null : momentsOf({ count: some.count, sum: some.y, sumOfSquares: some.yy });
  });
  const isEverywhere = sums.every(({ count }) => count > 0);
  if (!isAdjusted || !hasCovariate || !isEverywhere)
    return { measured, compared: measured, varianceReductionRatio: null };
  const { groups, varianceReductionRatio } = adjustByCovariate(sums);
  return { measured, compared: groups, varianceReductionRatio };
};

/** The effect of one variant; null where there are too few to say. */
const effectOf = (
  { reading, plannedVisitors, confidence }: Reading,
  [variant, control]: readonly [Moments | null | undefined, Moments | null | undefined],
  proportions: readonly [PairSums | undefined, PairSums | undefined] | null,
): ComparedEffect | null => {
  if (!variant || !control || variant.count < 2 || control.count < 2) return null;
  const [a, b] = proportions ?? [];
  const difference =
    a && b
      ? twoProportionTest({ successes: a.y, trials: a.count }, { successes: b.y, trials: b.count }, confidence)
      : welchTest(variant, control, confidence);
  const { value, standardError } = difference;
  if (reading === 'fixed')
    return {
      value,
      standardError,
      interval: difference.interval,
      relative: relativeDifference(variant, control, criticalValue(confidence)),
    };
  const critical = sequentialCriticalValue(variant.count + control.count, { confidence, tunedFor: plannedVisitors });
  const reach = critical * standardError;
  return {
    value,
    standardError,
    interval: { low: value - reach, high: value + reach },
    relative: relativeDifference(variant, control, critical),
  };
};

/** Values and effects of one metric by variant, the control first; without verdicts. */
export const compareVariants = (
  definition: MetricDefinition,
  sums: readonly PairSums[],
  { reading, isAdjusted }: { reading: Reading; isAdjusted: boolean },
) => {
  const { measured, compared, varianceReductionRatio } = valuesOf(definition, sums, isAdjusted);
  const areProportions = measureOf(definition).family === 'binary' && varianceReductionRatio === null;
  const effects = sums.map((some, index) =>
    index === 0 ? null : effectOf(reading, [compared[index], compared[0]], areProportions ? [some, sums[0]] : null),
  );
  return { measured, compared, varianceReductionRatio, areProportions, effects };
};

/** Without the standard error, which is for the verdict. */
export const shownEffect = (effect: ComparedEffect | null | undefined): Effect | null =>
  effect ? { value: effect.value, interval: effect.interval, relative: effect.relative } : null;
