import type { Browser } from 'playwright-core';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { compareVisits } from './compare-visits.ts';
import type { BenchPages } from './open-bench-pages.ts';

const CLICKS = 1000;

/** The first page view is away by then, so that it is not counted with the clicks. */
const FIRST_SENT_MS = 1500;

/** By then every click is decided, because the page reacts to it, and sent in two batches. */
const DECIDED_AFTER_MS = 3500;

/** A thousand clicks in one task: what the visitor waits for (the handlers), and all that follows. */
export const measureClicks = async (browser: Browser, pages: BenchPages, rounds: number): Promise<BenchRow[]> => {
  const throttles = [1, 4];
  const before = pages.received('click');
  const compared = await compareVisits(browser, {
    variants: { bare: pages.bareUrl, tagged: pages.url },
    throttles,
    rounds,
    waitMs: FIRST_SENT_MS,
    async act({ page, mainThread, cpuMsOf }) {
      await page.evaluate(`bench.prepareClicks(${CLICKS})`);
      const { taskMs: fromMs } = await mainThread();
      return { fromMs, handlersMs: await cpuMsOf('bench.dispatchClicks()') };
    },
    settleMs: DECIDED_AFTER_MS,
    read: async ({ mainThread }, { fromMs, handlersMs }) => ({
      handlersMs,
      totalMs: (await mainThread()).taskMs - fromMs,
    }),
  });
  const recorded = Math.round((pages.received('click') - before) / (rounds * throttles.length));
  return throttles.flatMap((throttle) => {
    const value = (figure: 'handlersMs' | 'totalMs') => compared.extra('tagged', 'bare', throttle, figure);
    return [
      benchRow({
        what: `1,000 clicks, handlers, ${throttle}×`,
        value: value('handlersMs'),
        unit: 'ms',
        digits: 1,
        atMost: 20 * throttle,
        note: throttle === 1 ? 'Umami 14 · Rybbit 15 · Plausible 22 · Clarity 94 · PostHog 519 · Mixpanel 22,727' : '',
      }),
      benchRow({
        what: '  with all that follows',
        value: value('totalMs'),
        unit: 'ms',
        digits: 1,
        note: throttle === 1 ? `${recorded.toLocaleString('en')} of ${CLICKS.toLocaleString('en')} arrived` : '',
      }),
    ];
  });
};
