import type { PairSums } from '@telltale/statistics';
import { compareVariants, shownEffect } from './compare.ts';
import type { ExperimentDefinition } from './definition.ts';
import type { Contribution } from './measure.ts';
import type { MetricDefinition } from './metrics.ts';
import type { Reading } from './reading.ts';
import type { ExperimentGroup, ExperimentResult } from './result.ts';
import { createTally, emptySums, type Tally } from './tally.ts';

const together = (all: readonly (readonly PairSums[])[], variant: number): PairSums =>
  all.reduce((sum, sums) => {
    const { count, y, x, yy, xx, xy } = sums[variant] ?? emptySums();
    return {
      count: sum.count + count,
      y: sum.y + y,
      x: sum.x + x,
      yy: sum.yy + yy,
      xx: sum.xx + xx,
      xy: sum.xy + xy,
    };
  }, emptySums());

/** Tells the primary metric of parts of the visitors. Single values are cut nowhere: each part would have a cap of its own. */
export const createGroups = (
  { variants, breakdown }: ExperimentDefinition,
  metric: MetricDefinition,
  texts: readonly string[],
) => {
  const plain = { ...metric, capPercentile: undefined };
  const limit = breakdown && 'limit' in breakdown ? breakdown.limit : 2;
  /** By the number of the part's text. */
  const parts = new Map<number, Tally>();

  return {
    add: (part: number, variant: number, contribution: Contribution): void => {
      const tally = parts.get(part) ?? createTally(plain, variants.length);
      parts.set(part, tally);
      tally.add(variant, contribution);
    },
    figures: (reading: Reading, isAdjusted: boolean): ExperimentResult['groups'] => {
      const sorted = [...parts]
        .map(([text, tally]) => {
          const { sums } = tally.sums();
          return { value: texts[text] ?? '', sums, visitors: sums.reduce((sum, { count }) => sum + count, 0) };
        })
        .sort((a, b) => b.visitors - a.visitors || (a.value < b.value ? -1 : 1));
      const shown = (value: string | null, sums: readonly PairSums[]): ExperimentGroup => {
        const { measured, effects } = compareVariants(metric, sums, { reading, isAdjusted });
        return {
          value,
          isOther: value === null,
          variants: variants.map(({ id }, index) => ({
            id,
            visitors: sums[index]?.count ?? 0,
            sums: sums[index] ?? emptySums(),
            value: measured[index]?.mean ?? null,
            effect: shownEffect(effects[index]),
          })),
        };
      };
      const told = sorted.slice(0, limit).map(({ value, sums }) => shown(value, sums));
      const rest = sorted.slice(limit).map(({ sums }) => sums);
      if (rest.length > 0)
        told.push(
          shown(
            null,
            variants.map((_, variant) => together(rest, variant)),
          ),
        );
      return { parts: told, looks: told.length * (variants.length - 1) };
    },
  };
};
