import type { QuestionContext } from '../../question.ts';
import { bucketsOf } from '../../time/buckets.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { TrendDefinition } from './definition.ts';
import type { TrendBuckets } from './result.ts';

/** A range cut into buckets, and the part of it that is read: what has not begun is neither listed nor read. */
export interface Cut extends TrendBuckets {
  read: Span;
}

const cut = (range: Span, interval: TrendDefinition['interval'], context: QuestionContext): Cut => {
  const all = bucketsOf(range, interval, context);
  const future = all.findIndex((startAt) => startAt > context.nowMs);
  // A range that lies in the future altogether is shown as asked.
  if (future <= 0) return { range, startAts: all, read: range };
  return { range, startAts: all.slice(0, future), read: { startAt: range.startAt, endAt: all[future] ?? range.endAt } };
};

/** The trend's range and its comparison range, each cut into buckets. */
export const spansOf = (
  { range, interval, comparison }: TrendDefinition,
  context: QuestionContext,
): { current: Cut; compared: Cut | null } => {
  const compared = resolveComparison(comparison, range, context);
  return {
    current: cut(resolveRange(range, context), interval, context),
    compared: compared && cut(compared, interval, context),
  };
};
