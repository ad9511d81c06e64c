import { askedAgain, type Compared } from '../../asked-again.ts';
import { type BrokenDown, brokenDown } from '../../broken-down.ts';
import type { Question } from '../../question.ts';
import { compileErrors } from './compile.ts';
import { decodeErrors } from './decode.ts';
import { type ErrorsDefinition, errorsDefinition } from './definition.ts';
import type { ErrorsResult } from './result.ts';

/** What failed on the pages. */
export const errors: Question<'errors', ErrorsDefinition, BrokenDown<Compared<ErrorsResult>>> = brokenDown(
  askedAgain(
    {
      kind: 'errors',
      title: 'Errors',
      definition: errorsDefinition,
      compile: compileErrors,
      decode: decodeErrors,
    },
    [],
  ),
  { events: () => [{ kind: 'error' }], ofWhole: [] },
);
