import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { scopes } from '../access/scopes.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const newKey = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(scopes)).min(1),
});

const keyAnswer = z.object({
  id: z.string(),
  siteId: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: z.number(),
});

/** What the description of the API says about this resource. */
export const keyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/keys',
    id: 'listKeys',
    summary: "A site's secret keys, without the secrets.",
    access: 'keys:write',
    answer: z.object({ keys: z.array(keyAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/keys',
    id: 'createKey',
    summary: 'Creates a secret key for programs. Its answer is the only time the key can be read.',
    access: 'keys:write',
    body: newKey,
    answer: keyAnswer.extend({ key: z.string() }),
    status: 201,
  },
  {
    method: 'delete',
    path: '/sites/{site}/keys/{key}',
    id: 'removeKey',
    summary: 'Removes a secret key. Every collector refuses it within 5 s.',
    access: 'keys:write',
    status: 204,
  },
];

/** A site's secret keys: list, create, remove. */
export const keyRoutes = ({ sites, access, audit }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/sites/:site/keys', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'keys:write');
      return c.json({ keys: await access.keys(site.id) });
    })
    .post('/sites/:site/keys', jsonBody(newKey), async (c) => {
      const { principal } = c.var;
      const site = siteOf(sites, principal, c.req.param('site'), 'keys:write');
      const { name, scopes: wanted } = c.req.valid('json');
      const excess = wanted.find((scope) => principal.type === 'key' && !principal.key.scopes.includes(scope));
      if (excess)
        throw new Refusal(
          403,
          'missing_scope',
          `A key cannot give away the scope "${excess}": it does not have it itself.`,
          {
            path: 'scopes',
          },
        );
      const created = await access.createKey({ siteId: site.id, name, scopes: wanted, author: authorOf(principal) });
      await audit(c, {
        action: 'key.create',
        siteId: site.id,
        object: created.id,
        changes: [
          { field: 'name', to: name },
          { field: 'scopes', to: wanted },
        ],
      });
      return c.json(created, 201);
    })
    .delete('/sites/:site/keys/:key', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'keys:write');
      if (!(await access.removeKey(site.id, c.req.param('key'), authorOf(c.var.principal))))
        throw new Refusal(404, 'unknown_key', 'This site has no such key.', { path: 'key' });
      await audit(c, { action: 'key.remove', siteId: site.id, object: c.req.param('key') });
      return c.body(null, 204);
    });
