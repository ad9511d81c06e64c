import type { QuestionContext, Row } from '../../question.ts';
import { readDefinition } from '../../read-definition.ts';
import { decodeAnswers } from './decode.ts';
import { type AnswersDefinition, answersDefinition } from './definition.ts';
import type { WrittenAnswer } from './result.ts';

/** Reads what was sent as a question about what visitors wrote. @throws QuestionError that names the culprit */
export const readAnswersDefinition = (body: unknown): AnswersDefinition => readDefinition(answersDefinition, body);

/** Reads the answer to `compileAnswersPage`. `nextAfter` is null on the last page. */
export const decodeAnswersPage = (
  rows: readonly Row[],
  definition: AnswersDefinition,
  context: QuestionContext,
): { list: WrittenAnswer[]; nextAfter: string | null } => {
  const { list, nextAfter } = decodeAnswers(rows, definition, context);
  return { list, nextAfter };
};
