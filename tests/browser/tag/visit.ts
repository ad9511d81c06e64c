import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { openBrowser } from '../../fixtures/browser.ts';
import { openPages, type Pages, type PagesOptions } from '../../fixtures/pages.ts';

let browser: Browser;

/** Opens one browser for the tests of a file. */
export const useBrowser = (): void => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
};

export interface VisitOptions extends PagesOptions {
  path?: string;
  context?: BrowserContextOptions;
  /** Runs in every page before anything else does. */
  before?: () => void;
}

export interface Visit {
  pages: Pages;
  page: Page;
  /** Another tab of the same visitor. */
  openTab(path?: string): Promise<Page>;
}

/** A new visitor, with a browser profile of their own, opens a page. */
export const visit = async ({ path = '/', context: options = {}, before, ...site }: VisitOptions): Promise<Visit> => {
  const pages = await openPages(site);
  const context = await browser.newContext(options);
  if (before) await context.addInitScript(before);
  const faults: string[] = [];
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  onTestFinished(async () => {
    await context.close();
    await pages.close();
  });
  const openTab = async (at = '/') => {
    const page = await context.newPage();
    await page.goto(pages.url + at);
    return page;
  };
  return { pages, page: await openTab(path), openTab };
};

/** Waits until `assertion` holds; its failure shows what did arrive. */
export const eventually = (assertion: () => void, timeout = 10_000) => vi.waitFor(assertion, { timeout, interval: 25 });

/**
 * Sends an event after everything before it and waits until it arrives: what has not arrived by then was not sent.
 */
export const markAndWait = async ({ pages }: Pick<Visit, 'pages'>, page: Page, name = 'marker'): Promise<void> => {
  await page.evaluate(
    (marker) => (window as unknown as { telltale: { track(name: string): void } }).telltale.track(marker),
    name,
  );
  await eventually(() => expect(pages.events('custom').map(({ properties }) => properties.name)).toContain(name));
};
