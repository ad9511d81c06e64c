import { median } from '@telltale/statistics';
import { conversionOf } from '../../conversion.ts';
import type { Verdict } from './evaluate.ts';
import type { FunnelFigures, FunnelStepFigures } from './result.ts';

interface StepTally {
  reached: number;
  dropped: number;
  open: number;
  msFromStart: number[];
  msFromPrevious: number[];
}

/** Counts what became of units. */
export interface FunnelTally {
  excluded: number;
  steps: StepTally[];
}

/** A tally of nobody. */
export const createTally = (stepCount: number): FunnelTally => ({
  excluded: 0,
  steps: Array.from({ length: stepCount }, () => ({
    reached: 0,
    dropped: 0,
    open: 0,
    msFromStart: [],
    msFromPrevious: [],
  })),
});

/** Counts one unit. */
export const addVerdict = (tally: FunnelTally, { outcome, stepTimes }: Verdict): void => {
  if (outcome === 'excluded') {
    tally.excluded++;
    return;
  }
  const [start = 0] = stepTimes;
  stepTimes.forEach((time, index) => {
    const step = tally.steps[index];
    if (!step) return;
    step.reached++;
    if (index === 0) return;
    step.msFromStart.push(time - start);
    step.msFromPrevious.push(time - (stepTimes[index - 1] ?? start));
  });
  const last = tally.steps[stepTimes.length - 1];
  if (last && outcome !== 'converted') last[outcome]++;
};

/** Adds the units of one tally to another. */
export const addTally = (sum: FunnelTally, added: FunnelTally): void => {
  sum.excluded += added.excluded;
  added.steps.forEach((from, index) => {
    const to = sum.steps[index];
    if (!to) return;
    to.reached += from.reached;
    to.dropped += from.dropped;
    to.open += from.open;
    for (const ms of from.msFromStart) to.msFromStart.push(ms);
    for (const ms of from.msFromPrevious) to.msFromPrevious.push(ms);
  });
};

const medianOf = (values: readonly number[]): number | null => (values.length === 0 ? null : median(values));

/** The figures that a tally amounts to. */
export const figuresOf = ({ excluded, steps }: FunnelTally): FunnelFigures => {
  const entered = steps[0]?.reached ?? 0;
  const last = steps.at(-1);
  const converted = last?.reached ?? 0;
  let openBefore = 0;
  const figures = steps.map((step, index): FunnelStepFigures => {
    const previous = steps[index - 1];
    openBefore += previous?.open ?? 0;
    return {
      reached: step.reached,
      dropped: step.dropped,
      open: step.open,
      fromPrevious: previous ? conversionOf(step.reached, previous.reached - previous.open) : null,
      fromStart: conversionOf(step.reached, entered - openBefore),
      medianMsFromStart: medianOf(step.msFromStart),
      medianMsFromPrevious: medianOf(step.msFromPrevious),
    };
  });
  const open = steps.reduce((sum, step) => sum + step.open, 0);
  return {
    entered,
    converted,
    dropped: entered - converted - open,
    open,
    excluded,
    conversion: conversionOf(converted, entered - open),
    medianMsToConvert: medianOf(last?.msFromStart ?? []),
    steps: figures,
  };
};
