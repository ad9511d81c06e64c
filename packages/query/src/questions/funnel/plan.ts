import type { QuestionContext } from '../../question.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { FunnelDefinition } from './definition.ts';
import { MAX_EXCLUSIONS, MAX_STEPS } from './definition.ts';

/** An excluded event between two steps, steps counted from 0. */
export interface PlannedExclusion {
  /** The exclusion's bit in an event's mask. */
  bit: number;
  from: number;
  to: number;
}

/** A funnel as the evaluator needs it. */
export interface FunnelPlan {
  stepCount: number;
  order: FunnelDefinition['order'];
  /** Entries lie in it. */
  range: Span;
  windowMs: number;
  /** Epoch ms; a window that ends before is over. */
  nowMs: number;
  exclusions: readonly PlannedExclusion[];
}

/** Bits of an event's mask: 0 … 19 the steps it can fill, 20 … 29 the exclusions it is of, 30: its kind is one of the steps'. */
export const EXCLUSION_BIT = MAX_STEPS;
export const STRICT_BIT = MAX_STEPS + MAX_EXCLUSIONS;

/** Whether a mask has a bit. */
export const has = (mask: number, bit: number): boolean => ((mask >>> bit) & 1) === 1;

/** Reads off a definition what the evaluator needs. */
export const planOf = (definition: FunnelDefinition, context: QuestionContext): FunnelPlan => ({
  stepCount: definition.steps.length,
  order: definition.order,
  range: resolveRange(definition.range, context),
  windowMs: durationMs(definition.conversionWindow),
  nowMs: context.nowMs,
  exclusions: definition.exclusions.map(({ from, to }, index) => ({
    bit: EXCLUSION_BIT + index,
    from: from - 1,
    to: to - 1,
  })),
});
