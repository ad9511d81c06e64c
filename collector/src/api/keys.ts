import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf, may, type Principal } from '../access/principal.ts';
import { type Scope, scopes } from '../access/scopes.ts';
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
  endsAt: z.number().nullable().describe('Epoch ms; from then on it is refused, because another took its place.'),
});

/** A day is enough to bring a new key to every machine that has the old one. */
const DEFAULT_GRACE_HOURS = 24;
const HOUR_MS = 3_600_000;

const replacement = z.strictObject({
  graceHours: z
    .number()
    .min(0)
    .max(24 * 90)
    .default(DEFAULT_GRACE_HOURS)
    .describe('For how long the old key goes on working; 0: no longer.'),
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
    method: 'post',
    path: '/sites/{site}/keys/{key}/replacement',
    id: 'replaceKey',
    summary:
      'Makes another secret key of the same name and scopes, and lets the old one end after some hours. Its answer is the only time the new key can be read.',
    access: 'keys:write',
    body: replacement,
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

const unknownKey = () => new Refusal(404, 'unknown_key', 'This site has no such key.', { path: 'key' });

/** @throws Refusal 403 when somebody would give away a scope that they do not have themselves. */
const requireScopesOf = (principal: Principal, siteId: string, wanted: readonly Scope[]) => {
  const excess = wanted.find((scope) => !may(principal, scope, siteId));
  if (excess)
    throw new Refusal(
      403,
      'missing_scope',
      `Nobody can give away the scope "${excess}" who does not have it: ask an owner of every site.`,
      { path: 'scopes' },
    );
};

/** A site's secret keys: list, create, replace, remove. */
export const keyRoutes = ({ sites, access, audit, nowMs }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/sites/:site/keys', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'keys:write');
      return c.json({ keys: await access.keys(site.id) });
    })
    .post('/sites/:site/keys', jsonBody(newKey), async (c) => {
      const { principal } = c.var;
      const site = siteOf(sites, principal, c.req.param('site'), 'keys:write');
      const { name, scopes: wanted } = c.req.valid('json');
      requireScopesOf(principal, site.id, wanted);
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
    .post('/sites/:site/keys/:key/replacement', jsonBody(replacement), async (c) => {
      const { principal } = c.var;
      const site = siteOf(sites, principal, c.req.param('site'), 'keys:write');
      const keyId = c.req.param('key');
      const old = (await access.keys(site.id)).find(({ id }) => id === keyId);
      if (old) requireScopesOf(principal, site.id, old.scopes);
      const endsAt = nowMs() + Math.round(c.req.valid('json').graceHours * HOUR_MS);
      const created = await access.replaceKey({ siteId: site.id, keyId, endsAt, author: authorOf(principal) });
      if (!created) throw unknownKey();
      await audit(c, {
        action: 'key.replace',
        siteId: site.id,
        object: keyId,
        changes: [
          { field: 'replacedBy', to: created.id },
          { field: 'endsAt', to: endsAt },
        ],
      });
      return c.json(created, 201);
    })
    .delete('/sites/:site/keys/:key', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'keys:write');
      if (!(await access.removeKey(site.id, c.req.param('key'), authorOf(c.var.principal)))) throw unknownKey();
      await audit(c, { action: 'key.remove', siteId: site.id, object: c.req.param('key') });
      return c.body(null, 204);
    });
