import { createHash } from 'node:crypto';
import { expect, vi } from 'vitest';
import { CHROME, startTestCollector, type TestCollector, wireBatch } from '../fixtures/collector.ts';
import { type DashboardBrowser, openDashboardBrowser } from './dashboard-browser.ts';

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

export const DAY_MS = 86_400_000;

/** Long enough ago that the usual time to convert is over, and inside the last 30 days. */
const LONG_AGO_MS = 20 * DAY_MS;
const LATELY_MS = 2 * DAY_MS;

interface Crowd {
  name: string;
  size: number;
  agoMs: number;
  isPhone?: boolean;
  /** The query string of the first page. */
  search?: string;
  /** How far they go. */
  until: 'page' | 'checkout' | 'purchase';
  money?: { amount: string; currency: string };
  /** A trait that the site tells once they are customers. */
  plan?: string;
}

/** Twenty visitors whose story is known. */
const crowds: readonly Crowd[] = [
  { name: 'buyer', size: 3, agoMs: LONG_AGO_MS, until: 'purchase', money: { amount: '20.10', currency: 'EUR' } },
  {
    name: 'email-buyer',
    size: 2,
    agoMs: LONG_AGO_MS,
    isPhone: true,
    search: '?utm_medium=email&utm_source=letter',
    until: 'purchase',
    money: { amount: '100.00', currency: 'SAR' },
    plan: 'pro',
  },
  { name: 'abandoner', size: 3, agoMs: LONG_AGO_MS, until: 'checkout' },
  { name: 'looker', size: 4, agoMs: LONG_AGO_MS, isPhone: true, until: 'page' },
  { name: 'hesitant', size: 2, agoMs: LATELY_MS, until: 'checkout' },
  { name: 'newcomer', size: 6, agoMs: LATELY_MS, until: 'page' },
];

/** What the dashboard must say about them. */
export const known = {
  visitors: 20,
  purchases: 5,
  eur: '60.30',
  sar: '200.00',
  emailVisitors: 2,
  phoneVisitors: 6,
  funnel: {
    entered: 20,
    reached: [20, 10, 5],
    dropped: [4, 3, 0],
    open: [6, 2, 0],
  },
} as const;

const id64 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Today's: visits are as old as they are at noon, so that their minutes lie on one day, whatever the hour is. */
export const noonMs = new Date().setHours(12, 0, 0, 0);

const visit = (site: string, { name, agoMs, search = '', until, money, plan }: Crowd, index: number) => {
  const visitor = `${name} ${index}`;
  const begunAt = noonMs - agoMs + index * 60_000;
  let seq = 0;
  const event = (kind: string, properties: object = {}) => ({
    id: id64(`event ${visitor} ${seq}`),
    kind,
    at: begunAt + seq * 1000,
    seq: seq++,
    properties,
  });
  const events = [
    event('page_view'),
    ...(until === 'page' ? [] : [event('checkout_step', { checkoutId: visitor, step: 'delivery' })]),
    ...(money ? [event('purchase', { orderId: visitor, value: money })] : []),
    ...(plan ? [event('identify', { customerId: visitor, traits: { plan } })] : []),
  ];
  return wireBatch(site, events, {
    visitorId: id64(visitor),
    sessionId: id64(`session ${visitor}`),
    pageId: id64(`page ${visitor}`),
    url: `https://shop.example/${until === 'page' ? 'about' : 'cart'}${search}`,
    language: 'en',
  });
};

/** A real collector with twenty known visitors in it, and a real browser. */
export interface Dashboard extends DashboardBrowser {
  collector: TestCollector;
  siteId: string;
  siteKey: string;
}

/** Fills a new collector with the known visitors, unless told to leave it empty. */
export const openDashboard = async ({ isEmpty = false } = {}): Promise<Dashboard> => {
  const collector = await startTestCollector();
  await collector.whenReady;
  const [site] = collector.sites();
  if (!site?.publicKeys[0]) throw new Error('The collector made no first site.');
  const { id: siteId } = site;
  const siteKey = site.publicKeys[0];

  if (!isEmpty) {
    for (const crowd of crowds)
      for (let index = 0; index < crowd.size; index++) {
        const response = await collector.send(visit(siteKey, crowd, index), {
          'user-agent': crowd.isPhone ? PHONE : CHROME,
        });
        expect(response.status).toBe(202);
      }
    const question = {
      range: { last: 30, unit: 'day' },
      series: [{ events: [{ kind: 'page_view' }], aggregation: 'visitors' }],
    };
    await vi.waitFor(
      async () => {
        const { lines } = (await collector.ask(siteId, 'trend', question)) as { lines: { total: number }[] };
        expect(lines[0]?.total).toBe(known.visitors);
      },
      { timeout: 45_000, interval: 100 },
    );
  }

  return { collector, siteId, siteKey, ...(await openDashboardBrowser(collector)) };
};
