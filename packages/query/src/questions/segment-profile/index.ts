import type { Question } from '../../question.ts';
import { compileSegmentProfile } from './compile.ts';
import { decodeSegmentProfile } from './decode.ts';
import { type SegmentProfileDefinition, segmentProfileDefinition } from './definition.ts';
import type { SegmentProfileResult } from './result.ts';

/** What sets the members of a segment apart from all other visitors. */
export const segmentProfile: Question<'segment_profile', SegmentProfileDefinition, SegmentProfileResult> = {
  kind: 'segment_profile',
  title: 'Segment profile',
  definition: segmentProfileDefinition,
  compile: compileSegmentProfile,
  decode: decodeSegmentProfile,
};
