import { z } from 'zod';
import { type Clock, previousRange, type Range, rangeSchema, resolveRange, type Span } from './range.ts';

/** A second range: the one directly before, or any. */
export const comparisonSchema = z.union([z.literal('previous_period'), rangeSchema]);

/** A second range. */
export type ComparisonRange = z.infer<typeof comparisonSchema>;

/** The comparison range as epoch ms; null where none is asked for. @throws QuestionError `empty_range` */
export const resolveComparison = (comparison: ComparisonRange | undefined, range: Range, clock: Clock): Span | null => {
  if (comparison === undefined) return null;
  return comparison === 'previous_period' ? previousRange(range, clock) : resolveRange(comparison, clock, 'comparison');
};
