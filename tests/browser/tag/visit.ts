import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
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
  /** True to stop the clock: the test moves it. */
  isClockStopped?: boolean;
}

export interface Visit {
  pages: Pages;
  page: Page;
  context: BrowserContext;
  /** Another tab of the same visitor. */
  openTab(path?: string): Promise<Page>;
}

/** A new visitor, with a browser profile of their own, opens a page. A fault of the SDK that reaches the page fails the test. */
export const visit = async (visiting: VisitOptions): Promise<Visit> => {
  const { path = '/', context: options = {}, before, isClockStopped = false, ...site } = visiting;
  const pages = await openPages(site);
  const context = await browser.newContext(options);
  if (before) await context.addInitScript(before);
  if (isClockStopped) {
    const now = Date.now();
    await context.clock.install({ time: now });
    await context.clock.pauseAt(now + 1000);
  }
  onTestFinished(async () => {
    await context.close();
    await pages.close();
  });
  const openTab = async (at = '/') => {
    const page = await context.newPage();
    await page.goto(pages.url + at);
    return page;
  };
  return { pages, context, page: await openTab(path), openTab };
};

/** Waits until `assertion` holds; its failure shows what did arrive. */
export const eventually = (assertion: () => void, timeout = 10_000) => vi.waitFor(assertion, { timeout, interval: 25 });

/** The tag's API in a page. */
export type TagWindow = Window & { telltale: import('@telltale/sdk').Telltale };

/** Records an event after all that came before and waits until it has arrived: what has not by then was not recorded. */
export const mark = async (pages: Pages, page: Page, name = 'marker'): Promise<void> => {
  await page.evaluate((marker) => (window as unknown as TagWindow).telltale.track(marker), name);
  await eventually(() => expect(pages.events('custom').map(({ properties }) => properties.name)).toContain(name));
};

const STEP_MS = 2000;

/**
 * Moves a stopped clock. In steps, each followed by a request of the page's own, so that what the tag sends in between is
 * answered in its time; what has not arrived afterwards was not sent.
 */
export const letTimePass = async (page: Page, ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= STEP_MS) {
    await page.clock.runFor(Math.min(left, STEP_MS));
    await page.evaluate(() => fetch('/'));
  }
};

/** The visitor leaves: what the page still had to say is sent as it is by a closing tab. */
export const leave = async (page: Page): Promise<void> => {
  await page.goto('about:blank');
};

/** Lets the browser lay out and tell what is seen. */
export const settle = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(document.documentElement);
      }),
  );
