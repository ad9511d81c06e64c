import { fill, type GroundTruth } from '@telltale/demo-site';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import { type DashboardBrowser, openDashboardBrowser } from './dashboard-browser.ts';

/** The demo shop's site. */
export const DEMO = 'demo';

/** What a reader of each language sees: the browser's locale, and the numbers in it. */
export const readers = [
  { language: 'en', locale: 'en-GB' },
  { language: 'ar', locale: 'ar-EG' },
] as const;

/** A reader of the dashboard. */
export type Reader = (typeof readers)[number];

/** The days that `?range=30d` means: what the panels ask when nothing else is said. */
export const lastDays = { last: 30, unit: 'day' } as const;

/** The demo with its seeded crowd, and a browser on its dashboard. */
export interface DemoDashboard extends DashboardBrowser {
  collector: TestCollector;
  /** What right answers must say about the crowd's sixty days. */
  truth: GroundTruth;
  /** Asks the API. */
  ask<Result>(kind: string, definition: object): Promise<Result>;
  /** Opens a panel as a reader does, in the reader's one browser; `own` is its own part of the address. Close the page. */
  openPanel(panel: string, reader: Reader, options?: PanelOptions): Promise<Page>;
}

interface PanelOptions {
  /** Default: the demo's. */
  site?: string;
  own?: object;
  /** More of the query string, such as `range=90d`. */
  query?: string;
  width?: number;
  theme?: 'light' | 'dark';
}

const VISITORS = 400;

/** A panel's address. */
const panelPath = (
  panel: string,
  { language }: Reader,
  { site = DEMO, own, query = '' }: PanelOptions = {},
): string => {
  const packed = own ? `&own=${Buffer.from(JSON.stringify(own)).toString('base64url')}` : '';
  return `/sites/${site}/${panel}?lang=${language}${packed}${query && `&${query}`}`;
};

/** Starts the demo with a crowd; the same one each time. */
export const openDemoDashboard = async (): Promise<DemoDashboard> => {
  const collector = await startTestCollector({ settings: { DEMO: 'true' } });
  await collector.whenReady;
  // Whole days, whatever the hour is: what happened in a day does not hang on when this runs.
  const nowMs = new Date().setHours(0, 0, 0, 0) - 3_600_000;
  const { accepted, rejected, truth } = await fill({
    collectUrl: `${collector.url}/e`,
    siteKey: DEMO,
    visitors: VISITORS,
    nowMs,
  });
  expect(rejected).toBe(0);
  expect(accepted).toBeGreaterThan(1000);
  const ask: DemoDashboard['ask'] = async <Result>(kind: string, definition: object) =>
    (await collector.ask(DEMO, kind, definition)) as Result;
  const events = { range: { last: 90, unit: 'day' }, series: [{ events: [{ kind: 'any' }], aggregation: 'count' }] };
  await vi.waitFor(
    async () => {
      const { lines } = await ask<{ lines: { total: number }[] }>('trend', events);
      expect(lines[0]?.total).toBe(truth.events);
    },
    { timeout: 30_000, interval: 100 },
  );
  const browser = await openDashboardBrowser(collector);
  const contexts = new Map<string, Promise<BrowserContext>>();
  return {
    ...browser,
    collector,
    truth,
    ask,
    openPanel: async (panel, reader, options = {}) => {
      const { theme = 'light', width } = options;
      const look = `${reader.locale} ${theme}`;
      const context = contexts.get(look) ?? browser.signedIn({ locale: reader.locale, theme });
      contexts.set(look, context);
      const page = await (await context).newPage();
      if (width) await page.setViewportSize({ width, height: 900 });
      await page.goto(`${collector.url}${panelPath(panel, reader, options)}`);
      return page;
    },
  };
};

/** A number as a reader sees it. */
export const numberFor = ({ locale }: Reader, value: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);

/** How many visitors a list says that it has, in English. */
export const visitorsText = (count = 0): string =>
  count === 1 ? '1 visitor' : `${numberFor(readers[0], count)} visitors`;

/** A ratio as a reader sees it. */
export const percentFor = ({ locale }: Reader, ratio: number): string =>
  new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: ratio > 0 && ratio < 0.1 ? 1 : 0,
  }).format(ratio);

/** An amount as a reader sees it. */
export const moneyFor = ({ locale }: Reader, amount: string, currency: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as `${number}`);

/** What stands in each row of a table, the name of the row first. */
export const cellsOf = async (page: Page, name: string): Promise<string[][]> => {
  const rows = page.getByRole('table', { name, exact: true }).locator('tbody tr');
  await rows.first().waitFor();
  return Promise.all((await rows.all()).map((row) => row.locator('th, td').allInnerTexts()));
};
