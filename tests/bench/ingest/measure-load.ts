import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import type { OpenLoopResult } from './load/open-loop.ts';
import { untilIdle } from './process-usage.ts';
import { checkStored, type Running, refuseFailures } from './running.ts';
import { type MemorySample, sampleMemory } from './sample-memory.ts';

/** Events of each request of the open loop. */
const BATCH = 20;
/** Many browsers, each with its own connection. */
const CONNECTIONS = 256;
/** A store that keeps up has taken everything this soon after the last event. */
const KEEPS_UP_WITHIN_MS = 5_000;
/** Nobody waits longer than this at a rate that is called sustained. */
const LONGEST_MS = 2_000;
const LOOK_AT_MEMORY_EVERY_MS = 250;

/** Events a second that the collector should take; half of it is what the soak runs at. */
const WANTED_RATE = 25_000;
/** Where that is not reached, this share of what was reached is tried next. */
const NEXT_SHARE = 0.8;
const ROUND_TO = 1_000;
const MOST_TRIES = 5;

/** What came of events that kept coming at one rate, whatever the collector did. */
interface SustainedLoad {
  /** Events/s. */
  rate: number;
  isSustained: boolean;
  /** Until the store had everything, events/s. */
  storedPerSecond: number;
  latencyMs: OpenLoopResult['latencyMs'];
  usPerEvent: number;
  /** From the last answer until the store had everything. */
  drainMs: number;
  memory: readonly MemorySample[];
  generatorRatio: number;
}

export interface SustainOptions {
  /** Events/s. */
  rate: number;
  forMs: number;
  lookAtMemoryEveryMs?: number;
  /** What is done beside it until it is over. */
  meanwhile?: (isOver: () => boolean) => Promise<void>;
}

/** Sends events at a rate, in an open loop, and waits until all are stored. */
export const sustain = async (
  { generator, collector, ledger }: Running,
  { rate, forMs, lookAtMemoryEveryMs = LOOK_AT_MEMORY_EVERY_MS, meanwhile = async () => {} }: SustainOptions,
): Promise<SustainedLoad> => {
  const { port, siteKey, usage } = collector;
  await untilIdle(usage);
  const begunUs = usage.cpuUs();
  let isOver = false;
  const beside = meanwhile(() => isOver);
  const target = { port, path: '/e', siteKey, eventCount: BATCH, connections: CONNECTIONS };
  const { result, samples } = await sampleMemory(usage, lookAtMemoryEveryMs, () =>
    generator.openLoop({ target, forMs, rate: rate / BATCH }),
  );
  isOver = true;
  const answeredAt = performance.now();
  refuseFailures(result);
  ledger.acknowledged += result.acknowledged;
  await collector.drained();
  const drainMs = performance.now() - answeredAt;
  const usPerEvent = (usage.cpuUs() - begunUs) / result.acknowledged;
  await beside;
  await collector.drained();
  await checkStored(collector, ledger);
  return {
    rate,
    isSustained: result.unsent === 0 && result.latencyMs.max < LONGEST_MS && drainMs < KEEPS_UP_WITHIN_MS,
    storedPerSecond: result.acknowledged / ((result.elapsedMs + drainMs) / 1_000),
    latencyMs: result.latencyMs,
    usPerEvent,
    drainMs,
    memory: samples,
    generatorRatio: result.generatorRatio,
  };
};

/**
 * The wanted rate, or else the highest that is sustained, found from above: each is tried for so long.
 * @throws Error when none is
 */
export const highestSustained = async (running: Running, forMs: number): Promise<SustainedLoad> => {
  let rate = WANTED_RATE;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const load = await sustain(running, { rate, forMs });
    if (load.isSustained) return load;
    console.error(
      `${rate} events/s: not sustained (longest ${load.latencyMs.max.toFixed(0)} ms, stored ${Math.round(load.storedPerSecond)} a second)`,
    );
    rate = Math.max(ROUND_TO, Math.floor((NEXT_SHARE * Math.min(rate, load.storedPerSecond)) / ROUND_TO) * ROUND_TO);
  }
  throw new Error(`No rate was sustained, down to ${rate} events/s.`);
};

const rowsOf = (
  { rate, latencyMs, usPerEvent, drainMs, generatorRatio }: SustainedLoad,
  goals: boolean,
): BenchRow[] => {
  const what = `${rate.toLocaleString('en')} events/s in batches of ${BATCH}`;
  return [
    benchRow({
      what: `${what}: p50`,
      value: latencyMs.p50,
      unit: 'ms',
      digits: 1,
      ...(goals && { atMost: 8, stretch: 6 }),
      note: `${usPerEvent.toFixed(1)} µs of CPU an event; all stored ${Math.round(drainMs)} ms after the last answer`,
    }),
    benchRow({
      what: `${what}: p99`,
      value: latencyMs.p99,
      unit: 'ms',
      digits: 1,
      ...(goals && { atMost: 25, stretch: 15 }),
      note: `longest ${latencyMs.max.toFixed(0)} ms; the load generator took ${Math.round(100 * generatorRatio)} % of a core`,
    }),
  ];
};

/** Latency at a constant rate, and memory meanwhile. @returns the rate that was reached, too */
export const measureLoad = async (running: Running, forMs: number) => {
  const highest = await highestSustained(running, forMs);
  const isWanted = highest.rate === WANTED_RATE;
  const rows = rowsOf(highest, isWanted);
  if (!isWanted)
    rows.unshift(
      benchRow({
        what: 'highest rate beside the load generator',
        value: highest.rate,
        unit: 'events/s',
        note: `wanted ${WANTED_RATE.toLocaleString('en')}: ✗ on this machine, at this moment`,
      }),
    );
  const half = await sustain(running, { rate: highest.rate / 2, forMs });
  rows.push(...rowsOf(half, false));
  const peak = (figure: 'rssMb' | 'anonymousMb') => Math.max(...highest.memory.map((sample) => sample[figure]));
  const memory = [
    benchRow({
      what: `loaded, ${highest.rate.toLocaleString('en')} events/s: highest`,
      value: peak('rssMb'),
      unit: 'MB',
      atMost: 450,
      stretch: 350,
      note: `without files that could be read again (RssAnon): ${Math.round(peak('anonymousMb'))} MB; median ${Math.round(spreadOf(highest.memory.map(({ rssMb }) => rssMb)).median)} MB`,
    }),
  ];
  return { rows, memory, rate: highest.rate };
};
