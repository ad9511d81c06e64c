import type { Browser } from 'playwright-core';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import type { Rounds } from '../lib/rounds.ts';
import { compareVisits } from './compare-visits.ts';
import type { BenchPages } from './open-bench-pages.ts';

/** By then the first page view has been sent (after one second) and answered. */
const SETTLED_AFTER_MS = 1600;

/** CPU of the main thread from navigation until the first page view is answered. */
export const measureStartUp = async (
  browser: Browser,
  { bareUrl, url, yardstickUrl }: BenchPages,
  { rounds, throttle }: { rounds: Rounds; throttle: number },
): Promise<BenchRow[]> => {
  const compared = await compareVisits(browser, {
    variants: { bare: bareUrl, tagged: url, yardstick: yardstickUrl },
    throttle,
    rounds,
    waitMs: 0,
    act: async () => undefined,
    settleMs: SETTLED_AFTER_MS,
    read: async ({ mainThread }) => ({ ...(await mainThread()) }),
  });
  const row = (what: string, variant: 'tagged' | 'yardstick', figure: 'taskMs' | 'scriptMs', more = {}) =>
    benchRow({ what, value: compared.extra(variant, 'bare', figure), unit: 'ms', digits: 1, ...more });
  const isFull = throttle === 1;
  const bare = `bare page ${compared.of('bare', 'taskMs').median.toFixed(0)} ms`;
  return [
    row(`start-up, ${throttle}×`, 'tagged', 'taskMs', {
      atMost: 6 * throttle,
      note: isFull ? `${bare} · Umami 7.2 · Plausible 7.9 · Rybbit 10.2 · PostHog 94` : bare,
    }),
    row('  of which inside scripts', 'tagged', 'scriptMs'),
    row('  yardstick', 'yardstick', 'taskMs', { note: isFull ? 'a script that does nothing but post one text' : '' }),
  ];
};
