import { type PairSums, winsorizingCap } from '@telltale/statistics';
import type { Contribution } from './measure.ts';
import { MONEY_SCALE } from './measure.ts';
import type { MetricDefinition } from './metrics.ts';

/** Sums of nobody. */
export const emptySums = (): PairSums => ({ count: 0, y: 0, x: 0, yy: 0, xx: 0, xy: 0 });

const add = (sums: PairSums, y: number, x: number): void => {
  sums.count++;
  sums.y += y;
  sums.x += x;
  sums.yy += y * y;
  sums.xx += x * x;
  sums.xy += x * y;
};

/** Units in which sums are told, of those in which they are added up. */
const scaleOf = ({ type }: MetricDefinition): { y: number; x: number } => {
  if (type === 'revenue') return { y: MONEY_SCALE, x: MONEY_SCALE };
  return { y: type === 'order_value' ? MONEY_SCALE : 1, x: 1 };
};

/** Adds up what visitors contribute to a metric, by variant. */
export const createTally = (definition: MetricDefinition, variants: number) => {
  const sums = Array.from({ length: variants }, emptySums);
  const percentile = 'capPercentile' in definition ? definition.capPercentile : undefined;
  /** What is not 0, kept until it is known where it is cut. */
  const held: { variant: number; y: number; x: number }[] = [];
  const scale = scaleOf(definition);

  return {
    add: (variant: number, { y, x }: Contribution): void => {
      if (percentile !== undefined && y !== 0) held.push({ variant, y, x });
      else add(sums[variant] ?? emptySums(), y, x);
    },
    /** Sums by variant in the metric's unit, and where values were cut; null where none was. To be asked once. */
    sums: (): { sums: PairSums[]; capAt: number | null } => {
      let cap = Number.POSITIVE_INFINITY;
      if (percentile !== undefined) {
        cap = winsorizingCap(
          held.map(({ y }) => y),
          percentile,
        );
        for (const { variant, y, x } of held) add(sums[variant] ?? emptySums(), Math.min(y, cap), x);
      }
      return {
        capAt: Number.isFinite(cap) ? cap / scale.y : null,
        sums: sums.map(({ count, y, x, yy, xx, xy }) => ({
          count,
          y: y / scale.y,
          x: x / scale.x,
          yy: yy / scale.y ** 2,
          xx: xx / scale.x ** 2,
          xy: xy / (scale.x * scale.y),
        })),
      };
    },
  };
};

/** Adds up what visitors contribute to a metric, by variant. */
export type Tally = ReturnType<typeof createTally>;
