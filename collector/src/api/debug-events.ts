import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { may } from '../access/principal.ts';
import type { RecentChange } from '../recent-events.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const recentEvent = z.object({
  sequence: z.number(),
  verdict: z.enum(['accepted', 'bot', 'rejected']),
  isStored: z.boolean(),
  receivedAt: z.number(),
  time: z.number(),
  kind: z.string(),
  object: z.string(),
  page: z.string(),
  visitorId: z.string(),
  channel: z.string(),
  browser: z.string(),
  device: z.string(),
  dimensions: z.record(z.string(), z.string()),
  measures: z.record(z.string(), z.number()),
  amount: z.string(),
  code: z.string(),
  path: z.string(),
  message: z.string(),
});

/** What the description of the API says about this resource. */
export const debugOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/debug/events',
    id: 'listRecentEvents',
    summary:
      'The last events that this collector received, with what became of each. With "Accept: text/event-stream" it goes on live until the key, the session or the role ends: "events" brings new ones, "stored" the sequence numbers that questions can see now.',
    access: 'events:read',
    answer: z.object({ events: z.array(recentEvent) }),
    status: 200,
  },
];

/** Proxies close what is silent for long. */
const HEARTBEAT_MS = 15_000;

/** Whether the key or the session still stands is asked this often; one that was removed by this collector ends at once. */
const CHECK_EVERY_MS = 5_000;

const withEnd = () => {
  let resolve = () => {};
  const promise = new Promise<void>((end) => {
    resolve = end;
  });
  return { promise, resolve };
};

/** The last events of a site, once or as a stream. */
export const debugRoutes = ({ sites, recentEvents, access, closing }: ApiParts) => {
  /** How each open stream is ended: one listener on `closing` for all, however many watch. */
  const ends = new Set<() => void>();
  closing.addEventListener('abort', () => {
    for (const end of ends) end();
  });

  return new Hono<ApiEnv>().get('/sites/:site/debug/events', (c) => {
    const site = siteOf(sites, c.var.principal, c.req.param('site'), 'events:read');
    if (!c.req.header('accept')?.includes('text/event-stream'))
      return c.json({ events: [...recentEvents.list(site.id)] });
    // Nginx would otherwise hold the stream back until it has a buffer full.
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      const send = (change: RecentChange) =>
        void stream.writeSSE({
          event: change.type,
          data: JSON.stringify(change.type === 'events' ? change.events : change.sequences),
        });
      send({ type: 'events', events: recentEvents.list(site.id) });
      const unwatch = recentEvents.watch(site.id, send);
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
      const { promise: ended, resolve: end } = withEnd();
      const endIfRevoked = async () => {
        // While the store is away nobody knows; whoever was let in stays.
        const now = await c.var.principalNow().catch(() => c.var.principal);
        if (!now || !may(now, 'events:read', site.id) || !sites.byId(site.id)) end();
      };
      const check = setInterval(() => void endIfRevoked(), CHECK_EVERY_MS);
      const unwatchAccess = access.onRevoked(() => void endIfRevoked());
      stream.onAbort(end);
      ends.add(end);
      await ended;
      ends.delete(end);
      unwatchAccess();
      clearInterval(check);
      clearInterval(heartbeat);
      unwatch();
    });
  });
};
