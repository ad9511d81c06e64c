import type { Question } from '../../question.ts';
import { compileLive } from './compile.ts';
import { decodeLive } from './decode.ts';
import { type LiveDefinition, liveDefinition } from './definition.ts';
import type { LiveResult } from './result.ts';

/** Who is on the site now. */
export const live: Question<'live', LiveDefinition, LiveResult> = {
  kind: 'live',
  title: 'Live',
  definition: liveDefinition,
  compile: compileLive,
  decode: decodeLive,
};
