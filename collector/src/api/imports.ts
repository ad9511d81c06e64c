import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { readBody } from '../lib/read-body.ts';
import { endOfImport } from '../transfer/import/end-of-import.ts';
import { importAnswer, importFormats, MAX_PART_BYTES, shownImport } from '../transfer/import/import.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { queryParams } from './query-params.ts';
import { siteOf } from './site-of.ts';

const newImport = z.strictObject({
  name: z.string().trim().min(1).max(200).describe("The file's name, for people."),
  format: z.enum(importFormats),
  sizeBytes: z.int().min(0).nullable().default(null).describe("The file's size, to show how far it is."),
});

const partQuery = z.strictObject({
  offset: z.coerce
    .number<string>()
    .int()
    .min(0)
    .describe('Where in the file the part begins: the "offset" last answered.'),
  last: z.enum(['true', 'false']).default('false').describe('True when the file ends with this part.'),
});

/** What the description of the API says about this resource. */
export const importOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sites/{site}/imports',
    id: 'createImport',
    summary: 'Begins the import of a file of events: CSV or NDJSON. The file is then sent in parts.',
    access: 'events:write',
    body: newImport,
    answer: importAnswer,
    status: 201,
  },
  {
    method: 'get',
    path: '/sites/{site}/imports',
    id: 'listImports',
    summary: 'Imports of the site, newest first: those that are open and the last hundred that ended.',
    access: 'events:write',
    answer: z.object({ imports: z.array(importAnswer) }),
    status: 200,
  },
  {
    method: 'get',
    path: '/sites/{site}/imports/{import}',
    id: 'getImport',
    summary: 'How far an import is, and which lines were rejected.',
    access: 'events:write',
    answer: importAnswer,
    status: 200,
  },
  {
    method: 'patch',
    path: '/sites/{site}/imports/{import}',
    id: 'sendImportPart',
    summary: `Takes the file's next bytes, at most ${MAX_PART_BYTES} (unpacked; gzip is fine). What was taken is on disk and counts once, however often it is sent again. Answers how far the import is: the next part begins at its "offset", which may lie before this part's end. 409 "wrong_offset" names where it goes on; 503 with Retry-After: live events come first.`,
    access: 'events:write',
    query: partQuery,
    bodyType: 'application/octet-stream',
    answer: importAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path: '/sites/{site}/imports/{import}',
    id: 'cancelImport',
    summary: 'Ends an open import. What it took stays.',
    access: 'events:write',
    answer: importAnswer,
    status: 200,
  },
];

/** Imports: begin, send in parts, follow, cancel. */
export const importRoutes = ({ sites, imports, audit }: ApiParts) =>
  new Hono<ApiEnv>()
    .post('/sites/:site/imports', jsonBody(newImport), async (c) => {
      const { principal } = c.var;
      const site = siteOf(sites, principal, c.req.param('site'), 'events:write');
      const made = await imports.create(site, c.req.valid('json'), authorOf(principal));
      const changes = [{ field: 'name', to: made.name }];
      await audit(c, { action: 'import.create', siteId: site.id, object: made.id, changes });
      return c.json(shownImport(made), 201);
    })
    .get('/sites/:site/imports', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:write');
      return c.json({ imports: (await imports.list(site.id)).map(shownImport) });
    })
    .get('/sites/:site/imports/:import', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:write');
      return c.json(shownImport(await imports.get(site.id, c.req.param('import'))));
    })
    .patch('/sites/:site/imports/:import', queryParams(partQuery), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:write');
      const { offset, last } = c.req.valid('query');
      const bytes = await readBody(c.env.incoming, MAX_PART_BYTES);
      const taken = await imports.take(site, c.req.param('import'), { bytes, offset, isLast: last === 'true' });
      if (taken.status === 'done') await audit(c, endOfImport(taken));
      return c.json(shownImport(taken));
    })
    .delete('/sites/:site/imports/:import', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:write');
      const cancelled = await imports.cancel(site.id, c.req.param('import'));
      await audit(c, endOfImport(cancelled));
      return c.json(shownImport(cancelled));
    });
