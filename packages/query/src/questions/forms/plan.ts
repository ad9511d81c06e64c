import type { QuestionContext } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { FormsDefinition } from './definition.ts';

/** A question about forms as compiling and decoding need it. */
export interface FormsPlan {
  range: Span;
  compared: Span | null;
  cutoffMs: number;
  /** Epoch ms; nothing later is known. */
  nowMs: number;
}

/** Reads off a definition what it asks. @throws QuestionError `empty_range` */
export const planOf = ({ range, comparison, cutoff }: FormsDefinition, context: QuestionContext): FormsPlan => ({
  range: resolveRange(range, context),
  compared: resolveComparison(comparison, range, context),
  cutoffMs: durationMs(cutoff),
  nowMs: context.nowMs,
});
