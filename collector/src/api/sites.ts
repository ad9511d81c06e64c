import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf, may, type Principal } from '../access/principal.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { Refusal } from '../lib/refusal.ts';
import { defaultSiteSettings, type Site, siteSettingsSchema } from '../sites/site.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { shownSite, siteAnswer } from './shown-site.ts';
import { siteOf } from './site-of.ts';

const siteDefaults = siteSettingsSchema.omit({ name: true, timeZone: true, surveys: true });

const newSite = z.strictObject({
  name: siteSettingsSchema.shape.name,
  timeZone: siteSettingsSchema.shape.timeZone.default('UTC'),
  domains: siteSettingsSchema.shape.domains.default([]),
});

/** Refuses a row that says nothing new. What counts once stands once: an owner who removes it shall see it gone. */
const withoutRepeats = <Row extends object>(rows: z.ZodType<Row[], Row[]>, listName: string) =>
  rows.superRefine((given, context) => {
    const places = new Map<string, number>();
    for (const [place, row] of given.entries()) {
      const text = JSON.stringify(row);
      const first = places.get(text);
      places.set(text, first ?? place);
      if (first !== undefined)
        context.addIssue({
          code: 'custom',
          path: [place],
          message: `The same as ${listName}.${first}: remove one of the two. One name with several selectors is fine.`,
        });
    }
  });

const siteChange = siteSettingsSchema
  .extend({
    features: withoutRepeats(siteSettingsSchema.shape.features, 'features'),
    checkoutSteps: withoutRepeats(siteSettingsSchema.shape.checkoutSteps, 'checkoutSteps'),
  })
  // They are documents of their own, and stand in the site only while they are live.
  .omit({ surveys: true })
  .partial();

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
    method: 'get',
    path: '/site-defaults',
    id: 'getSiteDefaults',
    summary: 'The settings that a new site starts with.',
    access: 'sites:read',
    answer: siteDefaults,
    status: 200,
  },
  {
    method: 'post',
    path: '/sites',
    id: 'createSite',
    summary: 'Creates a site with a public key of its own.',
    access: 'sites:create',
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
export const siteRoutes = ({ sites, audit, publicUrl, config, nowMs }: ApiParts) => {
  const shown = (site: Site, principal: Principal) =>
    shownSite(site, principal, { publicUrl, scriptName: config.trackerScriptName });

  return new Hono<ApiEnv>()
    .get('/sites', (c) => {
      const { principal } = c.var;
      const seen = sites.all().filter(({ id }) => may(principal, 'sites:read', id));
      return c.json({ sites: seen.sort((a, b) => a.createdAt - b.createdAt).map((site) => shown(site, principal)) });
    })
    .get('/site-defaults', (c) => {
      const { surveys: _, ...defaults } = defaultSiteSettings;
      return c.json(defaults);
    })
    .post('/sites', jsonBody(newSite), async (c) => {
      const site: Site = {
        ...defaultSiteSettings,
        ...c.req.valid('json'),
        id: randomBytes(5).toString('hex'),
        publicKeys: [randomBytes(9).toString('base64url')],
        createdAt: nowMs(),
      };
      await sites.put(site, authorOf(c.var.principal));
      const changes = changesBetween({}, c.req.valid('json'));
      await audit(c, { action: 'site.create', siteId: site.id, object: site.id, changes });
      return c.json(shown(site, c.var.principal), 201);
    })
    .get('/sites/:site', (c) => {
      const { principal } = c.var;
      return c.json(shown(siteOf(sites, principal, c.req.param('site'), 'sites:read'), principal));
    })
    .patch('/sites/:site', jsonBody(siteChange), async (c) => {
      const { principal } = c.var;
      const { id } = siteOf(sites, principal, c.req.param('site'), 'sites:write');
      const given = Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined);
      if (given.length === 0)
        throw new Refusal(400, 'nothing_to_change', 'Name at least one setting.', {
          known: Object.keys(siteChange.shape),
        });
      const named = Object.fromEntries(given);
      let before: Site | undefined;
      const change = (site: Site): Site => {
        before = site;
        return { ...site, ...named };
      };
      const changed = await sites.change(id, change, authorOf(principal));
      const changes = changesBetween({ ...before }, changed);
      await audit(c, { action: 'site.change', siteId: id, object: id, changes });
      return c.json(shown(changed, principal));
    });
};
