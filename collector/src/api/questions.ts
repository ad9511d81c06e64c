import { QuestionError, questions } from '@telltale/query';
import { StoreError } from '@telltale/store';
import { Hono } from 'hono';
import { z } from 'zod';
import { requireScope } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { definitionRefusal, jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const statistics = z.object({
  /** Rows that the engine read to answer. */
  rowsRead: z.number(),
  elapsedMs: z.number(),
});

/** What the description of the API says about this resource. */
export const questionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/questions',
    id: 'listQuestions',
    summary: 'Every kind of question with the JSON Schema of its definition.',
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
      answer: z.object({ result: z.unknown(), statistics }),
      status: 200,
    }),
  ),
];

const questionOf = (kind: string) => {
  const question = questions.find((known) => known.kind === kind);
  if (question) return question;
  throw new Refusal(400, 'unknown_question', `There is no question "${kind.slice(0, 60)}".`, {
    path: 'kind',
    known: questions.map((known) => known.kind),
  });
};

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
  return undefined;
};

const asRefusal = (error: unknown): unknown => {
  if (error instanceof QuestionError)
    return new Refusal(400, error.code, error.message, { path: error.path, known: error.known, cause: error });
  return (error instanceof StoreError && readableRefusal(error)) || error;
};

/** Questions: what can be asked, and asking. A client that goes away cancels its query. */
export const questionRoutes = ({ sites, catalogs, storeLink, nowMs }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/questions', (c) => {
      requireScope(c.var.principal, 'questions:read');
      return c.json({
        questions: questions.map(({ kind, title, definition }) => ({
          kind,
          title,
          definition: z.toJSONSchema(definition as z.ZodType, { io: 'input', unrepresentable: 'any' }),
        })),
      });
    })
    .post('/sites/:site/questions/:kind', jsonBody(z.looseObject({})), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      const question = questionOf(c.req.param('kind'));
      const store = storeLink.required();
      try {
        const { data: definition, error } = question.definition.safeParse(c.req.valid('json'));
        if (error) throw definitionRefusal(error);
        const { kinds } = await catalogs.of(site.id);
        const context = { siteId: site.id, timeZone: site.timeZone, nowMs: nowMs(), catalog: kinds };
        const { sql, params, answer } = question.compile(definition, context);
        const { signal } = c.req.raw;
        if (answer === 'rows') {
          const { rows, rowsRead, elapsedMs } = await store.rows({ sql, params }, { signal });
          return c.json({ result: question.decode(rows, definition, context), statistics: { rowsRead, elapsedMs } });
        }
        const { bytes, rowsRead, elapsedMs } = await store.bytes({ sql, params }, { signal });
        return c.json({ result: question.decode(bytes, definition, context), statistics: { rowsRead, elapsedMs } });
      } catch (error) {
        throw asRefusal(error);
      }
    });
