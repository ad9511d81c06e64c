import { askedAgain, type Compared } from '../../asked-again.ts';
import type { Question } from '../../question.ts';
import { compileRetention } from './compile.ts';
import { decodeRetention } from './decode.ts';
import { type RetentionDefinition, retentionDefinition } from './definition.ts';
import type { RetentionResult } from './result.ts';

/** Of those who began in a period, how many come back in the periods after. */
export const retention: Question<'retention', RetentionDefinition, Compared<RetentionResult>> = askedAgain(
  {
    kind: 'retention',
    title: 'Retention',
    definition: retentionDefinition,
    compile: compileRetention,
    decode: decodeRetention,
  },
  ['people'],
);
