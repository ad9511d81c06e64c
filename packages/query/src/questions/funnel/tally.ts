import { median } from '@telltale/statistics';
import { conversionOf } from '../../conversion.ts';
import { durationsOf } from './durations.ts';
import type { Verdict } from './evaluate.ts';
import { SKIPPED } from './optional.ts';
import type { FunnelPlan } from './plan.ts';
import type { FunnelFigures, FunnelStepFigures } from './result.ts';

interface StepTally {
  isOptional: boolean;
  reached: number;
  dropped: number;
  open: number;
  /** Of an optional step: did it, and are still open at the needed step before. */
  stillOpen: number;
  msFromStart: number[];
  msFromPrevious: number[];
}

/** Counts what became of units. */
export interface FunnelTally {
  excluded: number;
  steps: StepTally[];
}

/** A tally of nobody. */
export const createTally = ({ stepCount, needed }: FunnelPlan): FunnelTally => ({
  excluded: 0,
  steps: Array.from({ length: stepCount }, (_, step) => ({
    isOptional: !needed.includes(step),
    reached: 0,
    dropped: 0,
    open: 0,
    stillOpen: 0,
    msFromStart: [],
    msFromPrevious: [],
  })),
});

/** Counts one unit whose events happened at these times. */
export const addVerdict = (tally: FunnelTally, verdict: Verdict, times: ArrayLike<number>): void => {
  const { outcome, stepEvents, lastStep } = verdict;
  if (outcome === 'excluded') {
    tally.excluded++;
    return;
  }
  const start = times[stepEvents[0] ?? 0] ?? 0;
  let previous = start;
  for (let index = 0; index < stepEvents.length; index++) {
    const event = stepEvents[index] ?? SKIPPED;
    const step = tally.steps[index];
    if (!step || event === SKIPPED) continue;
    const time = times[event] ?? 0;
    step.reached++;
    if (index > 0) {
      step.msFromStart.push(time - start);
      step.msFromPrevious.push(time - previous);
    }
    if (!step.isOptional) previous = time;
    else if (outcome === 'open' && index > lastStep) step.stillOpen++;
  }
  const last = tally.steps[lastStep];
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
    to.stillOpen += from.stillOpen;
    for (const ms of from.msFromStart) to.msFromStart.push(ms);
    for (const ms of from.msFromPrevious) to.msFromPrevious.push(ms);
  });
};

/** Units that a tally counts, those left out included. */
export const sizeOf = ({ steps, excluded }: FunnelTally): number => (steps[0]?.reached ?? 0) + excluded;

const medianOf = (values: readonly number[]): number | null => (values.length === 0 ? null : median(values));

/** The figures that a tally amounts to; durations are cut at the edges. */
export const figuresOf = ({ excluded, steps }: FunnelTally, edges: readonly number[]): FunnelFigures => {
  const entered = steps[0]?.reached ?? 0;
  const last = steps.at(-1);
  const converted = last?.reached ?? 0;
  const toConvertMs = durationsOf(last?.msFromStart ?? [], edges);
  let previous: StepTally | undefined;
  /** Open at any needed step before. */
  let openBefore = 0;
  const figures = steps.map((step): FunnelStepFigures => {
    const open = openBefore + (previous?.open ?? 0);
    const done = step.reached - step.stillOpen;
    const fromPreviousMs = durationsOf(step.msFromPrevious, edges);
    // From the entry on both are the same: no more sorting.
    const isFromStart = previous === steps[0];
    const told = {
      isOptional: step.isOptional,
      reached: step.reached,
      dropped: step.dropped,
      open: step.open,
      fromPrevious: previous ? conversionOf(done, previous.reached - previous.open) : null,
      fromStart: conversionOf(done, entered - open),
      medianMsFromStart:
        step === last
          ? (toConvertMs?.p50 ?? null)
          : isFromStart
            ? (fromPreviousMs?.p50 ?? null)
            : medianOf(step.msFromStart),
      medianMsFromPrevious: fromPreviousMs?.p50 ?? null,
      fromPreviousMs,
    };
    if (!step.isOptional) {
      openBefore = open;
      previous = step;
    }
    return told;
  });
  const open = steps.reduce((sum, step) => sum + step.open, 0);
  return {
    entered,
    converted,
    dropped: entered - converted - open,
    open,
    excluded,
    conversion: conversionOf(converted, entered - open),
    medianMsToConvert: toConvertMs?.p50 ?? null,
    toConvertMs,
    steps: figures,
  };
};
