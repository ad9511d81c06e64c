import type { Question } from '../../question.ts';
import { compileVitals } from './compile.ts';
import { decodeVitals } from './decode.ts';
import { type VitalsDefinition, vitalsDefinition } from './definition.ts';
import type { VitalsResult } from './result.ts';

/** How fast and how steady pages were. */
export const vitals: Question<'vitals', VitalsDefinition, VitalsResult> = {
  kind: 'vitals',
  title: 'Web vitals',
  definition: vitalsDefinition,
  compile: compileVitals,
  decode: decodeVitals,
};
