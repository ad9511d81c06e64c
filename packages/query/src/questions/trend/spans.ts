import type { QuestionContext } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { type Cut, cutRange } from '../../time/cut.ts';
import { resolveRange } from '../../time/range.ts';
import type { TrendDefinition } from './definition.ts';

/** The trend's range and its comparison range, each cut into buckets. */
export const spansOf = (
  { range, interval, comparison }: TrendDefinition,
  context: QuestionContext,
): { current: Cut; compared: Cut | null } => {
  const compared = resolveComparison(comparison, range, context);
  return {
    current: cutRange(resolveRange(range, context), interval, context),
    compared: compared && cutRange(compared, interval, context),
  };
};
