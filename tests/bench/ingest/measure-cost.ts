import { alternating } from '../lib/alternating.ts';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import type { LoadResult } from './load/tally.ts';
import { type ProcessUsage, untilIdle, watchProcess } from './process-usage.ts';
import { checkStored, type Running, refuseFailures } from './running.ts';

/**
 * Events of a request, how many times the bare server's CPU an event may cost, and the same in µs on a machine whose bare server
 * needs `bareUs`.
 */
const batches = [
  { eventCount: 1, goal: 5, stretch: 3, goalUs: 70, bareUs: 14.5 },
  { eventCount: 5, goal: 8, stretch: 5, goalUs: 25, bareUs: 3.1 },
  { eventCount: 20, goal: 15, stretch: 9, goalUs: 14, bareUs: 0.9 },
] as const;

export interface CostOptions {
  rounds: number;
  /** Load in each round, in ms. */
  bareMs: number;
  collectorMs: number;
}

/** One measurement of one server. */
interface Cost {
  /** CPU of all its processes for an event that is stored (bare: answered), in µs. */
  usPerEvent: number;
  /** Of that, the event loop's. */
  eventLoopUs: number;
  eventsPerSecond: number;
}

const CONNECTIONS = 64;

/** CPU and time from the first request until `settled`, by event. */
const costOf = async (
  usage: ProcessUsage,
  load: () => Promise<LoadResult>,
  settled?: () => Promise<void>,
): Promise<Cost & LoadResult> => {
  const begunUs = usage.cpuUs();
  const begunLoopUs = usage.eventLoopUs();
  const begunAt = performance.now();
  const result = await load();
  await settled?.();
  const { acknowledged } = result;
  return {
    ...result,
    usPerEvent: (usage.cpuUs() - begunUs) / acknowledged,
    eventLoopUs: (usage.eventLoopUs() - begunLoopUs) / acknowledged,
    eventsPerSecond: acknowledged / ((performance.now() - begunAt) / 1_000),
  };
};

const medianOf = (costs: readonly Cost[], figure: keyof Cost) => spreadOf(costs.map((cost) => cost[figure])).median;
const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')} events/s`;

const rowsOf = (
  { eventCount, goal, stretch, goalUs, bareUs }: (typeof batches)[number],
  bare: readonly Cost[],
  collector: readonly Cost[],
): BenchRow[] => {
  const what = `batch of ${eventCount}`;
  const us = spreadOf(collector.map(({ usPerEvent }) => usPerEvent));
  const ratio = spreadOf(
    collector.map(({ usPerEvent }, round) => usPerEvent / (bare[round]?.usPerEvent ?? Number.NaN)),
  );
  return [
    benchRow({
      what: `${what}: bare server`,
      value: spreadOf(bare.map(({ usPerEvent }) => usPerEvent)),
      unit: 'µs',
      digits: 2,
      note: perSecond(medianOf(bare, 'eventsPerSecond')),
    }),
    benchRow({
      what: `${what}: collector`,
      value: us,
      unit: 'µs',
      digits: 2,
      note: `${medianOf(collector, 'eventLoopUs').toFixed(1)} of it in the event loop; ${perSecond(medianOf(collector, 'eventsPerSecond'))} until all is stored, ${Math.round(1e6 / us.median).toLocaleString('en')} a CPU second; goal ${goalUs} µs where the bare server takes ${bareUs}`,
    }),
    benchRow({
      what: `${what}: collector / bare`,
      value: ratio,
      unit: '×',
      digits: 1,
      atMost: goal,
      stretch,
    }),
  ];
};

/**
 * CPU of an event, from request to stored, beside the bare server, in turns within each round: every connection sends as fast as
 * it is answered.
 */
export const measureCost = async (
  { generator, bare, collector, ledger }: Running,
  { rounds, bareMs, collectorMs }: CostOptions,
): Promise<BenchRow[]> => {
  const bareUsage = watchProcess(bare.pid);
  const load = (port: number, eventCount: number, forMs: number) =>
    generator.closedLoop({
      target: { port, path: '/e', siteKey: collector.siteKey, eventCount, connections: CONNECTIONS },
      forMs,
    });

  const measureBare = (eventCount: number) => costOf(bareUsage, () => load(bare.port, eventCount, bareMs));
  const measureCollector = async (eventCount: number) => {
    const cost = await costOf(collector.usage, () => load(collector.port, eventCount, collectorMs), collector.drained);
    refuseFailures(cost);
    ledger.acknowledged += cost.acknowledged;
    await checkStored(collector, ledger);
    return cost;
  };

  // The first requests meet code that is not compiled yet.
  for (const { eventCount } of batches) {
    await measureBare(eventCount);
    await measureCollector(eventCount);
  }
  await untilIdle(collector.usage);

  const measured = batches.map((batch) => ({ batch, bare: [] as Cost[], collector: [] as (Cost & LoadResult)[] }));
  const begunUs = collector.usage.cpuUs();
  for (let round = 0; round < rounds; round += 1)
    for (const { batch, bare: bareCosts, collector: costs } of alternating(measured, round)) {
      bareCosts.push(await measureBare(batch.eventCount));
      costs.push(await measureCollector(batch.eventCount));
    }
  await untilIdle(collector.usage);
  const allUs = collector.usage.cpuUs() - begunUs;
  const all = measured.flatMap(({ collector: costs }) => costs);
  const events = all.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  const countedUs = all.reduce((sum, { acknowledged, usPerEvent }) => sum + acknowledged * usPerEvent, 0);

  return [
    ...measured.flatMap(({ batch, bare: bareCosts, collector: costs }) => rowsOf(batch, bareCosts, costs)),
    benchRow({
      what: 'between and after the loads',
      value: (allUs - countedUs) / events,
      unit: 'µs',
      digits: 2,
      note: 'merging what was stored, and our looking at the counts: by event of all batches, not in the lines above',
    }),
  ];
};
