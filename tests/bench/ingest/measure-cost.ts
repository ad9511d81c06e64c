import { alternating } from '../lib/alternating.ts';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import type { LoadGenerator } from './load/load-generator.ts';
import type { LoadResult } from './load/tally.ts';
import { type ProcessUsage, watchProcess } from './process-usage.ts';
import type { BareServer } from './start-bare-server.ts';
import type { BenchCollector } from './start-bench-collector.ts';

/** Events of a request, and how much more than the bare server an event may cost. */
const batches = [
  { eventCount: 1, goal: 5, stretch: 3, goalUs: 70 },
  { eventCount: 5, goal: 8, stretch: 5, goalUs: 25 },
  { eventCount: 20, goal: 15, stretch: 9, goalUs: 14 },
] as const;

export interface CostOptions {
  rounds: number;
  /** Load in each round, in ms. */
  bareMs: number;
  collectorMs: number;
  connections: number;
}

/** One measurement of one server. */
interface Cost {
  /** CPU of all its processes for an event that is stored (bare: answered), in µs. */
  usPerEvent: number;
  eventsPerSecond: number;
}

const refuseFailures = ({ failures, rejected }: LoadResult, server: string) => {
  if (Object.keys(failures).length > 0 || rejected > 0)
    throw new Error(`${server} refused: answers by status ${JSON.stringify(failures)}, events refused ${rejected}.`);
};

/** CPU and time from the first request until `settled`, by event. */
const costOf = async (
  usage: ProcessUsage,
  load: () => Promise<LoadResult>,
  settled: () => Promise<void>,
): Promise<Cost & LoadResult> => {
  const begunUs = usage.cpuUs();
  const begunAt = performance.now();
  const result = await load();
  await settled();
  const usPerEvent = (usage.cpuUs() - begunUs) / result.acknowledged;
  return {
    ...result,
    usPerEvent,
    eventsPerSecond: result.acknowledged / ((performance.now() - begunAt) / 1_000),
  };
};

/** What all loads together must have left behind. */
export interface Ledger {
  acknowledged: number;
}

/** Checks what the collector tells against what was acknowledged. @throws Error when they differ */
export const checkStored = async (collector: BenchCollector, ledger: Ledger): Promise<void> => {
  const { stored, duplicate, waiting } = await collector.totals();
  if (stored !== ledger.acknowledged || duplicate > 0 || waiting > 0)
    throw new Error(
      `Acknowledged ${ledger.acknowledged} events, but stored are ${stored}, duplicate ${duplicate}, waiting ${waiting}.`,
    );
};

/**
 * CPU of an event, from request to stored, beside the bare server, in turns within each round: every connection sends as fast as
 * it is answered.
 */
export const measureCost = async (
  {
    generator,
    bare,
    collector,
    ledger,
  }: { generator: LoadGenerator; bare: BareServer; collector: BenchCollector; ledger: Ledger },
  { rounds, bareMs, collectorMs, connections }: CostOptions,
): Promise<BenchRow[]> => {
  const bareUsage = watchProcess(bare.pid);
  const { siteKey } = collector;
  const measured = batches.map((batch) => ({ ...batch, bare: [] as Cost[], collector: [] as Cost[] }));

  const measureBare = (eventCount: number, forMs: number) =>
    costOf(
      bareUsage,
      () => generator.closedLoop({ target: { port: bare.port, path: '/e', siteKey, eventCount, connections }, forMs }),
      async () => {},
    );
  const measureCollector = async (eventCount: number, forMs: number) => {
    const cost = await costOf(
      collector.usage,
      () =>
        generator.closedLoop({ target: { port: collector.port, path: '/e', siteKey, eventCount, connections }, forMs }),
      collector.drained,
    );
    refuseFailures(cost, 'The collector');
    ledger.acknowledged += cost.acknowledged;
    await checkStored(collector, ledger);
    return cost;
  };

  // The first requests meet code that is not compiled yet.
  for (const { eventCount } of batches) {
    await measureBare(eventCount, bareMs);
    await measureCollector(eventCount, collectorMs);
  }
  for (let round = 0; round < rounds; round += 1)
    for (const batch of alternating(measured, round)) {
      batch.bare.push(await measureBare(batch.eventCount, bareMs));
      batch.collector.push(await measureCollector(batch.eventCount, collectorMs));
    }

  return measured.flatMap(({ eventCount, goal, stretch, goalUs, bare: bareCosts, collector: costs }) => {
    const us = spreadOf(costs.map(({ usPerEvent }) => usPerEvent));
    const bareUs = spreadOf(bareCosts.map(({ usPerEvent }) => usPerEvent));
    const rates = spreadOf(costs.map(({ eventsPerSecond }) => eventsPerSecond));
    const bareRates = spreadOf(bareCosts.map(({ eventsPerSecond }) => eventsPerSecond));
    const ratios = spreadOf(
      costs.map(({ usPerEvent }, round) => usPerEvent / (bareCosts[round]?.usPerEvent ?? Number.NaN)),
    );
    const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')} events/s`;
    const what = `batch of ${eventCount}`;
    return [
      benchRow({
        what: `${what}: bare server`,
        value: bareUs,
        unit: 'µs',
        digits: 2,
        note: perSecond(bareRates.median),
      }),
      benchRow({
        what: `${what}: collector`,
        value: us,
        unit: 'µs',
        digits: 1,
        note: `${perSecond(rates.median)} until all is stored; ${Math.round(1e6 / us.median).toLocaleString('en')} stored per CPU second; ${goalUs} µs is the absolute goal`,
      }),
      benchRow({
        what: `${what}: collector / bare`,
        value: ratios,
        unit: '×',
        digits: 1,
        atMost: goal,
        note: `stretch ≤ ${stretch} ${ratios.median <= stretch ? '✓' : '✗'}`,
      }),
    ];
  });
};
