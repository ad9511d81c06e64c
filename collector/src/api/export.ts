import { exportDefinition } from '@telltale/query';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { exportFormats } from '../transfer/export/exports.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { parsedDefinition } from './parsed-definition.ts';
import { queryParams } from './query-params.ts';
import { questionContext } from './question-context.ts';
import { questionRefusal } from './questions.ts';
import { siteOf } from './site-of.ts';

const form = {
  format: z.enum(exportFormats).default('ndjson'),
  mark: z
    .enum(['true', 'false'])
    .default('false')
    .describe('True begins CSV with the mark by which Excel knows UTF-8.'),
};
const formQuery = z.strictObject(form);
const wholeQuery = z.strictObject({
  ...form,
  definition: z.string().describe('As the body of "POST", as JSON: what a link can say.'),
});

const answerTypes = ['application/x-ndjson', 'text/csv'];
const summary =
  'Streams stored events with every column, as NDJSON or CSV: those of the range that pass the filters, of people unless bots are asked for. What it writes can be imported again. "X-Events" says how many there are; an answer that breaks off is not whole. Order: by month, in each by kind, object, visitor and time.';

/** What the description of the API says about this resource. */
export const exportOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sites/{site}/export',
    id: 'exportEvents',
    summary,
    access: 'events:read',
    query: formQuery,
    body: exportDefinition,
    answerTypes,
    status: 200,
  },
  {
    method: 'get',
    path: '/sites/{site}/export',
    id: 'downloadEvents',
    summary: `${summary} As a link, for browsers.`,
    access: 'events:read',
    query: wholeQuery,
    answerTypes,
    status: 200,
  },
];

interface Asked {
  definition: unknown;
  format: (typeof exportFormats)[number];
  mark: 'true' | 'false';
}

/** Exports: by a body, or by a link. */
export const exportRoutes = (parts: ApiParts) => {
  const { sites, exports, audit, nowMs } = parts;
  const answer = async (c: Context<ApiEnv>, siteId: string, { definition, format, mark }: Asked) => {
    const site = siteOf(sites, c.var.principal, siteId, 'events:read');
    try {
      const {
        events,
        stream,
        definition: read,
      } = await exports.begin({
        definition,
        format,
        hasMark: mark === 'true',
        context: await questionContext(parts, site, definition),
        signal: c.req.raw.signal,
      });
      await audit(c, {
        action: 'events.export',
        siteId: site.id,
        object: `${events} events as ${format}`,
        // Filters may name a person: the log holds no more than that there were some.
        changes: [
          { field: 'range', to: read.range },
          { field: 'isFiltered', to: read.filters.length > 0 || read.events !== undefined },
        ],
      });
      const day = new Date(nowMs()).toISOString().slice(0, 10);
      return c.body(stream, 200, {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        'content-disposition': `attachment; filename="${site.id}-${day}.${format}"`,
        'x-events': String(events),
      });
    } catch (error) {
      throw questionRefusal(error);
    }
  };
  return new Hono<ApiEnv>()
    .post('/sites/:site/export', queryParams(formQuery), jsonBody(z.looseObject({})), (c) =>
      answer(c, c.req.param('site'), { ...c.req.valid('query'), definition: c.req.valid('json') }),
    )
    .get('/sites/:site/export', queryParams(wholeQuery), (c) => {
      const { definition, ...asked } = c.req.valid('query');
      return answer(c, c.req.param('site'), { ...asked, definition: parsedDefinition(definition) });
    });
};
