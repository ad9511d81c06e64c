import type { Browser } from 'playwright-core';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import type { Rounds } from '../lib/rounds.ts';
import { compareVisits } from './compare-visits.ts';
import type { BenchPages } from './open-bench-pages.ts';

const CLICKS = 1000;

/** The first page view is away by then, so that it is not counted with the clicks. */
const FIRST_SENT_MS = 1300;

/** By then every click is decided, because the page reacts to it, and sent, a batch a second. */
const DECIDED_AFTER_MS = 5000;

const others = 'Umami 14 · Rybbit 15 · Plausible 22 · Clarity 94 · PostHog 519 · Mixpanel 22,727';

/** A thousand clicks in one task: what the visitor waits for (the handlers), and all that follows. */
export const measureClicks = async (
  browser: Browser,
  pages: BenchPages,
  { rounds, throttle }: { rounds: Rounds; throttle: number },
): Promise<BenchRow[]> => {
  const before = pages.received('click');
  const compared = await compareVisits(browser, {
    variants: { bare: pages.bareUrl, tagged: pages.url },
    throttle,
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
  const handlersMs = compared.extra('tagged', 'bare', 'handlersMs');
  const recorded = Math.round((pages.received('click') - before) / handlersMs.count).toLocaleString('en');
  return [
    benchRow({
      what: `1,000 clicks, handlers, ${throttle}×`,
      value: handlersMs,
      unit: 'ms',
      digits: 1,
      atMost: 20 * throttle,
      note: throttle === 1 ? others : '',
    }),
    benchRow({
      what: '  with all that follows',
      value: compared.extra('tagged', 'bare', 'totalMs'),
      unit: 'ms',
      digits: 1,
      note: `${recorded} of 1,000 arrived`,
    }),
  ];
};
