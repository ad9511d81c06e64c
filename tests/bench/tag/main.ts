/** `pnpm bench:tag`: what the tag weighs, costs and sends, beside its goals. `--quick` measures less often. */
import { loadavg } from 'node:os';
import type { BenchRow } from '../lib/bench-row.ts';
import { openBenchBrowser } from '../lib/open-bench-browser.ts';
import { writeTable } from '../lib/write-table.ts';
import { readBuiltTag } from './compose-tag.ts';
import { measureBlocking } from './measure-blocking.ts';
import { measureClicks } from './measure-clicks.ts';
import { measureNetwork } from './measure-network.ts';
import { measureQueue } from './measure-queue.ts';
import { measureStartUp } from './measure-start-up.ts';
import { openBenchPages } from './open-bench-pages.ts';
import { weighTag } from './sizes.ts';

const isQuick = process.argv.includes('--quick');
const times = isQuick
  ? { loads: 3, clicks: 1, queue: 1, traces: 1, visits: 2 }
  : { loads: 15, clicks: 5, queue: 3, traces: 3, visits: 5 };

const built = await readBuiltTag();
const pages = await openBenchPages(built);
const { browser, name } = await openBenchBrowser();
const begun = performance.now();
console.log(
  `The built tag in ${name}, Node ${process.versions.node}; load of this machine ${loadavg()[0]?.toFixed(1)}.`,
);
/** Says what is going on, apart from the table. */
const during = async (what: string, rows: Promise<BenchRow[]>): Promise<BenchRow[]> => {
  const from = performance.now();
  const measured = await rows;
  console.error(`${what}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return measured;
};
try {
  const sections = [
    { title: 'Size, brotli-11', rows: weighTag(built) },
    { title: 'Network', rows: await during('network', measureNetwork(browser, built, times.visits)) },
    {
      title: 'Main thread, CPU over the same page without a tag',
      rows: await during('start-up', measureStartUp(browser, pages, times.loads)),
    },
    { title: '', rows: await during('clicks', measureClicks(browser, pages, times.clicks)) },
    { title: 'Queue, collector unreachable', rows: await during('queue', measureQueue(browser, built, times.queue)) },
    { title: 'Blocking, by the trace', rows: await during('blocking', measureBlocking(browser, pages, times.traces)) },
  ];
  console.log(`\n${writeTable(sections)}\n
CPU: the main thread's own clock (DevTools Performance.getMetrics TaskDuration, threadTicks), each load a new profile, with and
without the tag in turns, differences pair by pair. At 4× the processor is slowed down to a quarter (Emulation.setCPUThrottlingRate),
so the same goal takes four times as long. Start-up: until the first page view is answered. Figures of other products were
measured earlier on a quiet machine of this kind, not in this run: compare them with the yardstick in mind.
Took ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
} finally {
  await browser.close();
  await pages.close();
}
