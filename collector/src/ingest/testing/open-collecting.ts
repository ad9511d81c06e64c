import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { openStore } from '@telltale/store';
import { Hono } from 'hono';
import { pino } from 'pino';
import { createRejections } from '../../delivery/rejections.ts';
import { createSpooledCounts } from '../../delivery/spooled-counts.ts';
import { createArrivalSigns } from '../../diagnosis/arrival-signs.ts';
import { openGeoDatabase } from '../../geo/geo-database.ts';
import { createAddressRanges } from '../../lib/address-ranges.ts';
import { Refusal, type RefusalBody } from '../../lib/refusal.ts';
import { createIngestLimits } from '../../limits/ingest-limits.ts';
import { createMetrics } from '../../metrics.ts';
import { createRecentEvents } from '../../recent-events.ts';
import { defaultSiteSettings, type Site } from '../../sites/site.ts';
import { openSiteRegistry } from '../../sites/site-registry.ts';
import { collectFromServer } from '../collect-from-server.ts';
import { createCollectHandler } from '../collect-handler.ts';
import { openDailySalt } from '../daily-salt.ts';
import { createEnrichers } from '../enrichers/index.ts';
import { mailImageRoute } from '../mail-image-route.ts';
import { openSpool } from '../spool.ts';

/** The public key of the only site. */
export const SITE_KEY = 'the-only-key';

/** What was answered. */
export interface Answer {
  status: number;
  type: string;
  body: unknown;
}

/** The whole way of events into the engine, without sockets: many requests a second can be thrown at it. */
export interface Collecting {
  /** Posts a batch as a tag does. */
  post(body: Uint8Array, headers: Record<string, string>): Promise<Answer>;
  /** Posts a list as the site's own server does. */
  tell(body: Uint8Array): Promise<Answer>;
  /** Loads the image of a newsletter. */
  load(query: string, headers: Record<string, string>): Promise<Answer>;
  /** Hands everything that was taken to the engine. @returns the ids of its events, decimal. @throws when the engine refuses a line */
  store(): Promise<Set<string>>;
  /** How many events the engine holds whose ids lie between two, both decimal. */
  storedBetween(first: string, last: string): Promise<number>;
  /** What the collector wrote into its log as a failure of its own. */
  failures: readonly string[];
  end(): Promise<void>;
}

const site: Site = {
  ...defaultSiteSettings,
  name: 'Shop',
  timeZone: 'UTC',
  id: 'shop',
  publicKeys: [SITE_KEY],
  createdAt: 0,
};

const incomingOf = (body: Uint8Array, headers: Record<string, string>) =>
  Object.assign(Readable.from([Buffer.from(body)]), {
    method: 'POST',
    url: '/e',
    headers,
    complete: true,
    socket: { remoteAddress: '203.0.113.9' },
  }) as unknown as IncomingMessage;

const eventIdsOf = (lines: string): string[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { event_id: string; record?: string })
    .filter(({ record }) => !record)
    .map(({ event_id }) => event_id);

/** Opens spool, sites, enrichers and an embedded engine in a folder of their own. */
export const openCollecting = async (): Promise<Collecting> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'collecting-'));
  await writeFile(path.join(folder, 'sites.json'), JSON.stringify([site]));
  const away = () => {
    throw new Error('The store is not asked for sites here.');
  };
  const failures: string[] = [];
  const sites = await openSiteRegistry({ folder, documents: away });
  // Where hostile requests are thrown at it as fast as it answers, the disk is not what is tried.
  const spool = await openSpool({ folder: path.join(folder, 'spool'), maxBytes: 1e12, patienceMs: 300_000 });
  const salt = openDailySalt(folder, Date.now);
  const store = await openStore({ dataDir: path.join(folder, 'store') });
  await store.migrate();
  const parts = {
    sites,
    spool,
    enrichers: createEnrichers(salt, await openGeoDatabase('')),
    limits: createIngestLimits({ clientEventsPerMinute: 0, siteEventsPerMinute: 0 }),
    metrics: createMetrics({ spoolBytes: spool.sizeBytes, oldestUnwrittenSeconds: () => 0 }),
    recentEvents: createRecentEvents(),
    rejections: createRejections(),
    spooledCounts: createSpooledCounts(),
    arrivalSigns: createArrivalSigns(),
    segmentsNow: { of: () => '', refresh: async () => {} },
    log: pino(
      { level: 'error' },
      {
        write: (line: string) => {
          // A key is looked up in the store, which is away here.
          if (!line.includes('"code":"store_unavailable"')) failures.push(line);
        },
      },
    ),
    clientAddressRules: { clientIpHeader: '', trustedProxies: createAddressRanges('') },
    nowMs: Date.now,
  };
  const handle = createCollectHandler({ ...parts, path: '/e' });
  const app = new Hono().route('/', mailImageRoute(parts));

  const post = (incoming: IncomingMessage) =>
    new Promise<Answer>((resolve) => {
      let status = 0;
      const outgoing = {
        writeHead: (code: number) => {
          status = code;
          return outgoing;
        },
        end: (body: string) => resolve({ status, type: 'application/json', body: JSON.parse(body) }),
      };
      handle(incoming, outgoing as unknown as ServerResponse);
    });

  return {
    post: (body, headers) => post(incomingOf(body, headers)),
    load: async (query, headers) => {
      const request = new Request(`http://collector/o/${SITE_KEY}.gif?${query}`);
      const response = await app.fetch(request, { incoming: incomingOf(Buffer.alloc(0), headers) });
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, body: Buffer.from(await response.arrayBuffer()) };
    },
    tell: async (body) => {
      try {
        const verdict = await collectFromServer(body, { site, receivedAt: Date.now() }, parts);
        return { status: 202, type: 'application/json', body: verdict };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { status: error.status, type: 'application/json', body: error.body satisfies RefusalBody };
      }
    },
    store: async () => {
      await spool.seal();
      const ids = new Set<string>();
      for (const segment of [...spool.sealed()]) {
        for (const id of eventIdsOf(await readFile(segment.path, 'utf8'))) ids.add(id);
        await store.insertSegment(segment);
        parts.spooledCounts.stored(segment.token);
        await spool.remove(segment);
      }
      return ids;
    },
    storedBetween: async (first, last) => {
      const sql = 'SELECT count() AS events FROM events WHERE event_id BETWEEN {first:UInt64} AND {last:UInt64}';
      return Number((await store.rows({ sql, params: { first, last } })).rows[0]?.events);
    },
    failures,
    end: async () => {
      await spool.close();
      await store.close();
      salt.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
