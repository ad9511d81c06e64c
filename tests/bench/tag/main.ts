/** `pnpm bench:tag`: what the tag weighs, costs and sends, beside its goals. `--quick` measures less often. */
import { loadavg } from 'node:os';
import type { BenchRow } from '../lib/bench-row.ts';
import { openBenchBrowser } from '../lib/open-bench-browser.ts';
import type { Rounds } from '../lib/rounds.ts';
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
/** Together under three minutes, or forty seconds. A busy machine measures less often, down to twice. */
const times: Record<'startUp' | 'clicks' | 'queue' | 'blocking', Rounds> & {
  slow?: Record<'startUp' | 'clicks', Rounds>;
} = isQuick
  ? {
      startUp: { atMost: 3, withinMs: 5000 },
      clicks: { atMost: 2, withinMs: 0 },
      queue: { atMost: 2, withinMs: 0 },
      blocking: { atMost: 1, withinMs: 0 },
    }
  : {
      startUp: { atMost: 20, withinMs: 35_000 },
      clicks: { atMost: 5, withinMs: 20_000 },
      slow: { startUp: { atMost: 10, withinMs: 35_000 }, clicks: { atMost: 3, withinMs: 15_000 } },
      queue: { atMost: 4, withinMs: 12_000 },
      blocking: { atMost: 3, withinMs: 12_000 },
    };

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
  const { slow } = times;
  const sections = [
    { title: 'Size, brotli-11', rows: weighTag(built) },
    {
      title: 'Main thread, CPU over the same page without a tag',
      rows: [
        ...(await during('start-up', measureStartUp(browser, pages, { rounds: times.startUp, throttle: 1 }))),
        ...(slow
          ? await during('start-up 4×', measureStartUp(browser, pages, { rounds: slow.startUp, throttle: 4 }))
          : []),
        ...(await during('clicks', measureClicks(browser, pages, { rounds: times.clicks, throttle: 1 }))),
        ...(slow ? await during('clicks 4×', measureClicks(browser, pages, { rounds: slow.clicks, throttle: 4 })) : []),
      ],
    },
    { title: 'Queue, collector unreachable', rows: await during('queue', measureQueue(browser, built, times.queue)) },
  ];
  // Both count, so they do not disturb each other.
  const [blocking, network] = await Promise.all([
    during('blocking', measureBlocking(browser, pages, times.blocking)),
    during('network', measureNetwork(browser, built, isQuick ? 2 : 5)),
  ]);
  sections.push({ title: 'Blocking, by the trace', rows: blocking }, { title: 'Network', rows: network });
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
