import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf, maySee, requirePerson, requireScope } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import { defaultSiteSettings, type Site, siteSettingsSchema } from '../sites/site.ts';
import { tagSnippet } from '../sites/tag-snippet.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

/** A site as the API shows it. */
const siteAnswer = siteSettingsSchema.extend({
  id: z.string(),
  /** The key that new tags carry. */
  publicKey: z.string(),
  /** The tag as it is pasted into a page. */
  snippet: z.string(),
  /** Epoch ms. */
  createdAt: z.number(),
});

const newSite = z.strictObject({
  name: siteSettingsSchema.shape.name,
  timeZone: siteSettingsSchema.shape.timeZone.default('UTC'),
  domains: siteSettingsSchema.shape.domains.default([]),
});

const siteChange = siteSettingsSchema.partial();

/** What the description of the API says about this resource. */
export const siteOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites',
    id: 'listSites',
    summary: 'The sites that the asker may see.',
    access: 'sites:read',
    answer: z.object({ sites: z.array(siteAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites',
    id: 'createSite',
    summary: 'Creates a site with a public key of its own.',
    access: 'person',
    body: newSite,
    answer: siteAnswer,
    status: 201,
  },
  {
    method: 'get',
    path: '/sites/{site}',
    id: 'getSite',
    summary: 'One site with its settings.',
    access: 'sites:read',
    answer: siteAnswer,
    status: 200,
  },
  {
    method: 'patch',
    path: '/sites/{site}',
    id: 'changeSite',
    summary: 'Changes the settings that are named; the others stay.',
    access: 'sites:write',
    body: siteChange,
    answer: siteAnswer,
    status: 200,
  },
];

/** Sites: list, create, read, change. */
export const siteRoutes = ({ sites, publicUrl, config, nowMs }: ApiParts) => {
  const shown = ({ publicKeys, ...site }: Site): z.infer<typeof siteAnswer> => {
    const publicKey = publicKeys[0] ?? '';
    return { ...site, publicKey, snippet: tagSnippet(publicUrl, config.trackerScriptName, publicKey) };
  };

  return new Hono<ApiEnv>()
    .get('/sites', (c) => {
      const { principal } = c.var;
      requireScope(principal, 'sites:read');
      const seen = sites.all().filter(({ id }) => maySee(principal, id));
      return c.json({ sites: seen.sort((a, b) => a.createdAt - b.createdAt).map(shown) });
    })
    .post('/sites', jsonBody(newSite), async (c) => {
      requirePerson(c.var.principal);
      const site: Site = {
        ...defaultSiteSettings,
        ...c.req.valid('json'),
        id: randomBytes(5).toString('hex'),
        publicKeys: [randomBytes(9).toString('base64url')],
        createdAt: nowMs(),
      };
      await sites.put(site, authorOf(c.var.principal));
      return c.json(shown(site), 201);
    })
    .get('/sites/:site', (c) => c.json(shown(siteOf(sites, c.var.principal, c.req.param('site'), 'sites:read'))))
    .patch('/sites/:site', jsonBody(siteChange), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const given = Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined);
      if (given.length === 0)
        throw new Refusal(400, 'nothing_to_change', 'Name at least one setting.', {
          known: Object.keys(siteChange.shape),
        });
      const changed: Site = { ...site, ...Object.fromEntries(given) };
      await sites.put(changed, authorOf(c.var.principal));
      return c.json(shown(changed));
    });
};
