import { QuestionError, questionSchemas, questions } from '@telltale/query';
import { StoreError } from '@telltale/store';
import { Hono } from 'hono';
import { z } from 'zod';
import { requireScope } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import { answerQuestion } from './answer-question.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { questionContext } from './question-context.ts';
import { siteOf } from './site-of.ts';

const statistics = z.object({
  /** Rows that the engine read to answer. */
  rowsRead: z.number(),
  elapsedMs: z.number(),
});

/** An answer to a question, whichever kind. */
export const questionAnswer = z.object({
  result: z.unknown(),
  answeredAt: z.number().describe('Epoch ms. What had been stored by then is in the answer: none is kept for later.'),
  snapshots: z
    .array(
      z.object({
        segment: z.string(),
        takenAt: z.number().describe('Epoch ms.'),
        members: z.number().describe('As it was taken; who was erased since is none any more.'),
      }),
    )
    .describe('Saved segments that it rests on whose members are those of an earlier moment.'),
  statistics,
});

/** What the description of the API says about this resource. */
export const questionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/questions',
    id: 'listQuestions',
    summary:
      'Every kind of question with the JSON Schema of its definition. What became of the events themselves, also of those that were refused, is no question: /sites/{site}/delivery tells it.',
    access: 'questions:read',
    answer: z.object({
      questions: z.array(z.object({ kind: z.string(), title: z.string(), definition: z.unknown() })),
    }),
    status: 200,
  },
  ...questions.map(
    (question): Operation => ({
      method: 'post',
      path: `/sites/{site}/questions/${question.kind}`,
      id: `ask_${question.kind}`,
      summary: `${question.title}: asks a definition.`,
      access: 'questions:read',
      body: question.definition,
      answer: questionAnswer,
      status: 200,
    }),
  ),
];

/** Failures of the store that the asker can do something about. */
const readableRefusal = (error: StoreError): Refusal | undefined => {
  const options = { cause: error };
  if (error.code === 'timeout')
    return new Refusal(
      400,
      'timeout',
      'The question took too long: ask about fewer days or fewer breakdown values.',
      options,
    );
  if (error.code === 'memory_limit')
    return new Refusal(
      400,
      'memory_limit',
      'The question needs too much memory: ask about fewer days or a narrower filter.',
      options,
    );
  if (error.code === 'too_complex')
    return new Refusal(
      400,
      'too_complex',
      'The question has too many conditions for the engine: ask with fewer filters, steps or alternatives.',
      options,
    );
  return undefined;
};

/** What whoever asked is told of a failed question; any other error as it is. */
export const questionRefusal = (error: unknown): unknown => {
  if (error instanceof QuestionError)
    return new Refusal(400, error.code, error.message, { path: error.path, known: error.known, cause: error });
  return (error instanceof StoreError && readableRefusal(error)) || error;
};

/** Questions: what can be asked, and asking. A client that goes away cancels its query. */
export const questionRoutes = (parts: ApiParts) => {
  const { sites, storeLink, evaluator, questionTimes } = parts;
  const schemas = questionSchemas();

  return new Hono<ApiEnv>()
    .get('/questions', (c) => {
      requireScope(c.var.principal, 'questions:read');
      return c.json({
        questions: questions.map(({ kind, title }) => ({ kind, title, definition: schemas[kind] as object })),
      });
    })
    .post('/sites/:site/questions/:kind', jsonBody(z.looseObject({})), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      const store = storeLink.required();
      try {
        const definition = c.req.valid('json');
        const context = await questionContext(parts, site, definition);
        const asked = { kind: c.req.param('kind'), definition, context };
        const answered = await answerQuestion({ store, evaluator }, asked, { signal: c.req.raw.signal });
        questionTimes.note(answered.statistics.elapsedMs);
        return c.json(answered);
      } catch (error) {
        throw questionRefusal(error);
      }
    });
};
