import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '@telltale/store';
import { signIn } from '../../fixtures/collector.ts';
import { startCollectorProcess } from '../../fixtures/collector-process.ts';
import { farAwayLimits } from './far-away-limits.ts';
import { type ProcessUsage, watchProcess } from './process-usage.ts';

/** What the collector says of its site's events. */
export interface DeliveryTotals {
  accepted: number;
  stored: number;
  duplicate: number;
  waiting: number;
}

/** The collector under test: the real process, with its defaults but for what a load generator on one machine needs. */
export interface BenchCollector {
  port: number;
  siteKey: string;
  usage: ProcessUsage;
  /** Asks the API as the owner. @throws Error with the answer when it is no success. */
  ask<Body>(route: string, body?: unknown): Promise<Body>;
  /** Asks a question about the site. */
  askQuestion<Result>(kind: string, definition: unknown): Promise<Result>;
  /** A trend of the site, as a question. */
  askTrend(definition: object): Promise<{ lines: { total: number }[] }>;
  totals(): Promise<DeliveryTotals>;
  /** Resolves when nothing waits in the spool any more. Looks at its folder, so that the collector is not kept busy by it. */
  drained(): Promise<void>;
  /** Stops it and counts what its store holds. */
  stopAndCount(): Promise<{ rows: number; different: number }>;
  /** Stops it, if it still runs, and removes its data. */
  remove(): Promise<void>;
}

const LOOK_EVERY_MS = 20;
const READY_WITHIN_MS = 60_000;
const DRAINED_WITHIN_MS = 120_000;

/** Reads the token of the link that the process prints once it is ready. */
const signInTokenOf = async (output: () => string): Promise<string> => {
  const until = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const [, token] = /\/sign-up#token=([\w-]+)/.exec(output()) ?? [];
    if (token) return token;
    if (performance.now() > until) throw new Error(`The collector was not ready in time; it said: ${output()}`);
    await pause(LOOK_EVERY_MS);
  }
};

/** Starts a collector with a new data folder. */
export const startBenchCollector = async (): Promise<BenchCollector> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-ingest-'));
  const running = await startCollectorProcess(
    { ...farAwayLimits, LOG_LEVEL: 'info', DATA_DIR: dataDir, UV_THREADPOOL_SIZE: '16' },
    { isBuilt: true },
  );
  const token = await signInTokenOf(running.output);
  const cookie = await signIn({
    url: running.url,
    createSignInLink: async () => `${running.url}/sign-in?token=${token}`,
  });

  const ask = async <Body>(route: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${running.url}/api/v1${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, origin: running.url, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${route} was answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const { sites } = await ask<{ sites: { id: string; publicKey: string }[] }>('/sites');
  const [site] = sites;
  if (!site) throw new Error('The collector has made no site.');

  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await running.kill('SIGTERM');
  };

  const askQuestion = async <Result>(kind: string, definition: unknown): Promise<Result> =>
    (await ask<{ result: Result }>(`/sites/${site.id}/questions/${kind}`, definition)).result;

  return {
    port: Number(new URL(running.url).port),
    siteKey: site.publicKey,
    usage: watchProcess(running.pid),
    ask,
    askQuestion,
    askTrend: (definition) => askQuestion('trend', definition),
    totals: async () => {
      // A run may begin before midnight and end after it.
      const from = Date.now() - 86_400_000;
      return (await ask<{ total: DeliveryTotals }>(`/sites/${site.id}/delivery?from=${from}`)).total;
    },
    drained: async () => {
      const until = performance.now() + DRAINED_WITHIN_MS;
      const spool = path.join(dataDir, 'spool');
      // A file that is renamed meanwhile may be missed: only what is empty twice is empty.
      for (let timesEmpty = 0; ; ) {
        const waiting = (await readdir(spool)).filter((name) => /\.(open|ndjson)$/.test(name));
        timesEmpty = waiting.length === 0 ? timesEmpty + 1 : 0;
        if (timesEmpty === 2) return;
        if (performance.now() > until) throw new Error(`The store did not take ${waiting.length} segments in time.`);
        await pause(LOOK_EVERY_MS);
      }
    },
    stopAndCount: async () => {
      await stop();
      const store = await openStore({ dataDir: path.join(dataDir, 'store') });
      try {
        const { rows } = await store.rows({
          sql: 'SELECT count() AS stored, uniqExact(event_id, visitor_id) AS different FROM events',
        });
        return { rows: Number(rows[0]?.stored), different: Number(rows[0]?.different) };
      } finally {
        await store.close();
      }
    },
    remove: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
