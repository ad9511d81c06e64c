import {
  betaPosterior,
  chancesToBeBest,
  type Moments,
  normalPosterior,
  oppositeOf,
  type PairSums,
} from '@telltale/statistics';
import { compareVariants, shownEffect } from './compare.ts';
import { isLessBetterOf, type MetricDefinition } from './metrics.ts';
import type { MetricRole } from './plan.ts';
import type { Reading } from './reading.ts';
import type { MetricFigures, VariantFigures } from './result.ts';
import { createJudge, type Pace } from './verdict.ts';

const leastEffectOf = ({ leastEffect }: MetricDefinition, control: Moments | null | undefined): number | null => {
  if ('absolute' in leastEffect) return leastEffect.absolute;
  return control && control.mean > 0 ? leastEffect.ratio * control.mean : null;
};

const chancesOf = (
  compared: readonly (Moments | null)[],
  sums: readonly PairSums[],
  { isLessBetter, areProportions }: { isLessBetter: boolean; areProportions: boolean },
) => {
  const posteriors = compared.flatMap((moments, index) => {
    if (!moments || moments.count < 2) return [];
    const { y = 0, count = 0 } = sums[index] ?? {};
    const posterior = areProportions ? betaPosterior(y, count) : normalPosterior(moments);
    return [isLessBetter ? oppositeOf(posterior) : posterior];
  });
  return posteriors.length === compared.length ? chancesToBeBest(posteriors) : null;
};

interface Assessed {
  definition: MetricDefinition;
  role: MetricRole;
  windowMs: number;
  /** By variant, in the metric's unit. */
  sums: readonly PairSums[];
  capAt: number | null;
}

/** What one metric says, out of its sums. */
export const assessMetric = (
  { definition, role, windowMs, sums, capAt }: Assessed,
  { ids, reading, isAdjusted, pace }: { ids: readonly string[]; reading: Reading; isAdjusted: boolean; pace: Pace },
): MetricFigures => {
  const isLessBetter = isLessBetterOf(definition);
  const { measured, compared, varianceReductionRatio, areProportions, effects } = compareVariants(definition, sums, {
    reading,
    isAdjusted,
  });
  const leastEffect = leastEffectOf(definition, measured[0]);
  const chances = chancesOf(compared, sums, { isLessBetter, areProportions });
  const judge = createJudge({ definition, role, isLessBetter, leastEffect, reading, pace });
  return {
    role,
    type: definition.type,
    title: definition.title ?? null,
    isLessBetter,
    windowMs,
    currency: 'currency' in definition ? definition.currency : null,
    capAt,
    leastEffect,
    varianceReductionRatio,
    variants: ids.map((id, index): VariantFigures => {
      const own = sums[index];
      return {
        id,
        visitors: own?.count ?? 0,
        sums: own ?? { count: 0, y: 0, x: 0, yy: 0, xx: 0, xy: 0 },
        value: measured[index]?.mean ?? null,
        adjusted: compared[index]?.mean ?? null,
        effect: shownEffect(effects[index]),
        bestRatio: chances?.[index]?.bestRatio ?? null,
        expectedLoss: chances?.[index]?.expectedLoss ?? null,
        verdict: index === 0 ? null : judge(effects[index] ?? null, own, sums[0]),
      };
    }),
  };
};
