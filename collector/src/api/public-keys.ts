import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { shownSite, siteAnswer } from './shown-site.ts';
import { siteOf } from './site-of.ts';

/** Pages that still carry one of so many older keys were forgotten long ago. */
const MOST_KEYS = 10;
const DAY_MS = 86_400_000;

const newPublicKey = z.strictObject({
  graceDays: z
    .number()
    .min(0)
    .max(365)
    .nullable()
    .default(null)
    .describe('For how many days tags with an older key are still taken; 0: no longer; null: until it is removed.'),
});

/** What the description of the API says about this resource. */
export const publicKeyOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sites/{site}/public-keys',
    id: 'replacePublicKey',
    summary:
      'Makes a new public key for the site: new tags carry it. Tags with an older key are taken as long as you say; what they sent and send is the same site.',
    access: 'keys:write',
    body: newPublicKey,
    answer: siteAnswer,
    status: 201,
  },
  {
    method: 'delete',
    path: '/sites/{site}/public-keys/{key}',
    id: 'removePublicKey',
    summary: 'Refuses tags with this older key from now on, other collectors within 10 s. What they sent stays.',
    access: 'keys:write',
    status: 204,
  },
];

/** Ends every key that does not end sooner. */
const endingAt = ({ publicKeys, publicKeyEnds = {} }: Site, endsAt: number): Record<string, number> =>
  Object.fromEntries(publicKeys.map((key) => [key, Math.min(endsAt, publicKeyEnds[key] ?? endsAt)]));

const withNewKey = (site: Site, key: string, endsAt: number | null): Site => {
  if (site.publicKeys.length >= MOST_KEYS)
    throw new Refusal(
      409,
      'too_many_keys',
      `A site has at most ${MOST_KEYS} public keys; remove one that no page carries.`,
    );
  return {
    ...site,
    publicKeys: [key, ...site.publicKeys],
    ...(endsAt !== null && { publicKeyEnds: endingAt(site, endsAt) }),
  };
};

const withoutKey = (site: Site, key: string): Site => {
  if (!site.publicKeys.includes(key))
    throw new Refusal(404, 'unknown_key', 'This site has no such public key.', { path: 'key', known: site.publicKeys });
  if (site.publicKeys[0] === key)
    throw new Refusal(409, 'current_key', 'New tags carry this key: make another one first.', { path: 'key' });
  const { [key]: _, ...publicKeyEnds } = site.publicKeyEnds ?? {};
  return { ...site, publicKeys: site.publicKeys.filter((other) => other !== key), publicKeyEnds };
};

/** A site's public keys: replace, remove. */
export const publicKeyRoutes = ({ sites, audit, publicUrl, config, nowMs }: ApiParts) =>
  new Hono<ApiEnv>()
    .post('/sites/:site/public-keys', jsonBody(newPublicKey), async (c) => {
      const { principal } = c.var;
      const { id } = siteOf(sites, principal, c.req.param('site'), 'keys:write');
      const { graceDays } = c.req.valid('json');
      const endsAt = graceDays === null ? null : nowMs() + Math.round(graceDays * DAY_MS);
      const key = randomBytes(9).toString('base64url');
      const changed = await sites.change(id, (site) => withNewKey(site, key, endsAt), authorOf(principal));
      await audit(c, {
        action: 'public-key.create',
        siteId: id,
        object: key,
        changes: [{ field: 'olderKeysEndAt', to: endsAt }],
      });
      return c.json(shownSite(changed, principal, { publicUrl, scriptName: config.trackerScriptName }), 201);
    })
    .delete('/sites/:site/public-keys/:key', async (c) => {
      const { id } = siteOf(sites, c.var.principal, c.req.param('site'), 'keys:write');
      const key = c.req.param('key');
      await sites.change(id, (site) => withoutKey(site, key), authorOf(c.var.principal));
      await audit(c, { action: 'public-key.remove', siteId: id, object: key });
      return c.body(null, 204);
    });
