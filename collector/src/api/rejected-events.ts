import type { RejectedEventRow } from '@telltale/store';
import { stringify } from 'csv-stringify/sync';
import { Hono } from 'hono';
import { z } from 'zod';
import { keptContext } from '../delivery/judge-again.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { queryParams } from './query-params.ts';
import { siteOf } from './site-of.ts';

const MOST_EVENTS = 1_000;

const reason = z.string().min(1).max(60).describe('Such as "unknown_property".');
const cursor = z.string().describe('"next" of the answer before.');
const eventId = z
  .string()
  .regex(/^\d{1,20}$/, 'the id of a refused event')
  .refine((id) => BigInt(id) < 2n ** 64n, 'the id of a refused event');

const rejectedQuery = z.strictObject({
  reason: reason.optional(),
  after: cursor.optional(),
  limit: z.coerce.number<string>().int().min(1).max(MOST_EVENTS).default(100),
});

const rejectedEvent = z.object({
  id: z.string(),
  receivedAt: z.number(),
  reason: z.string(),
  path: z.string(),
  message: z.string(),
  kind: z.string(),
  url: z.string().describe('Where it happened, without query.'),
  event: z
    .string()
    .describe('The event as it was sent, as JSON; e-mail and IP addresses taken out, cut after 16,384 characters.'),
  isReplayable: z.boolean().describe('False when something was taken out or cut off.'),
});

const replayBody = z.strictObject({
  reason: reason.optional(),
  ids: z.array(eventId).min(1).max(MOST_EVENTS).optional(),
  after: cursor.optional(),
});

/** What the description of the API says about this resource. */
export const rejectedOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/rejected',
    id: 'listRejected',
    summary:
      'Refused events that are kept, newest first: up to 60 a minute, 1,000 and 4 MB a day, for 30 days; the others are only counted. "reasons" counts all that are kept. With "Accept: text/csv" it is a CSV file.',
    access: 'events:read',
    query: rejectedQuery,
    answer: z.object({
      events: z.array(rejectedEvent),
      reasons: z.array(z.object({ reason: z.string(), events: z.number() })),
      next: z.string().nullable(),
    }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/rejected/replay',
    id: 'replayRejected',
    summary:
      'Judges kept events again, by the settings of now: all, of one reason, or by id. Those accepted leave the list within seconds and count in the hour in which they were received. While "next" is not null, ask again with it as "after"; asking twice counts nothing twice.',
    access: 'events:write',
    body: replayBody,
    answer: z.object({
      judged: z.number(),
      accepted: z.number(),
      rejected: z.number(),
      unreplayable: z.number(),
      next: z.string().nullable(),
    }),
    status: 200,
  },
];

const cursorOf = (place: { receivedAt: number; id: string } | undefined) =>
  place ? `${place.receivedAt}_${place.id}` : null;

const readCursor = (after: string | undefined) => {
  if (after === undefined) return {};
  const [, receivedAt, id] = /^(\d{1,15})_(\d{1,20})$/.exec(after) ?? [];
  if (receivedAt === undefined || id === undefined)
    throw new Refusal(400, 'invalid_query', 'after: give the "next" of the answer before.', { path: 'after' });
  return { before: { receivedAt: Number(receivedAt), id } };
};

const shown = (kept: RejectedEventRow) => {
  const { context: _, ...event } = kept;
  return { ...event, isReplayable: keptContext(kept).isWhole };
};

const asCsv = (events: readonly ReturnType<typeof shown>[]): string =>
  stringify(
    events.map((event) => ({ ...event, receivedAt: new Date(event.receivedAt).toISOString() })),
    {
      header: true,
      columns: ['id', 'receivedAt', 'reason', 'path', 'message', 'kind', 'url', 'event', 'isReplayable'],
      cast: { boolean: String },
      escape_formulas: true,
    },
  );

/** Refused events: list and replay. */
export const rejectedRoutes = ({ sites, storeLink, replay, audit }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/sites/:site/rejected', queryParams(rejectedQuery), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:read');
      const { reason: only, after, limit } = c.req.valid('query');
      const { delivery } = storeLink.required();
      const chosen = { siteId: site.id, ...(only !== undefined && { reason: only }), ...readCursor(after) };
      const found = await delivery.rejected({ ...chosen, limit: limit + 1 });
      const page = found.slice(0, limit);
      const next = found.length > limit ? cursorOf(page.at(-1)) : null;
      const events = page.map(shown);
      if (!c.req.header('accept')?.includes('text/csv'))
        return c.json({ events, reasons: await delivery.rejectedReasons(site.id), next });
      if (next) c.header('x-next', next);
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="rejected.csv"',
      };
      return c.body(asCsv(events), 200, headers) as never;
    })
    .post('/sites/:site/rejected/replay', jsonBody(replayBody), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:write');
      const { reason: only, ids, after } = c.req.valid('json');
      const { next, ...result } = await replay(site, {
        ...(only !== undefined && { reason: only }),
        ...(ids !== undefined && { ids }),
        ...readCursor(after),
      });
      if (result.judged > 0)
        await audit(c, {
          action: 'rejected.replay',
          siteId: site.id,
          object: ids ? `${ids.length} events` : (only ?? 'all'),
          changes: Object.entries(result).map(([field, to]) => ({ field, to })),
        });
      return c.json({ ...result, next: cursorOf(next) });
    });
