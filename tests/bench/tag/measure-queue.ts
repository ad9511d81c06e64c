import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { alternating } from '../lib/alternating.ts';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { type Rounds, roundsOf } from '../lib/rounds.ts';
import { spreadOf } from '../lib/spread.ts';
import type { BuiltTag } from './compose-tag.ts';
import { openBenchPages } from './open-bench-pages.ts';
import { type BenchVisit, openVisit } from './open-visit.ts';

const CLICKS = 200;
const QUEUED = 1000;

/** Long enough for every click to be decided and queued: the page reacts to each at once. */
const DECIDED_AFTER_MS = 1500;

/** The µs a click costs by itself: CPU while clicking, less CPU of as long a time without a click. */
const clickUs = async ({ page, mainThread }: BenchVisit): Promise<number> => {
  await page.evaluate(`bench.prepareClicks(${CLICKS})`);
  const start = (await mainThread()).taskMs;
  await wait(DECIDED_AFTER_MS);
  const idle = (await mainThread()).taskMs;
  await page.evaluate('bench.dispatchClicks()');
  await wait(DECIDED_AFTER_MS);
  const end = (await mainThread()).taskMs;
  return ((end - idle - (idle - start)) / CLICKS) * 1000;
};

/** What a click and an event cost while the collector is unreachable: with nothing queued, and with 1,000 events queued. */
export const measureQueue = async (browser: Browser, built: BuiltTag, rounds: Rounds): Promise<BenchRow[]> => {
  const figures = {
    click: { empty: [] as number[], full: [] as number[], ratio: [] as number[] },
    event: { empty: [] as number[], full: [] as number[], ratio: [] as number[] },
  };
  const [reachable, unreachable] = await Promise.all([openBenchPages(built), openBenchPages(built)]);
  try {
    for (const round of roundsOf(rounds)) {
      reachable.setReachable(true);
      unreachable.setReachable(false);
      const visits = new Map<'empty' | 'full', BenchVisit>();
      for (const state of alternating(['empty', 'full'] as const, round)) {
        const visit = await openVisit(browser, (state === 'empty' ? reachable : unreachable).url);
        visits.set(state, visit);
        // The same in both, so that both have compiled the same code: here they are taken, there they stay.
        await visit.page.evaluate(`bench.track(${QUEUED})`);
      }
      for (let waited = 0; reachable.received('custom') < QUEUED * (round + 1); waited++) {
        if (waited > 200) throw new Error(`${reachable.received('custom')} of ${QUEUED} events arrived within 10 s.`);
        await wait(50);
      }
      reachable.setReachable(false);
      const measured = new Map<string, { click: number; event: number }>();
      await Promise.all(
        [...visits].map(async ([state, visit]) => {
          const click = await clickUs(visit);
          measured.set(state, { click, event: ((await visit.cpuMsOf('bench.track(100)')) / 100) * 1000 });
          await visit.close();
        }),
      );
      const [empty, full] = [measured.get('empty'), measured.get('full')];
      if (!empty || !full) continue;
      for (const one of ['click', 'event'] as const) {
        figures[one].empty.push(empty[one]);
        figures[one].full.push(full[one]);
        figures[one].ratio.push(full[one] / empty[one]);
      }
    }
  } finally {
    await Promise.all([reachable.close(), unreachable.close()]);
  }
  const row = (what: string, values: number[], more = {}) =>
    benchRow({ what, value: spreadOf(values), unit: 'µs', ...more });
  return [
    row('a click, queue empty', figures.click.empty, { note: 'all its work, also what follows' }),
    row('a click, 1,000 queued', figures.click.full),
    row('  ratio', figures.click.ratio, { unit: '×', digits: 2, atMost: 1.25 }),
    row('an event by the API, queue empty', figures.event.empty),
    row('an event by the API, 1,000 queued', figures.event.full, { note: 'full: each pushes out the oldest, counted' }),
  ];
};
