import type { QuestionContext } from '../../question.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { CheckoutsDefinition } from './definition.ts';

/** A question about checkouts as the evaluator needs it. */
export interface CheckoutsPlan {
  /** Checkouts that began in it are meant. */
  range: Span;
  /** Epoch ms; nothing later is known. */
  at: number;
  cutoffMs: number;
  pendingSteps: ReadonlySet<string>;
}

/** Reads off a definition what the evaluator needs. */
export const planOf = (
  { range, at, cutoff, pendingSteps }: CheckoutsDefinition,
  context: QuestionContext,
): CheckoutsPlan => ({
  range: resolveRange(range, context),
  at: at ?? context.nowMs,
  cutoffMs: durationMs(cutoff),
  pendingSteps: new Set(pendingSteps),
});
