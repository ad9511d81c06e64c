import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Firefox, type FirefoxOptions, type FirefoxTab, firefox, openFirefox } from '../../fixtures/firefox.ts';
import { openPages, type Pages, type PagesOptions } from '../../fixtures/pages.ts';
import { eventually } from '../tag/visit.ts';

if (!firefox) console.info('Skipped: the core set in a second engine needs a Firefox on PATH.');

const hashId = /^[0-9a-f]{16}$/;

let browser: Firefox;

/** A new visitor opens a page. */
const visit = async ({ path = '/', ...site }: PagesOptions & { path?: string }) => {
  const pages = await openPages(site);
  const visitor = await browser.newVisitor();
  onTestFinished(async () => {
    await visitor.close();
    await pages.close();
  });
  return { pages, tab: await visitor.openTab(pages.url + path) };
};

/** Records an event after all that came before and waits until it has arrived: what has not by then was not recorded. */
const mark = async (pages: Pages, tab: FirefoxTab, name = 'marker') => {
  await tab.evaluate(`telltale.track('${name}')`);
  await eventually(() => expect(pages.events('custom').map(({ properties }) => properties.name)).toContain(name));
};

const views = (pages: Pages) =>
  pages
    .events('page_view')
    .map(({ properties, envelope }) => [properties.navigation, envelope.url.replace(pages.url, '')]);

/** Resolves when the page has been looked at for this long: what counts in time cannot be hurried without its clock. */
const lookFor = (tab: FirefoxTab, ms: number) => tab.evaluate(`new Promise((resolve) => setTimeout(resolve, ${ms}))`);

/** Opens a browser for the tests of a group. */
const useFirefox = (preferences: FirefoxOptions['preferences'] = {}) => {
  beforeAll(async () => {
    browser = await openFirefox(firefox ?? '', { preferences });
  });
  afterAll(() => browser.close());
};

const goThroughPages = async () => {
  const { pages, tab } = await visit({ pages: { '/': '' } });
  await eventually(() => expect(views(pages)).toEqual([['load', '/']]));
  await tab.evaluate(`history.pushState({}, '', '/shop')`);
  await tab.evaluate(`history.replaceState({}, '', '/shop/sorted')`);
  await tab.evaluate(`history.pushState({}, '', '/basket')`);
  await tab.evaluate(`history.pushState({}, '', '/basket')`);
  await mark(pages, tab, 'pushed');
  await tab.traverse(-2);
  await eventually(() => expect(views(pages)).toHaveLength(4));
  await tab.traverse(2);
  await eventually(() => expect(views(pages)).toHaveLength(5));
  await mark(pages, tab, 'traversed');
  expect(views(pages)).toEqual([
    ['load', '/'],
    ['push', '/shop'],
    ['push', '/basket'],
    ['back_forward', '/shop/sorted'],
    ['back_forward', '/basket'],
  ]);
  return tab;
};

describe.skipIf(!firefox)('in Firefox before it had the Navigation API', () => {
  useFirefox({ 'dom.navigation.webidl.enabled': false });

  it('a page counts when it is loaded, pushed, and gone back and forward to, and never when it is replaced', async () => {
    const tab = await goThroughPages();
    expect(await tab.evaluate('typeof navigation')).toBe('undefined');
  });
});

describe.skipIf(!firefox)('in Firefox', () => {
  useFirefox();

  it('a page counts when it is loaded, pushed, and gone back and forward to, and never when it is replaced', async () => {
    await goThroughPages();
  });

  it('a click names its element', async () => {
    const { pages, tab } = await visit({
      pages: { '/': '<button id="buy" style="width:200px;height:100px" onclick="this.hidden=true">Buy</button>' },
    });
    await tab.click('#buy');
    await eventually(() => expect(pages.events('click')).toHaveLength(1));
    const [click] = pages.events('click');
    expect(click?.properties).toMatchObject({ anchor: '#buy', input: 'pointer', xRatio: 0.5, yRatio: 0.5 });
    expect(JSON.stringify(pages.batches)).not.toContain('Buy');
  });

  it('leaving tells how long the page was looked at, and each feature', async () => {
    const { pages, tab } = await visit({
      pages: {
        '/': '<p data-tt-feature="seen">seen</p><div style="height:5000px"></div><p data-tt-feature="below">below</p>',
      },
    });
    await lookFor(tab, 1500);
    await tab.open('about:blank');
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
    const engagedMs = pages.events('page_engagement').reduce((sum, { properties }) => sum + properties.engagedMs, 0);
    expect(engagedMs).toBeGreaterThanOrEqual(1000);
    const inspections = pages.events('feature_inspection').map(({ properties }) => properties);
    expect(inspections.map(({ feature }) => feature)).toEqual(['seen']);
    expect(inspections[0]?.visibleMs).toBeGreaterThanOrEqual(1000);
  });

  it('what happened 400 ms before the page is left arrives once, now or from the next page', async () => {
    const { pages, tab } = await visit({ pages: { '/': '', '/next': '' } });
    await eventually(() => expect(views(pages)).toHaveLength(1));
    await tab.evaluate(
      `new Promise((resolve) => {
        const text = 'x'.repeat(500);
        const props = { a: text, b: text, c: text, d: text, e: text, f: text };
        for (let index = 0; index < 5; index++) telltale.track('last_words_' + index, props);
        setTimeout(resolve, 400);
      })`,
    );
    await tab.open(`${pages.url}/next`);
    const names = () => pages.events('custom').map(({ properties }) => properties.name);
    await eventually(() => expect(new Set(names()).size).toBe(5));
    await mark(pages, tab);
    const ids = pages.events('custom').map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toHaveLength(6);
  });

  it('nothing is sent for whoever refuses', async () => {
    const refusing = `<script>window.telltale=function(){(telltale.q=telltale.q||[]).push(arguments)};telltale('consent','denied')</script><button>press</button>`;
    const { pages, tab } = await visit({ pages: { '/': refusing, '/next': refusing } });
    await tab.evaluate(`telltale.track('refused')`);
    await tab.click('button');
    await lookFor(tab, 1200);
    await tab.open(`${pages.url}/next`);
    await tab.evaluate(`fetch('/')`);
    expect(pages.requests.filter(({ path }) => path === '/e')).toEqual([]);
  });

  it('a visitor is the same on the next page, and somebody else to the next visitor', async () => {
    const { pages, tab } = await visit({ pages: { '/': '', '/next': '' } });
    await eventually(() => expect(views(pages)).toHaveLength(1));
    await tab.open(`${pages.url}/next`);
    await eventually(() => expect(views(pages)).toHaveLength(2));
    const [first, second] = pages.events('page_view').map(({ envelope }) => envelope);
    expect(first?.visitorId).toMatch(hashId);
    expect(first?.sessionId).toMatch(hashId);
    expect([second?.visitorId, second?.sessionId]).toEqual([first?.visitorId, first?.sessionId]);
    expect(second?.pageId).not.toBe(first?.pageId);

    const stranger = await browser.newVisitor();
    onTestFinished(() => stranger.close());
    await stranger.openTab(`${pages.url}/`);
    await eventually(() => expect(views(pages)).toHaveLength(3));
    expect(pages.events('page_view')[2]?.envelope.visitorId).not.toBe(first?.visitorId);
  });
});
