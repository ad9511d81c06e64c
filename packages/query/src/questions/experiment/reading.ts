import { dunnettConfidence } from '@telltale/statistics';
import type { ExperimentDefinition } from './definition.ts';

/** How effects are read. */
export interface Reading extends Pick<ExperimentDefinition, 'reading' | 'plannedVisitors'> {
  /** Of each comparison. */
  confidence: number;
}

const ALL_TOGETHER = 0.95;

/** How effects are read so that all comparisons with the control hold together. */
export const readingOf = (
  { reading, plannedVisitors }: ExperimentDefinition,
  [control = 0, ...others]: readonly number[],
): Reading => {
  const counted = others.filter((visitors) => visitors > 0);
  const isCounted = reading === 'fixed' && control > 0;
  return {
    reading,
    plannedVisitors,
    confidence: isCounted
      ? dunnettConfidence(control, counted, ALL_TOGETHER)
      : 1 - (1 - ALL_TOGETHER) / Math.max(1, others.length),
  };
};
