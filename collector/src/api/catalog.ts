import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const property = z.object({
  name: z.string(),
  title: z.string(),
  role: z.enum(['dimension', 'measure']),
  unit: z.enum(['ms', 'px', 'ratio', 'count', 'score', 'amount', 'none']),
  type: z.enum(['text', 'number', 'boolean', 'money', 'map']),
  isRequired: z.boolean(),
  isOpen: z.boolean().optional(),
  values: z.array(z.string()).optional(),
});

/** What the description of the API says about this resource. */
export const catalogOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/catalog',
    id: 'getCatalog',
    summary: 'Event kinds and properties that questions about a site may name, its own names included.',
    access: 'questions:read',
    answer: z.object({
      kinds: z.array(
        z.object({
          kind: z.string(),
          title: z.string(),
          object: z.string(),
          countsOnceBy: z.string().optional(),
          properties: z.array(property),
        }),
      ),
      properties: z.array(property),
      ageMs: z.number(),
    }),
    status: 200,
  },
];

/** What may be named in a site's questions. */
export const catalogRoutes = ({ sites, catalogs }: ApiParts) =>
  new Hono<ApiEnv>().get('/sites/:site/catalog', async (c) => {
    const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
    return c.json(await catalogs.of(site.id));
  });
