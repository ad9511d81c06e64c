import { type QuestionContext, type Row, rowsOf } from '../../question.ts';
import type { SegmentSizeDefinition } from './definition.ts';
import { momentsOf } from './moments.ts';
import type { SegmentSizeResult } from './result.ts';

/** Reads the answer to the size of a segment over time. */
export const decodeSegmentSize = (
  answer: readonly Row[] | Uint8Array,
  definition: SegmentSizeDefinition,
  context: QuestionContext,
): SegmentSizeResult => {
  const rows = new Map(rowsOf(answer).map((row) => [Number(row.place), row]));
  return {
    sizes: momentsOf(definition, context).map(({ startAt, endAt }, place) => {
      const count = Number(rows.get(place)?.members ?? 0);
      const population = Number(rows.get(place)?.population ?? 0);
      return { startAt, endAt, count, population, shareRatio: population === 0 ? null : count / population };
    }),
  };
};
