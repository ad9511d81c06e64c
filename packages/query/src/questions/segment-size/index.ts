import type { Question } from '../../question.ts';
import { compileSegmentSize } from './compile.ts';
import { decodeSegmentSize } from './decode.ts';
import { type SegmentSizeDefinition, segmentSizeDefinition } from './definition.ts';
import type { SegmentSizeResult } from './result.ts';

/** How many visitors were in a segment at the end of each day, week or month. */
export const segmentSize: Question<'segment_size', SegmentSizeDefinition, SegmentSizeResult> = {
  kind: 'segment_size',
  title: 'Segment size over time',
  definition: segmentSizeDefinition,
  compile: compileSegmentSize,
  decode: decodeSegmentSize,
};
