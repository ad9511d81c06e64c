import { askedAgain, type Compared } from '../../asked-again.ts';
import type { Question } from '../../question.ts';
import { compileAnswers } from './compile.ts';
import { decodeAnswers } from './decode.ts';
import { type AnswersDefinition, answersDefinition } from './definition.ts';
import type { AnswersResult } from './result.ts';

const compared = askedAgain(
  {
    kind: 'answers',
    title: 'Answers',
    definition: answersDefinition,
    compile: compileAnswers,
    decode: decodeAnswers,
  },
  ['after'],
);

/** What visitors wrote in surveys. */
export const answers: Question<'answers', AnswersDefinition, Compared<AnswersResult>> = {
  ...compared,
  comparedDefinition(definition, context) {
    const again = compared.comparedDefinition?.(definition, context) ?? null;
    // Those of the other range are counted, not listed.
    return again && { ...again, limit: 0 };
  },
};
