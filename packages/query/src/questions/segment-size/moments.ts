import { type QuestionContext, QuestionError } from '../../question.ts';
import { bucketsOf } from '../../time/buckets.ts';
import { addUnits } from '../../time/calendar.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { SegmentSizeDefinition } from './definition.ts';

/** The segment is asked anew for each. */
const MAX_MOMENTS = 100;

/**
 * The days, weeks or months at whose ends the segment is asked.
 * @throws QuestionError `too_many_buckets`, `empty_range` when none of them has begun
 */
export const momentsOf = ({ range, interval }: SegmentSizeDefinition, context: QuestionContext): Span[] => {
  const begun = bucketsOf(resolveRange(range, context), interval, context).filter(
    (startAt) => startAt <= context.nowMs,
  );
  if (begun.length > MAX_MOMENTS)
    throw new QuestionError(
      'too_many_buckets',
      'interval',
      `More than ${MAX_MOMENTS} intervals lie in the range: choose a longer interval or a shorter range.`,
    );
  if (begun.length === 0)
    throw new QuestionError('empty_range', 'range', 'Nothing of the range has begun: a segment has no size yet.');
  return begun.map((startAt) => ({ startAt, endAt: addUnits(interval, startAt, 1, context) }));
};
