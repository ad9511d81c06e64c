import { z } from 'zod';
import { askParts, type Division } from './broken-down.ts';
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

/** Asks a further question as this one was asked: of the same site, at the same moment. */
export type AskAgain = (kind: string, definition: object) => Promise<object>;

/** A question put into words: run `query`, hand the answer to `decode`, and its result to `complete`. */
export interface AskedQuestion<Result> {
  query: CompiledQuery;
  /** `answer` is rows or bytes, as `query.answer` says. */
  decode(answer: readonly Row[] | Uint8Array): Result;
  /** Asks what else the whole result needs, if anything: the comparison range, and each value of a breakdown. */
  complete(result: Result, again: AskAgain): Promise<Result>;
}

/** What is wrong with a breakdown is told where the breakdown stands, before anything is read. */
const checkDivision = <Kind extends string, Definition, Result>(
  question: Question<Kind, Definition, Result>,
  { property, values, of }: Division<Definition>,
  context: QuestionContext,
): void => {
  try {
    ask('breakdown', values, context);
    question.compile(of({ property, operator: 'is', values: [''] }), context);
  } catch (problem) {
    if (!(problem instanceof QuestionError) || !/^(property|filters\.\d+)\b/.test(problem.path)) throw problem;
    throw new QuestionError(problem.code, 'breakdown.property', problem.message, problem.known);
  }
};

const put = <Kind extends string, Definition extends object, Result>(
  question: Question<Kind, Definition, Result>,
  body: unknown,
  context: QuestionContext,
): AskedQuestion<Result> => {
  const definition = readDefinition(question.definition, body);
  const query = question.compile(definition, context);
  const compared = question.comparedDefinition?.(definition, context) ?? null;
  // What is wrong with the second range is told before anything is read.
  if (compared) question.compile(compared, context);
  const division = question.divide?.(definition) ?? null;
  if (division) checkDivision(question, division, context);
  return {
    query,
    decode: (answer) => question.decode(answer, definition, context),
    complete: async (result, again) => ({
      ...result,
      ...(compared && { comparison: await again(question.kind, compared) }),
      ...(division && { breakdown: await askParts(question.kind, division, again) }),
    }),
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
