import { type Row, rowsOf } from '../../question.ts';
import type { SegmentDefinition } from './definition.ts';
import type { SegmentResult } from './result.ts';

/** Reads the answer of a segment. */
export const decodeSegment = (answer: readonly Row[] | Uint8Array, { members }: SegmentDefinition): SegmentResult => {
  const [row = {}] = rowsOf(answer);
  const count = Number(row.members ?? 0);
  const population = Number(row.population ?? 0);
  const page = Array.isArray(row.page) ? row.page.map(String) : [];
  const visitorIds = page.slice(0, members.limit);
  const hasMore = page.length > members.limit;
  return {
    count,
    population,
    shareRatio: population === 0 ? null : count / population,
    members: { visitorIds, nextAfter: hasMore ? (visitorIds.at(-1) ?? members.after ?? null) : null },
  };
};
