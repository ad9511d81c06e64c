import type { Browser } from 'playwright-core';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { compareVisits } from './compare-visits.ts';
import type { BenchPages } from './open-bench-pages.ts';

/** By then the first page view has been sent (after one second) and answered. */
const SETTLED_AFTER_MS = 1600;

/** CPU of the main thread from navigation until the first page view is answered. */
export const measureStartUp = async (
  browser: Browser,
  { bareUrl, url, yardstickUrl }: BenchPages,
  rounds: number,
): Promise<BenchRow[]> => {
  const compared = await compareVisits(browser, {
    variants: { bare: bareUrl, tagged: url, yardstick: yardstickUrl },
    throttles: [1, 4],
    rounds,
    waitMs: 0,
    act: async () => undefined,
    settleMs: SETTLED_AFTER_MS,
    read: async ({ mainThread }) => ({ ...(await mainThread()) }),
  });
  const rowsAt = (throttle: number): BenchRow[] => {
    const row = (what: string, variant: 'tagged' | 'yardstick', figure: 'taskMs' | 'scriptMs', more = {}) =>
      benchRow({ what, value: compared.extra(variant, 'bare', throttle, figure), unit: 'ms', digits: 1, ...more });
    const bareMs = compared.of('bare', throttle, 'taskMs').median.toFixed(0);
    const others = throttle === 1 ? ' · Umami 7.2 · Plausible 7.9 · Rybbit 10.2 · PostHog 94' : '';
    return [
      row(`start-up, ${throttle}×`, 'tagged', 'taskMs', {
        atMost: 6 * throttle,
        note: `bare page ${bareMs} ms${others}`,
      }),
      row('  of which inside scripts', 'tagged', 'scriptMs'),
      row('  yardstick', 'yardstick', 'taskMs', {
        note: throttle === 1 ? 'a script that does nothing but post one text' : '',
      }),
    ];
  };
  return [...rowsAt(1), ...rowsAt(4)];
};
