/**
 * `pnpm bench:ingest`: what an event costs on its way into the store, how soon it is answered and queryable, and what memory that
 * takes, beside the goals. `--quick` measures less often; `--stages` measures the stages alone; `--beside` asks questions while events
 * come in; `--soak` runs at half load for 30 minutes or `--minutes N`, and nothing else.
 */
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { killLeftovers } from '../../fixtures/collector-process.ts';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { type BenchSection, writeTable } from '../lib/write-table.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { besideTitle, measureBeside } from './measure-beside.ts';
import { measureCost } from './measure-cost.ts';
import { highestSustained, measureLoad, sustain } from './measure-load.ts';
import { probeBeside, probeQueryable, queryableRows } from './measure-queryable.ts';
import { measureStages } from './measure-stages.ts';
import type { Running } from './running.ts';
import { memoryNow } from './sample-memory.ts';
import { soak } from './soak.ts';
import { startBareServer } from './start-bare-server.ts';
import { startBenchCollector } from './start-bench-collector.ts';
import { timeSync } from './time-sync.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    stages: { type: 'boolean', default: false },
    beside: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '30' },
  },
});
const minutes = Number(options.minutes);
if (!(minutes > 0)) {
  console.error(`--minutes is ${options.minutes}, but must be a number above 0.`);
  process.exit(1);
}

/** A collector with nothing to do gives memory back within 10 s. */
const IDLE_MS = 12_000;

/** The whole takes seven minutes, or two. */
const times = options.quick
  ? {
      cost: { rounds: 2, bareMs: 600, collectorMs: 1_200 },
      loadMs: 6_000,
      probes: 5,
      beside: { rounds: 2, forMs: 3_000 },
    }
  : {
      cost: { rounds: 6, bareMs: 1_500, collectorMs: 4_000 },
      loadMs: 20_000,
      probes: 20,
      beside: { rounds: 4, forMs: 8_000 },
    };

const begun = performance.now();
const sections: BenchSection[] = [];

/** Says what is going on, apart from the table. */
const during = async <Result>(what: string, run: () => Promise<Result>): Promise<Result> => {
  const from = performance.now();
  const result = await run();
  console.error(`${what}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return result;
};

const idleRow = ({ collector }: Running): BenchRow => {
  const { rssMb, anonymousMb } = memoryNow(collector.usage);
  return benchRow({
    what: 'idle, 12 s after the start',
    value: rssMb,
    unit: 'MB',
    atMost: 280,
    stretch: 240,
    note: `without files that could be read again (RssAnon): ${Math.round(anonymousMb)} MB`,
  });
};

const measureAll = async (running: Running) => {
  await pause(IDLE_MS);
  const memory = [idleRow(running)];
  const light = await during('queryable, light load', () => probeQueryable(running, times.probes));
  const cost = await during('cost', () => measureCost(running, times.cost));
  const load = await during('load', () => measureLoad(running, times.loadMs));
  const rate = load.rate / 2;
  let loaded: number[] = [];
  await during('queryable, loaded', () =>
    sustain(running, {
      rate,
      forMs: times.loadMs,
      meanwhile: async (isOver) => {
        loaded = await probeBeside(running, isOver, 0);
      },
    }),
  );
  sections.push(
    { title: 'CPU of an event, from request to stored, every connection as fast as it is answered', rows: cost },
    { title: 'Latency at a constant rate, from when a request was due', rows: load.rows },
    { title: 'Memory of all processes', rows: [...memory, ...load.memory] },
    {
      title: 'From answer to queryable',
      rows: [
        ...queryableRows('nothing else', light, 1_000),
        ...queryableRows(`${rate.toLocaleString('en')} events/s beside it`, loaded, 2_000),
      ],
    },
  );
};

const soakOnly = async (running: Running) => {
  const { rate } = await during('the highest rate', () => highestSustained(running, times.loadMs));
  sections.push(await during('soak', () => soak(running, { rate: rate / 2, minutes })));
};

const besideOnly = async (running: Running) => {
  const rows = await during('questions beside events', () => measureBeside(running, times.beside));
  sections.push({ title: besideTitle, rows });
};

// Who gives up waiting leaves no collector behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killLeftovers().finally(() => process.exit(1)));

const withProcesses = async (measure: (running: Running) => Promise<void>) => {
  const generator = await startLoadGenerator();
  const bare = await startBareServer();
  const collector = await startBenchCollector();
  const running: Running = { generator, bare, collector, ledger: { acknowledged: 0 } };
  try {
    await measure(running);
    const { rows, different } = await collector.stopAndCount();
    const { acknowledged } = running.ledger;
    console.log(`Acknowledged ${acknowledged} events; the store holds ${rows}, ${different} different ones.`);
    if (rows !== acknowledged || different !== acknowledged)
      throw new Error('What is stored is not what was acknowledged.');
  } finally {
    generator.close();
    bare.close();
    await collector.remove();
  }
};

const processors = availableParallelism();
const [busy = 0] = loadavg();
console.log(
  `The collector on Node ${process.versions.node}, ${processors} processors; to sync 4 KB to its disk takes ${(await timeSync()).toFixed(1)} ms.`,
);
if (busy > processors / 2)
  console.log(
    `Other programs keep this machine busy (load ${busy.toFixed(1)}): ratios and latencies will be too high. Only what the stages cost is worth reading.`,
  );
if (options.soak) await withProcesses(soakOnly);
else if (options.beside) await withProcesses(besideOnly);
else {
  if (!options.stages) await withProcesses(measureAll);
  sections.push(...(await during('stages', () => measureStages(options.quick))));
}
console.log(`\n${writeTable(sections)}\nTook ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
