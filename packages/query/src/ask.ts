import { z } from 'zod';
import { nearestFirst, suggestion } from './nearest.ts';
import { type CompiledQuery, type Question, type QuestionContext, QuestionError, type Row } from './question.ts';
import { questions } from './questions/index.ts';
import { readDefinition } from './read-definition.ts';

type AnyQuestion = (typeof questions)[number];

/** The kinds of questions. */
export type QuestionKind = AnyQuestion['kind'];

/** The result of one kind of question, or of any. */
export type ResultOf<Kind extends QuestionKind = QuestionKind> = ReturnType<
  Extract<AnyQuestion, { kind: Kind }>['decode']
>;

/** A question put into words: run `query`, hand the answer to `decode`. */
export interface AskedQuestion<Result> {
  query: CompiledQuery;
  /** `answer` is rows or bytes, as `query.answer` says. */
  decode(answer: readonly Row[] | Uint8Array): Result;
  /**
   * To be asked, too: its result is the `comparison` of this one's. Null where no comparison is asked for, and where `query` tells both
   * ranges.
   */
  comparedDefinition: object | null;
}

const put = <Kind extends string, Definition extends object, Result>(
  question: Question<Kind, Definition, Result>,
  body: unknown,
  context: QuestionContext,
): AskedQuestion<Result> => {
  const definition = readDefinition(question.definition, body);
  const comparedDefinition = question.comparedDefinition?.(definition, context) ?? null;
  // What is wrong with the second range is told before anything is read.
  if (comparedDefinition) question.compile(comparedDefinition, context);
  return {
    query: question.compile(definition, context),
    decode: (answer) => question.decode(answer, definition, context),
    comparedDefinition,
  };
};

/** Puts a question of a kind that is known when the code is written. @throws QuestionError */
export function ask<Kind extends QuestionKind>(
  kind: Kind,
  body: unknown,
  context: QuestionContext,
): AskedQuestion<ResultOf<Kind>>;
/** Puts a question of a kind that someone sent. @throws QuestionError `unknown_question` too */
export function ask(kind: string, body: unknown, context: QuestionContext): AskedQuestion<ResultOf>;
export function ask(kind: string, body: unknown, context: QuestionContext): AskedQuestion<ResultOf> {
  const question = questions.find((candidate) => candidate.kind === kind);
  if (question) return put<string, never, ResultOf>(question as never, body, context);
  const known = nearestFirst(
    kind,
    questions.map((candidate) => candidate.kind),
  );
  throw new QuestionError('unknown_question', 'kind', `There is no question "${kind}". ${suggestion(known)}`, known);
}

/** JSON Schema (draft 2020-12) of every question's definition, as it may be written, by kind. */
export const questionSchemas = (): Record<QuestionKind, unknown> =>
  Object.fromEntries(
    questions.map(({ kind, definition }) => [kind, z.toJSONSchema(definition, { io: 'input' })]),
  ) as Record<QuestionKind, unknown>;
