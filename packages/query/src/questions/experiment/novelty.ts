import { compareVariants, shownEffect } from './compare.ts';
import type { ExperimentDefinition } from './definition.ts';
import { measureOf } from './measure.ts';
import type { PlannedMetric } from './plan.ts';
import type { VisitorEvents } from './read-visitors.ts';
import type { Reading } from './reading.ts';
import type { NoveltyDay } from './result.ts';
import { createTally } from './tally.ts';

const DAY = 86_400_000;

/** After four weeks nothing is new. */
const MAX_DAYS = 28;

/** Tells the effect by day since the exposure, where the metric has days. */
export const createNovelty = ({ variants }: ExperimentDefinition, metric: PlannedMetric, nowMs: number) => {
  const { definition, windowMs } = metric;
  if (definition.type !== 'conversion' && definition.type !== 'count' && definition.type !== 'revenue') return null;
  const { y } = measureOf(definition);
  const plain = { ...definition, capPercentile: undefined };
  const tallies = Array.from({ length: Math.min(MAX_DAYS, Math.max(1, Math.ceil(windowMs / DAY))) }, () =>
    createTally(plain, variants.length),
  );
  const contributed = { y: 0, x: 0 };
  return {
    add: (events: VisitorEvents, exposed: number, variant: number): void => {
      const at = events.times[exposed] ?? 0;
      let from = exposed + 1;
      for (let day = 0; day < tallies.length && at + (day + 1) * DAY <= nowMs; day++) {
        while (from < events.count && (events.times[from] ?? 0) < at + day * DAY) from++;
        // Times are whole ms.
        const until = Math.min(at + (day + 1) * DAY - 1, at + windowMs);
        contributed.y = y(events, metric, { from, to: events.count, until });
        tallies[day]?.add(variant, contributed);
      }
    },
    figures: (reading: Reading): NoveltyDay[] =>
      tallies.flatMap((tally, day): NoveltyDay[] => {
        const { sums } = tally.sums();
        if (sums.every(({ count }) => count === 0)) return [];
        const { measured, effects } = compareVariants(plain, sums, { reading, isAdjusted: false });
        return [
          {
            day,
            variants: variants.map(({ id }, index) => ({
              id,
              visitors: sums[index]?.count ?? 0,
              value: measured[index]?.mean ?? null,
              effect: shownEffect(effects[index]),
            })),
          },
        ];
      }),
  };
};
