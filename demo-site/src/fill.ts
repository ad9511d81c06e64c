import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CallToAction } from './call-to-action.ts';
import type { GroundTruth } from './crowd/truth.ts';
import { createTraffic, type Delivery } from './traffic.ts';

/** What the crowd looks like when nothing else is said. */
export const DEFAULT_FILL = { days: 60, visitors: 4500, seed: 20_260_101 } as const;

/** How far a fill has come. */
export interface FillProgress {
  /** Visitors whose events are all delivered, bots included. */
  visitors: number;
  visitorsTotal: number;
  /** Events that the collector has acknowledged. */
  accepted: number;
}

/** Where the crowd goes, and how large it is. */
export interface FillOptions {
  /** The collector's address for batches, such as `http://localhost:3000/e`. */
  collectUrl: string;
  /** The site's public key. */
  siteKey: string;
  /** Origin of the shop that the crowd visits. Default: the collector's, which serves the demo shop. */
  origin?: string;
  /** Days up to `nowMs`. Default 60. */
  days?: number;
  /** Default 4,500. */
  visitors?: number;
  seed?: number;
  /** The end of the crowd's time, epoch ms. Default: now. */
  nowMs?: number;
  /** What the crowd sees of the call to action. Default: the demo's own experiment. */
  callToAction?: CallToAction;
  /** Requests at the same time. Default 12. */
  concurrency?: number;
  onProgress?(progress: FillProgress): void;
  /** Stops between two requests. */
  signal?: AbortSignal;
}

/** What a fill did, and what right answers must now say. */
export interface FillResult {
  accepted: number;
  rejected: number;
  elapsedMs: number;
  truth: GroundTruth;
}

/** A collector that stays busy for this long is taken for broken. */
const PATIENCE_MS = 60_000;

/** Connections that one request may lose. */
const MOST_LOST = 3;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends one delivery; waits and tries again while the collector says it is busy. */
const send = async (
  { headers, batch }: Delivery,
  collectUrl: string,
): Promise<{ accepted: number; rejected: unknown[] }> => {
  const deadline = Date.now() + PATIENCE_MS;
  let lost = 0;
  for (let waitMs = 100; ; waitMs = Math.min(5000, waitMs * 2)) {
    // The events keep their own time; only the sender's clock at the moment of sending tells its skew.
    const body = JSON.stringify({ ...batch, sentAt: Date.now() });
    let response: Response;
    try {
      response = await fetch(collectUrl, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'text/plain;charset=UTF-8' },
        body,
      });
    } catch (cause) {
      // A connection that was kept may be closed at the very moment it is used again; what comes twice counts once.
      if (++lost > MOST_LOST) throw cause;
      await pause(waitMs);
      continue;
    }
    if (response.ok) return (await response.json()) as { accepted: number; rejected: unknown[] };
    const text = await response.text();
    const isBusy = response.status === 503 || response.status === 429;
    if (!isBusy || Date.now() > deadline)
      throw new Error(`The collector at ${collectUrl} answered ${response.status} to the crowd: ${text.slice(0, 300)}`);
    const retryAfterS = Number(response.headers.get('retry-after'));
    await pause(retryAfterS > 0 ? retryAfterS * 1000 : waitMs);
  }
};

/** Pages and events in one request: under the wire's limits of 50 and 500. */
const MOST_PAGES = 48;
const MOST_EVENTS = 450;

/** A visitor's requests with as many visits in each as the wire takes: what waited in a browser comes like that, too. */
const mergedOf = (deliveries: readonly Delivery[]): Delivery[] => {
  const merged: Delivery[] = [];
  let eventCount = 0;
  for (const delivery of deliveries) {
    const { envelopes } = delivery.batch;
    const count = envelopes.reduce((sum, { events }) => sum + events.length, 0);
    const last = merged.at(-1);
    if (last && last.batch.envelopes.length + envelopes.length <= MOST_PAGES && eventCount + count <= MOST_EVENTS) {
      last.batch.envelopes.push(...envelopes);
      eventCount += count;
    } else {
      merged.push({ ...delivery, batch: { ...delivery.batch, envelopes: [...envelopes] } });
      eventCount = count;
    }
  }
  return merged;
};

/** The requests of each visitor, visitors in the order in which they came first. */
const queuesOf = (deliveries: readonly Delivery[]): Delivery[][] => {
  const byVisitor = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const known = byVisitor.get(delivery.visitorId);
    if (known) known.push(delivery);
    else byVisitor.set(delivery.visitorId, [delivery]);
  }
  return [...byVisitor.values()].map((some) => mergedOf(some));
};

/**
 * Sends a seeded crowd's visits to a collector. A visitor's requests go one after the other, in the order of time;
 * different visitors' go side by side.
 * @throws Error when the collector refuses a request for good.
 */
export const fill = async ({
  collectUrl,
  siteKey,
  origin = new URL(collectUrl).origin,
  days = DEFAULT_FILL.days,
  visitors = DEFAULT_FILL.visitors,
  seed = DEFAULT_FILL.seed,
  nowMs = Date.now(),
  callToAction,
  concurrency = 12,
  onProgress,
  signal,
}: FillOptions): Promise<FillResult> => {
  const startedAt = performance.now();
  const startMs = nowMs - days * 86_400_000;
  const { deliveries, truth } = createTraffic({ site: siteKey, origin, startMs, days, visitors, seed, callToAction });
  const queues = queuesOf(deliveries);
  const progress: FillProgress = { visitors: 0, visitorsTotal: queues.length, accepted: 0 };
  let rejected = 0;
  let next = 0;
  let hasFailed = false;

  const work = async (): Promise<void> => {
    for (;;) {
      const queue = queues[next++];
      if (!queue) return;
      for (const delivery of queue) {
        if (hasFailed || signal?.aborted) return;
        const verdict = await send(delivery, collectUrl);
        progress.accepted += verdict.accepted;
        rejected += verdict.rejected.length;
      }
      progress.visitors++;
      onProgress?.({ ...progress });
    }
  };
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((cause) => {
      hasFailed = true;
      throw cause;
    }),
  );
  await Promise.all(workers);
  return { accepted: progress.accepted, rejected, elapsedMs: Math.round(performance.now() - startedAt), truth };
};

const usage = `Sends a seeded crowd of visitors to a collector.
  --url URL        the collector, such as http://localhost:3000 (its /e is used) or a full collect address
  --site KEY       the site's public key
  --days N         days up to now (${DEFAULT_FILL.days})
  --visitors N     people (${DEFAULT_FILL.visitors})
  --seed N         the same seed gives the same people (${DEFAULT_FILL.seed})`;

/** Runs the fill from the command line. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      site: { type: 'string' },
      days: { type: 'string' },
      visitors: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  if (!values.url || !values.site) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const url = new URL(values.url);
  if (url.pathname === '/') url.pathname = '/e';
  const { accepted, rejected, elapsedMs } = await fill({
    collectUrl: url.href,
    siteKey: values.site,
    days: Number(values.days ?? DEFAULT_FILL.days),
    visitors: Number(values.visitors ?? DEFAULT_FILL.visitors),
    seed: Number(values.seed ?? DEFAULT_FILL.seed),
    onProgress({ visitors: sent, visitorsTotal }) {
      if (sent % 500 === 0 || sent === visitorsTotal) console.log(`${sent} of ${visitorsTotal} visitors sent`);
    },
  });
  console.log(`${accepted} events accepted, ${rejected} rejected, in ${(elapsedMs / 1000).toFixed(1)} s`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
