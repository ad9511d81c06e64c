import type { SavedSegment, SegmentSnapshot } from '../question.ts';
import { namedSegments } from './named-segments.ts';

/** A snapshot that an answer rests on. */
export interface NamedSnapshot extends SegmentSnapshot {
  /** The saved segment's id. */
  segment: string;
}

/** The snapshots that a definition names, itself or by the segments that it names; in the order of their segments. */
export const namedSnapshots = (body: unknown, segments: readonly SavedSegment[]): NamedSnapshot[] => {
  const reached = new Set(namedSegments(body));
  // A set may grow while it is looked through.
  for (const id of reached) {
    const saved = segments.find((segment) => segment.id === id);
    // Of whom a snapshot has, its condition says nothing any more.
    if (saved && !saved.snapshot) for (const inner of namedSegments(saved.condition)) reached.add(inner);
  }
  return segments.flatMap(({ id, snapshot }) => (snapshot && reached.has(id) ? [{ segment: id, ...snapshot }] : []));
};
