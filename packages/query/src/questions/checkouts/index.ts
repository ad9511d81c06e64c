import { askedAgain, type Compared } from '../../asked-again.ts';
import type { Question } from '../../question.ts';
import { compileCheckouts } from './compile.ts';
import { decodeCheckouts } from './decode.ts';
import { type CheckoutsDefinition, checkoutsDefinition } from './definition.ts';
import type { CheckoutsResult } from './result.ts';

/** What became of each attempt to buy. */
export const checkouts: Question<'checkouts', CheckoutsDefinition, Compared<CheckoutsResult>> = askedAgain(
  {
    kind: 'checkouts',
    title: 'Checkouts',
    definition: checkoutsDefinition,
    compile: compileCheckouts,
    decode: decodeCheckouts,
  },
  ['list'],
);
