import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Batch, WIRE_VERSION } from '@telltale/protocol';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import type { Running } from './running.ts';

/** A question is asked again after this long. Each costs the collector some ms: the figure may be too large by this much. */
const ASK_EVERY_MS = 25;
const WITHIN_MS = 60_000;

const id64 = () => randomBytes(8).toString('hex');

const probeBatch = (siteKey: string, probe: string): Batch => ({
  v: WIRE_VERSION,
  site: siteKey,
  sentAt: Date.now(),
  envelopes: [
    {
      visitorId: id64(),
      sessionId: id64(),
      pageId: id64(),
      url: 'https://shop.example.com/en/probe',
      events: [{ kind: 'custom', at: Date.now(), seq: 0, properties: { name: probe } }],
    },
  ],
});

/** Sends an event and asks for it until the answer holds it. @returns ms from the collector's 202 to that answer */
export const timeUntilQueryable = async ({ collector, ledger }: Running): Promise<number> => {
  const probe = id64();
  const response = await fetch(`http://127.0.0.1:${collector.port}/e`, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    },
    body: JSON.stringify(probeBatch(collector.siteKey, probe)),
  });
  if (response.status !== 202) throw new Error(`A probe was answered ${response.status}: ${await response.text()}`);
  ledger.acknowledged += 1;
  const answeredAt = performance.now();
  const filters = [{ property: 'name', operator: 'is', values: [probe] }];
  const definition = {
    range: { last: 1, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'custom', filters }] }],
  };
  for (;;) {
    const { lines } = await collector.askTrend(definition);
    const elapsedMs = performance.now() - answeredAt;
    if (lines[0]?.total) return elapsedMs;
    if (elapsedMs > WITHIN_MS) throw new Error(`An acknowledged event was not queryable within ${WITHIN_MS} ms.`);
    await pause(ASK_EVERY_MS);
  }
};

/** Probes one after the other. */
export const probeQueryable = async (running: Running, probes: number): Promise<number[]> => {
  const times: number[] = [];
  for (let probe = 0; probe < probes; probe += 1) times.push(await timeUntilQueryable(running));
  return times;
};

/** Probes beside a load until it is over, so often. @returns ms of each */
export const probeBeside = async (running: Running, isOver: () => boolean, everyMs: number): Promise<number[]> => {
  const times: number[] = [];
  while (!isOver()) {
    times.push(await timeUntilQueryable(running));
    await pause(everyMs);
  }
  return times;
};

/** Median and longest. */
export const queryableRows = (what: string, times: readonly number[], atMost: number): BenchRow[] => [
  benchRow({ what: `${what}: median`, value: spreadOf(times), unit: 'ms', atMost }),
  benchRow({ what: `${what}: longest`, value: Math.max(...times), unit: 'ms', atMost }),
];
