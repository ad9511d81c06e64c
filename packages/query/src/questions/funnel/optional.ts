import type { UnitEvents } from './attempt.ts';
import { type FunnelPlan, has } from './plan.ts';

/** Stands for the event of an optional step that was not done. */
export const SKIPPED = -1;

/** Adds to the events by which the needed steps were done those of the optional steps, each at the place of its step. */
type FillOptional = (done: readonly number[], events: UnitEvents) => readonly number[];

/**
 * Makes what looks for optional steps. It changes nothing about the needed ones: an optional step is done by an event that lies
 * between the needed steps before and after it, or inside the window after the last one done. Of several in a row each may be
 * done first; an event fills the first of them that it can and that no earlier one filled.
 */
export const createFillOptional = ({ needed, stepCount, windowMs }: FunnelPlan): FillOptional => {
  if (needed.length === stepCount) return (done) => done;
  return (done, { count, times, masks }) => {
    const latest = (times[done[0] ?? 0] ?? 0) + windowMs;
    const stepEvents: number[] = [];
    const fill = (mask: number, index: number, from: number) => {
      for (let step = from; step < stepEvents.length; step++)
        if (stepEvents[step] === SKIPPED && has(mask, step)) {
          stepEvents[step] = index;
          return;
        }
    };
    done.forEach((at, place) => {
      stepEvents.push(at);
      const from = stepEvents.length;
      const until = needed[place + 1] ?? stepCount;
      while (stepEvents.length < until) stepEvents.push(SKIPPED);
      const end = from === until ? at : (done[place + 1] ?? count);
      for (let index = at + 1; index < end && (times[index] ?? 0) <= latest; index++)
        fill(masks[index] ?? 0, index, from);
    });
    return stepEvents;
  };
};
