import { crc32 } from 'node:zlib';
import { CHECK_OPENING, readCheck } from './group-check.ts';

/** A stretch of a segment's bytes. */
export interface SegmentPart {
  /** True for a group that is as it was written: its lines, without its check. */
  isSound: boolean;
  bytes: Buffer;
}

const LINE_FEED = 0x0a;

/**
 * Takes a segment apart: its sound groups, and whatever lies between and behind them. Each sound group is found by its own check, so
 * damage before it does not matter.
 */
export const segmentParts = (segment: Buffer): SegmentPart[] => {
  const parts: SegmentPart[] = [];
  let told = 0;
  for (let at = segment.indexOf(CHECK_OPENING); at >= 0; at = segment.indexOf(CHECK_OPENING, at + 1)) {
    const end = segment.indexOf(LINE_FEED, at) + 1;
    const check = end > 0 ? readCheck(segment.subarray(at, end)) : undefined;
    if (!check || at - check.bytes < told) continue;
    const lines = segment.subarray(at - check.bytes, at);
    if (crc32(lines) !== check.crc) continue;
    if (at - check.bytes > told) parts.push({ isSound: false, bytes: segment.subarray(told, at - check.bytes) });
    parts.push({ isSound: true, bytes: lines });
    told = end;
  }
  if (told < segment.length) parts.push({ isSound: false, bytes: segment.subarray(told) });
  return parts;
};
