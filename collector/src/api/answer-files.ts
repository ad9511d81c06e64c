import { readAnswersDefinition } from '@telltale/query';
import { Hono } from 'hono';
import { z } from 'zod';
import { createAnswerFiles } from '../surveys/answer-files.ts';
import { createAnswerNames } from '../surveys/answer-names.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { parsedDefinition } from './parsed-definition.ts';
import { queryParams } from './query-params.ts';
import { questionContext } from './question-context.ts';
import { questionRefusal } from './questions.ts';
import { siteOf } from './site-of.ts';

const query = z.strictObject({
  definition: z
    .string()
    .describe(
      'The question `answers` as JSON; without "themes" by those of the site. Its "limit" and "after" count for nothing.',
    ),
  language: z.enum(['en', 'ar']).default('en').describe('In which questions, options and themes are named.'),
});

/** What the description of the API says about this resource. */
export const answerFileOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/answers/export',
    id: 'downloadAnswers',
    summary:
      'Streams all that visitors wrote and the question `answers` would find, as CSV, the latest first. An answer that breaks off is not whole.',
    access: 'questions:read',
    query,
    answerTypes: ['text/csv'],
    status: 200,
  },
];

/** Files of answers. */
export const answerFileRoutes = (parts: ApiParts) => {
  const { sites, surveys, themes, storeLink, audit, nowMs } = parts;
  const files = createAnswerFiles(() => storeLink.required());
  return new Hono<ApiEnv>().get('/sites/:site/answers/export', queryParams(query), async (c) => {
    const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
    const asked = c.req.valid('query');
    try {
      const kept = await themes.of(site.id);
      const ofSite = kept.themes.map(({ id, words }) => ({ id, words: [...words] }));
      const body = parsedDefinition(asked.definition);
      const definition = readAnswersDefinition(
        typeof body === 'object' && body !== null && !('themes' in body) ? { ...body, themes: ofSite } : body,
      );
      const stream = files.begin({
        definition: { ...definition, after: undefined },
        context: await questionContext(parts, site, definition),
        names: createAnswerNames({
          language: asked.language,
          themes: kept.themes,
          versionsOf: async (survey) => (await surveys.versions(site, survey)).map((version) => version.survey),
        }),
        signal: c.req.raw.signal,
      });
      await audit(c, {
        action: 'answers.export',
        siteId: site.id,
        object: definition.survey ?? site.id,
        changes: [{ field: 'range', to: definition.range }],
      });
      const day = new Date(nowMs()).toISOString().slice(0, 10);
      return c.body(stream, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${site.id}-answers-${day}.csv"`,
      });
    } catch (error) {
      throw questionRefusal(error);
    }
  });
};
