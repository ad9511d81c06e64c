import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsOf, openPages, type Pages } from '../../fixtures/pages.ts';
import { type FullBrowser, fullChromium, openFullBrowser, type Tab } from './full-chromium.ts';
import { eventually } from './visit.ts';

if (!fullChromium)
  console.info('Skipped: hidden tabs, back/forward cache and prerendering need a full Chromium on PATH.');

const prerender =
  '<script type="speculationrules">{"prerender":[{"source":"list","urls":["/next"],"eagerness":"immediate"}]}</script>';

describe.skipIf(!fullChromium)('what nobody can see', () => {
  let browser: FullBrowser;
  let pages: Pages;

  beforeAll(async () => {
    browser = await openFullBrowser(fullChromium ?? '');
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    pages = await openPages({
      pages: { '/': '<p data-tt-feature="text">text</p>', '/next': 'next', '/prerendering': prerender },
    });
  });
  const tabs: Tab[] = [];
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
    await pages.close();
  });

  const openTab = async (options = {}) => {
    const tab = await browser.openTab(options);
    tabs.push(tab);
    return tab;
  };

  const views = () =>
    pages
      .events('page_view')
      .map(({ properties, envelope }) => [properties.navigation, envelope.url.replace(pages.url, '')]);

  const mark = async (tab: Tab, name: string) => {
    await tab.evaluate(`telltale.track('${name}')`);
    await eventually(() => expect(pages.events('custom').map(({ properties }) => properties.name)).toContain(name));
  };

  it('is no page view in a background tab until somebody looks at it, and then one', async () => {
    const front = await openTab();
    await front.show();
    const tab = await openTab({ isInBackground: true });
    await tab.open(`${pages.url}/`);
    expect(await tab.evaluate('document.visibilityState')).toBe('hidden');
    await mark(tab, 'hidden');
    expect(views()).toEqual([]);
    await tab.show();
    await mark(tab, 'seen');
    expect(views()).toEqual([['load', '/']]);
    await front.show();
    await tab.show();
    await mark(tab, 'seen again');
    expect(views()).toEqual([['load', '/']]);
  });

  it('is counted once, under the address it has when it is seen, however often it changed before', async () => {
    const front = await openTab();
    await front.show();
    const tab = await openTab({ isInBackground: true });
    await tab.open(`${pages.url}/`);
    await tab.evaluate("history.pushState({}, '', '/one'), history.pushState({}, '', '/two')");
    await tab.show();
    await mark(tab, 'seen');
    expect(views()).toEqual([['load', '/two']]);
  });

  it('adds nothing to engagement or inspection, and what was gathered is sent when the tab is hidden', async () => {
    const front = await openTab();
    const tab = await openTab();
    await tab.open(`${pages.url}/`);
    await tab.show();
    await tab.evaluate('new Promise((resolve) => setTimeout(resolve, 1200))');
    await front.show();
    await eventually(() => expect(pages.events('feature_inspection')).toHaveLength(1));
    await eventually(() => expect(pages.events('page_engagement')).toHaveLength(1));
    await tab.evaluate('new Promise((resolve) => setTimeout(resolve, 2000))');
    await tab.show();
    await tab.evaluate('new Promise((resolve) => setTimeout(resolve, 200))');
    await front.show();
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(1));
    const engagedMs = pages.events('page_engagement').reduce((sum, { properties }) => sum + properties.engagedMs, 0);
    const visibleMs = pages.events('feature_inspection').reduce((sum, { properties }) => sum + properties.visibleMs, 0);
    expect(engagedMs).toBeLessThan(3000);
    expect(visibleMs).toBeLessThan(3000);
  });

  it('sends nothing when it was prerendered and never opened', async () => {
    const tab = await openTab({ url: `${pages.url}/prerendering` });
    // Both the page and the one it prerenders have loaded the tag.
    await eventually(() => expect(pages.requests.filter(({ path }) => path === '/t.js')).toHaveLength(2));
    await eventually(() => expect(views()).toEqual([['load', '/prerendering']]));
    await mark(tab, 'end');
    expect(new Set(pages.events().map(({ envelope }) => envelope.url))).toEqual(new Set([`${pages.url}/prerendering`]));
  });

  it('counts a prerendered page once when it is opened', async () => {
    const tab = await openTab({ url: `${pages.url}/prerendering` });
    await eventually(() => expect(pages.requests.filter(({ path }) => path === '/t.js')).toHaveLength(2));
    await eventually(() => expect(views()).toHaveLength(1));
    await tab.evaluate("location.href = '/next'");
    await eventually(() => expect(views()).toHaveLength(2));
    expect(await tab.evaluate("performance.getEntriesByType('navigation')[0].activationStart")).toBeGreaterThan(0);
    await mark(tab, 'end');
    expect(views()).toEqual([
      ['load', '/prerendering'],
      ['load', '/next'],
    ]);
  });

  const goBack = async (tab: Tab) => {
    await tab.evaluate('history.back()');
    await expect.poll(() => tab.evaluate('location.pathname').catch(() => '')).toBe('/');
  };

  it('counts a page restored from the back/forward cache again, and marks it', async () => {
    const tab = await openTab();
    await tab.open(`${pages.url}/`);
    await eventually(() => expect(views()).toHaveLength(1));
    await tab.evaluate("addEventListener('pageshow', ({ persisted }) => { isRestored = persisted })");
    await tab.open(`${pages.url}/next`);
    await eventually(() => expect(views()).toHaveLength(2));
    await goBack(tab);
    await mark(tab, 'restored');
    expect(await tab.evaluate('isRestored')).toBe(true);
    expect(views()).toEqual([
      ['load', '/'],
      ['load', '/next'],
      ['restore', '/'],
    ]);
    const [first, , restored] = pages.events('page_view');
    expect(restored?.envelope.pageId).not.toBe(first?.envelope.pageId);
    expect(restored?.envelope.visitorId).toBe(first?.envelope.visitorId);
    expect(pages.events('custom')[0]?.envelope.pageId).toBe(restored?.envelope.pageId);
  });

  it('delivers after a restore from the back/forward cache what could not be sent when the page was left', async () => {
    const tab = await openTab();
    await tab.open(`${pages.url}/`);
    await eventually(() => expect(views()).toHaveLength(1));
    pages.answerWith(() => 'disconnect');
    await tab.evaluate("telltale.track('left behind')");
    await tab.open(`${pages.url}/next`);
    await eventually(() => expect(pages.events('custom').length).toBeGreaterThan(0));
    const failed = pages.batches.length;
    pages.answerWith(() => ({ status: 202 }));
    await goBack(tab);
    await eventually(() =>
      expect(eventsOf(pages.batches.slice(failed))).toContainEqual(
        expect.objectContaining({ properties: { name: 'left behind' } }),
      ),
    );
    await mark(tab, 'end');
    const ids = eventsOf(pages.batches.slice(failed)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
