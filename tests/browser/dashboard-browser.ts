import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { signIn, type TestCollector } from '../fixtures/collector.ts';

export interface OpenOptions {
  locale?: string;
  width?: number;
  theme?: 'light' | 'dark';
}

/** A real browser on a collector's dashboard. */
export interface DashboardBrowser {
  /** A page of a browser that is signed in; whatever it complains about fails `close`. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** A browser that is signed in. */
  signedIn(options?: OpenOptions): Promise<BrowserContext>;
  /** A browser that is not. */
  context(options?: OpenOptions): Promise<BrowserContext>;
  /** Closes the browser and removes the collector. */
  close(): Promise<void>;
}

/** Opens a browser on a collector's dashboard. */
export const openDashboardBrowser = async (collector: TestCollector): Promise<DashboardBrowser> => {
  const browser = await openBrowser();
  const complaints: string[] = [];
  let cookie: Promise<string> | undefined;

  const context: DashboardBrowser['context'] = async ({ locale = 'en-GB', width = 1280, theme = 'light' } = {}) => {
    const opened = await browser.newContext({ locale, viewport: { width, height: 900 }, colorScheme: theme });
    opened.on('response', async (response) => {
      if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()} ${await response.text()}`);
    });
    opened.on('page', (page) => {
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // What the collector refuses on purpose is reported by the browser too.
        if (message.type() === 'error' && !/status of 40[019]|ERR_CONNECTION_REFUSED/.test(message.text()))
          complaints.push(message.text());
      });
    });
    return opened;
  };

  const signedIn: DashboardBrowser['signedIn'] = async (options) => {
    const opened = await context(options);
    cookie ??= signIn(collector);
    const [name = '', value = ''] = (await cookie).split('=');
    await opened.addCookies([{ name, value, url: collector.url }]);
    return opened;
  };

  return {
    context,
    signedIn,
    open: async (path, options) => {
      const page = await (await signedIn(options)).newPage();
      await page.goto(`${collector.url}${path}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await collector.remove();
      expect(complaints).toEqual([]);
    },
  };
};

/** The file that a press on something saves. */
export const savedBytes = async (page: Page, press: () => Promise<void>): Promise<Buffer> => {
  const [saved] = await Promise.all([page.waitForEvent('download'), press()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await saved.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** The text file that a press on something saves, without the mark that spreadsheets need. */
export const savedText = async (page: Page, press: () => Promise<void>): Promise<string> =>
  (await savedBytes(page, press)).toString('utf8').replace(/^\uFEFF/, '');
