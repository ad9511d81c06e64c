import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPages, type Pages } from '../../fixtures/pages.ts';
import { type FullBrowser, fullChromium, openFullBrowser } from './full-chromium.ts';
import { eventually, leave, letTimePass, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const site = {
  pages: { '/': '<h1 id="title">A large heading</h1><button id="go">go</button>', '/next': 'next' },
  config: { recorders: ['page-view' as const, 'web-vitals' as const, 'custom' as const] },
};

const pieces = ({ requests }: Pages) => requests.filter(({ path }) => path === '/t-vitals.js');

const metrics = (pages: Pages) => pages.events('web_vital').map(({ properties }) => properties.metric);

describe('web vitals', () => {
  it('are measured by a piece that is loaded after five seconds, and told when the page is left', async () => {
    const { pages, page } = await visit(site);
    await mark(pages, page);
    expect(pieces(pages)).toEqual([]);
    await eventually(() => expect(pieces(pages)).toHaveLength(1));
    await page.waitForLoadState('networkidle');
    await page.click('#go');
    await mark(pages, page, 'clicked');
    await leave(page);
    await eventually(() => expect(metrics(pages)).toEqual(expect.arrayContaining(['TTFB', 'FCP', 'LCP', 'CLS'])));
    const vitals = Object.fromEntries(
      pages.events('web_vital').map(({ properties }) => [properties.metric, properties]),
    );
    expect(vitals.LCP).toMatchObject({ rating: 'good', durationMs: expect.any(Number), target: '#title' });
    expect(vitals.CLS).toMatchObject({ shiftScore: 0 });
    expect(vitals.LCP).not.toHaveProperty('shiftScore');
    expect(metrics(pages)).toHaveLength(new Set(metrics(pages)).size);
  });

  it('are none of a visit shorter than that', async () => {
    const { pages, page } = await visit({ ...site, isClockStopped: true });
    await letTimePass(page, 4900);
    await page.evaluate(() => (window as unknown as TagWindow).telltale.track('leaving'));
    await leave(page);
    await eventually(() => expect(pages.events('custom')).toHaveLength(1));
    expect(pieces(pages)).toEqual([]);
    expect(pages.events('web_vital')).toEqual([]);
  });

  it('are not loaded beside a page that is still loading', async () => {
    const { pages, page, context } = await visit({
      ...site,
      pages: { '/blank': '<!doctype html>', '/': '<h1>Slow</h1><img src="/slow.png" alt="">' },
      path: '/blank',
      isClockStopped: true,
    });
    let answer = () => {};
    await context.route('**/slow.png', (route) => {
      answer = () => void route.fulfill({ status: 404 });
    });
    await page.goto(`${pages.url}/`, { waitUntil: 'domcontentloaded' });
    await letTimePass(page, 12_000);
    expect(pages.events('page_view')).toHaveLength(1);
    expect(pieces(pages)).toEqual([]);
    answer();
    await page.waitForLoadState('load');
    await letTimePass(page, 6000);
    await eventually(() => expect(pieces(pages)).toHaveLength(1));
  });

  it('belong to the page view that was loaded, wherever the visitor is by then, and nothing else does', async () => {
    const { pages, page } = await visit(site);
    await mark(pages, page, 'loaded');
    await page.evaluate(() => history.pushState({}, '', '/app/next'));
    await eventually(() => expect(metrics(pages)).toEqual(expect.arrayContaining(['TTFB', 'FCP'])));
    await mark(pages, page, 'next');
    await leave(page);
    await eventually(() => expect(metrics(pages)).toEqual(expect.arrayContaining(['TTFB', 'FCP', 'LCP', 'CLS'])));
    const [loaded, next] = pages.events('page_view').map(({ envelope }) => envelope);
    for (const { envelope } of pages.events('web_vital'))
      expect(envelope).toMatchObject({ pageId: loaded?.pageId, url: `${pages.url}/`, sessionId: loaded?.sessionId });
    expect(pages.events('custom').map(({ envelope }) => envelope.pageId)).toEqual([loaded?.pageId, next?.pageId]);
  });

  it('link nobody to the visitor before reset or consent', async () => {
    const { pages, page } = await visit({ ...site, config: { ...site.config, isCookieless: true } });
    await mark(pages, page, 'before');
    await page.evaluate(() => {
      history.pushState({}, '', '/app/next');
      (window as unknown as TagWindow).telltale.consent('granted');
    });
    await mark(pages, page, 'after');
    await eventually(() => expect(metrics(pages)).toEqual(expect.arrayContaining(['TTFB', 'FCP'])));
    const [before, after] = pages.events('custom').map(({ envelope }) => envelope);
    expect(after?.pageId).not.toBe(before?.pageId);
    for (const { envelope } of pages.events('web_vital')) {
      expect(envelope).toMatchObject({ visitorId: after?.visitorId, url: `${pages.url}/` });
      expect(envelope.pageId).not.toBe(before?.pageId);
    }
  });
});

if (!fullChromium) console.info('Skipped: web vitals after the back/forward cache need a full Chromium on PATH.');

describe.skipIf(!fullChromium)('web vitals of a page restored from the back/forward cache', () => {
  let browser: FullBrowser;

  beforeAll(async () => {
    browser = await openFullBrowser(fullChromium ?? '');
  });
  afterAll(() => browser.close());

  it('are measured anew and belong to the page view of the restore; the first ones stay with the first', async () => {
    const pages = await openPages(site);
    const tab = await browser.openTab();
    onTestFinished(async () => {
      await tab.close();
      await pages.close();
    });
    await tab.open(`${pages.url}/`);
    await tab.show();
    await eventually(() => expect(metrics(pages)).toEqual(expect.arrayContaining(['TTFB', 'FCP'])));
    await tab.evaluate("addEventListener('pageshow', ({ persisted }) => { isRestored = persisted })");
    await tab.open(`${pages.url}/next`);
    await eventually(() => expect(metrics(pages)).toEqual(expect.arrayContaining(['LCP', 'CLS'])));
    const first = metrics(pages).length;
    await tab.evaluate('history.back()');
    await expect.poll(() => tab.evaluate('location.pathname').catch(() => '')).toBe('/');
    expect(await tab.evaluate('isRestored')).toBe(true);
    await eventually(() => expect(metrics(pages).slice(first)).toEqual(expect.arrayContaining(['FCP', 'LCP'])));
    const views = pages.events('page_view');
    expect(views.map(({ properties }) => properties.navigation)).toEqual(['load', 'load', 'restore']);
    const places = pages.events('web_vital').map(({ envelope }) => envelope.pageId);
    expect(new Set(places.slice(0, first))).toEqual(new Set([views[0]?.envelope.pageId]));
    expect(new Set(places.slice(first))).toEqual(new Set([views[2]?.envelope.pageId]));
  });
});
