import { ask } from '@telltale/query';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { themesSchema } from '../surveys/themes.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { questionContext } from './question-context.ts';
import { questionRefusal } from './questions.ts';
import { siteOf } from './site-of.ts';

const change = z.strictObject({
  themes: themesSchema.describe(
    'All of them. A word finds every word of an answer that begins with it; in quotes only that word.',
  ),
  revision: z.int().min(0).describe('The revision that was read before the change; 0 where they are the ready ones.'),
});

const themesAnswer = z.object({
  themes: themesSchema,
  revision: z.number(),
  changedBy: z.string().nullable(),
  changedAt: z.number().nullable().describe('Epoch ms; null where they are the ready ones.'),
});

/** What the description of the API says about this resource. */
export const themeOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/answer-themes',
    id: 'getAnswerThemes',
    summary: 'The themes by which what visitors write is sorted, to be put into the question `answers`.',
    access: 'questions:read',
    answer: themesAnswer,
    status: 200,
  },
  {
    method: 'patch',
    path: '/sites/{site}/answer-themes',
    id: 'changeAnswerThemes',
    summary: 'Changes the themes: answers of before are sorted by them, too.',
    access: 'sites:write',
    body: change,
    answer: themesAnswer,
    status: 200,
  },
];

/** A site's themes of answers: read, change. */
export const themeRoutes = (parts: ApiParts) => {
  const { sites, themes, audit } = parts;
  return new Hono<ApiEnv>()
    .get('/sites/:site/answer-themes', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json(await themes.of(site.id));
    })
    .patch('/sites/:site/answer-themes', jsonBody(change), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const { themes: written, revision } = c.req.valid('json');
      try {
        // One that could not be asked is refused.
        const asked = { range: { last: 1, unit: 'day' }, themes: written.map(({ id, words }) => ({ id, words })) };
        ask('answers', asked, await questionContext(parts, site, {}));
      } catch (error) {
        throw questionRefusal(error);
      }
      const author = authorOf(c.var.principal);
      const kept = await themes.write({ siteId: site.id, themes: written, author, revision });
      await audit(c, { action: 'answer_themes.change', siteId: site.id, object: site.id });
      return c.json(kept);
    });
};
