/** `pnpm bench:ingest`: what an event costs on its way into the store, beside its goals. `--quick` measures less often, `--stages` stages alone. */
import { loadavg } from 'node:os';
import type { BenchRow } from '../lib/bench-row.ts';
import { type BenchSection, writeTable } from '../lib/write-table.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { measureCost } from './measure-cost.ts';
import { measureStages } from './measure-stages.ts';
import { startBareServer } from './start-bare-server.ts';
import { startBenchCollector } from './start-bench-collector.ts';

const isQuick = process.argv.includes('--quick');
const isStagesOnly = process.argv.includes('--stages');
const begun = performance.now();
const sections: BenchSection[] = [];

/** Says what is going on, apart from the table. */
const during = async <Result>(what: string, run: () => Promise<Result>): Promise<Result> => {
  const from = performance.now();
  const result = await run();
  console.error(`${what}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return result;
};
const add = async (title: string, measure: () => Promise<BenchRow[]>) =>
  void sections.push({ title, rows: await during(title, measure) });

console.log(`The collector on Node ${process.versions.node}; load of this machine ${loadavg()[0]?.toFixed(1)}.`);

const measureRunning = async () => {
  const generator = await startLoadGenerator();
  const bare = await startBareServer();
  const collector = await startBenchCollector();
  const ledger = { acknowledged: 0 };
  try {
    await add('CPU of an event, from request to stored', () =>
      measureCost(
        { generator, bare, collector, ledger },
        isQuick
          ? { rounds: 2, bareMs: 700, collectorMs: 1_500, connections: 64 }
          : { rounds: 6, bareMs: 1_500, collectorMs: 4_000, connections: 64 },
      ),
    );
    const { rows, different } = await collector.stopAndCount();
    console.log(`Acknowledged ${ledger.acknowledged} events; the store holds ${rows}, ${different} different ones.`);
  } finally {
    generator.close();
    bare.close();
    await collector.remove();
  }
};

if (!isStagesOnly) await measureRunning();
sections.push(...(await during('stages', () => measureStages(isQuick))));
console.log(`\n${writeTable(sections)}\nTook ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
