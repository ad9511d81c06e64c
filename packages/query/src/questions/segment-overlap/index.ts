import type { Question } from '../../question.ts';
import { compileSegmentOverlap } from './compile.ts';
import { decodeSegmentOverlap } from './decode.ts';
import { type SegmentOverlapDefinition, segmentOverlapDefinition } from './definition.ts';
import type { SegmentOverlapResult } from './result.ts';

/** How many visitors are in several segments at once. */
export const segmentOverlap: Question<'segment_overlap', SegmentOverlapDefinition, SegmentOverlapResult> = {
  kind: 'segment_overlap',
  title: 'Segment overlap',
  definition: segmentOverlapDefinition,
  compile: compileSegmentOverlap,
  decode: decodeSegmentOverlap,
};
