import { type Row, rowsOf } from '../../question.ts';
import type { SegmentOverlapDefinition } from './definition.ts';
import type { SegmentOverlapResult } from './result.ts';

/** Reads the answer to the overlap of segments. */
export const decodeSegmentOverlap = (
  answer: readonly Row[] | Uint8Array,
  { segments }: SegmentOverlapDefinition,
): SegmentOverlapResult => {
  const found = new Map(rowsOf(answer).map((row) => [Number(row.combination), Number(row.visitors)]));
  const counts = Array.from({ length: 2 ** segments.length }, (_, combination) => ({
    isIn: segments.map((_, index) => ((combination >>> index) & 1) === 1),
    count: found.get(combination) ?? 0,
  }));
  const sum = (some: readonly { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  const population = sum(counts);
  const share = (count: number) => ({ count, shareRatio: population === 0 ? null : count / population });
  return {
    population,
    segments: segments.map((_, index) => share(sum(counts.filter(({ isIn }) => isIn[index])))),
    combinations: counts.map(({ isIn, count }) => ({ isIn, ...share(count) })),
  };
};
