import type { Question } from '../../question.ts';
import { compileAnswers } from './compile.ts';
import { decodeAnswers } from './decode.ts';
import { type AnswersDefinition, answersDefinition } from './definition.ts';
import type { AnswersResult } from './result.ts';

/** What visitors wrote in surveys. */
export const answers: Question<'answers', AnswersDefinition, AnswersResult> = {
  kind: 'answers',
  title: 'Answers',
  definition: answersDefinition,
  compile: compileAnswers,
  decode: decodeAnswers,
};
