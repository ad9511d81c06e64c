import type { QuestionContext } from '../../question.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { FunnelDefinition } from './definition.ts';
import { MAX_EXCLUSIONS, MAX_STEPS } from './definition.ts';

/** An excluded event between two steps. */
export interface PlannedExclusion {
  /** The exclusion's bit in an event's mask. */
  bit: number;
  /** Places among the needed steps. */
  from: number;
  to: number;
}

/** A funnel as the evaluator needs it. Steps are counted from 0. */
export interface FunnelPlan {
  stepCount: number;
  /** The steps that cannot be skipped, in order: the first, the last, and mostly all. */
  needed: readonly number[];
  order: FunnelDefinition['order'];
  /** Entries lie in it. */
  range: Span;
  /** All steps lie in it: up to and including the last window's last millisecond. */
  read: Span;
  windowMs: number;
  /** Epoch ms; a window that ends before is over. */
  nowMs: number;
  exclusions: readonly PlannedExclusion[];
}

/**
 * Bits of an event's mask: 0 … 19 the steps it can fill, 20 … 29 the exclusions it is of, 30: its kind is one of the steps', 31: it
 * may be what somebody did next.
 */
export const EXCLUSION_BIT = MAX_STEPS;
export const STRICT_BIT = MAX_STEPS + MAX_EXCLUSIONS;
export const NEXT_BIT = STRICT_BIT + 1;

/** Whether a mask has a bit. */
export const has = (mask: number, bit: number): boolean => ((mask >>> bit) & 1) === 1;

/** Reads off a definition what the evaluator needs. */
export const planOf = (definition: FunnelDefinition, context: QuestionContext): FunnelPlan => {
  const { steps, order, exclusions, range, conversionWindow } = definition;
  const resolved = resolveRange(range, context);
  const windowMs = durationMs(conversionWindow);
  const needed = steps.flatMap(({ isOptional }, step) => (isOptional ? [] : [step]));
  return {
    stepCount: steps.length,
    needed,
    order,
    range: resolved,
    read: { startAt: resolved.startAt, endAt: resolved.endAt + windowMs },
    windowMs,
    nowMs: context.nowMs,
    exclusions: exclusions.map(({ from, to }, index) => ({
      bit: EXCLUSION_BIT + index,
      from: needed.indexOf(from - 1),
      to: needed.indexOf(to - 1),
    })),
  };
};
