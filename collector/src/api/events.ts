import type { HttpBindings } from '@hono/node-server';
import { MAX_BODY_BYTES, type ServerEvent, serverEventsSchema, verdictSchema } from '@telltale/protocol';
import { Hono, type MiddlewareHandler } from 'hono';
import { readBody } from '../lib/read-body.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

/** What the description of the API says about this resource. */
export const eventOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sites/{site}/events',
    id: 'sendEvents',
    summary:
      'Takes events from your own server: orders, refunds, tickets, whatever happens outside the browser. Each names its customer or visitor and has an id of its own, under which it counts once however often it is sent (an order: by its orderId). Answered, once they are on disk, with what became of each; a bad one is refused alone.',
    access: 'events:write',
    body: serverEventsSchema,
    answer: verdictSchema,
    status: 202,
  },
];

/**
 * Lets the typed client know what to send. The events are judged one by one further on, so that a bad one takes no good one with it.
 * Only `application/json` is taken: a form on another site cannot send it.
 */
const listOfEvents: MiddlewareHandler<
  { Bindings: HttpBindings },
  string,
  { in: { json: ServerEvent[] }; out: { json: ServerEvent[] } }
> = async (c, next) => {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'unsupported_type', 'Send the events as "Content-Type: application/json".');
  await next();
};

/** Events from a site's own server. */
export const eventRoutes = ({ sites, takeServerEvents }: ApiParts) =>
  new Hono<ApiEnv>().post('/sites/:site/events', listOfEvents, async (c) => {
    const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:write');
    const body = await readBody(c.env.incoming, MAX_BODY_BYTES);
    return c.json(await takeServerEvents(body, site), 202);
  });
