import type { Question } from '../../question.ts';
import { compileSegment } from './compile.ts';
import { decodeSegment } from './decode.ts';
import { type SegmentDefinition, segmentDefinition } from './definition.ts';
import type { SegmentResult } from './result.ts';

/** Which visitors fulfil a condition, evaluated when asked. */
export const segment: Question<'segment', SegmentDefinition, SegmentResult> = {
  kind: 'segment',
  title: 'Segment',
  definition: segmentDefinition,
  compile: compileSegment,
  decode: decodeSegment,
};
