import { describe, expect, it } from 'vitest';
import { eventually, mark, settle, useBrowser, visit } from './visit.ts';

useBrowser();

const views = (pages: Awaited<ReturnType<typeof visit>>['pages']) =>
  pages
    .events('page_view')
    .map(({ properties, envelope }) => [properties.navigation, envelope.url.replace(pages.url, '')]);

describe('page views', () => {
  it('count the page that was loaded, once', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' } });
    await mark(pages, page);
    expect(views(pages)).toEqual([['load', '/']]);
    expect(pages.events('page_view')[0]?.envelope).toMatchObject({ language: 'en-US', viewport: [1280, 720] });
  });

  it('come before everything else that happens on their page, with the size of the window', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': '<form data-tt-checkout="contact"><input name="city"></form><script>Promise.reject("early")</script>',
      },
    });
    await mark(pages, page);
    const [first, ...others] = pages.events().toSorted((one, other) => one.at - other.at || one.seq - other.seq);
    expect(first?.kind).toBe('page_view');
    expect(first?.envelope.viewport).toEqual([1280, 720]);
    expect(others.map(({ kind }) => kind)).toContain('checkout_step');
  });

  it('count a changed path of pushState, with the page before as its referrer', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => history.pushState({}, '', '/next?step=1'));
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/next?step=1'],
    ]);
    const [first, second] = pages.events('page_view');
    expect(second?.envelope.referrer).toBe(`${pages.url}/`);
    expect(second?.envelope.pageId).not.toBe(first?.envelope.pageId);
    expect(second?.envelope.sessionId).toBe(first?.envelope.sessionId);
  });

  it('count going back and forward', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => history.pushState({}, '', '/next'));
    await page.evaluate(() => history.back());
    await page.waitForURL(`${pages.url}/`);
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/next'],
      ['back_forward', '/'],
    ]);
  });

  it('are never made by replaceState, not even by a thousand', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      for (let step = 0; step < 1000; step++) history.replaceState({}, '', `/state/${step}`);
    });
    await mark(pages, page);
    expect(views(pages)).toEqual([['load', '/']]);
  });

  it('count one navigation of a router that replaces its state before it pushes', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      history.replaceState({ scroll: 10 }, '');
      history.pushState({}, '', '/next');
      history.pushState({ again: true }, '', '/next');
    });
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/next'],
    ]);
  });

  it('ignore another query or hash on the same path', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      history.pushState({}, '', '/?tab=2');
      location.hash = 'details';
    });
    await mark(pages, page);
    expect(views(pages)).toEqual([['load', '/']]);
  });

  it('count another query and another hash where the site says so', async () => {
    const { pages, page } = await visit({
      pages: { '/': '' },
      config: { isQueryCounted: true, isHashCounted: true },
    });
    await page.evaluate(() => history.pushState({}, '', '/?tab=2'));
    await page.evaluate(() => {
      location.hash = 'details';
    });
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/?tab=2'],
      ['push', '/?tab=2#details'],
    ]);
  });

  it('count navigations that a page intercepts with the Navigation API', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(async () => {
      const { navigation } = window as unknown as {
        navigation: EventTarget & { navigate(url: string): { finished: Promise<void> } };
      };
      navigation.addEventListener('navigate', (event) => (event as Event & { intercept(): void }).intercept());
      await navigation.navigate('/inside').finished;
    });
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/inside'],
    ]);
  });

  it('count pushState and going back in a browser without the Navigation API', async () => {
    const { pages, page } = await visit({
      pages: { '/': '' },
      before: () => Object.defineProperty(window, 'navigation', { value: undefined }),
    });
    await page.evaluate(() => history.pushState({}, '', '/next'));
    await page.evaluate(() => history.back());
    await page.waitForURL(`${pages.url}/`);
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/next'],
      ['back_forward', '/'],
    ]);
  });

  it('count what the site tells by page(), and the same address only once in a row', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      const { telltale } = window as unknown as import('./visit.ts').TagWindow;
      telltale.page();
      telltale.page('/dialog');
      telltale.page('/dialog');
    });
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['api', '/dialog'],
    ]);
  });

  it('count once when the tag is loaded twice; the console says so, and the collector hears of it', async () => {
    const warnings: string[] = [];
    const { pages, page } = await visit({ pages: { '/': '' } });
    page.on('console', (message) => warnings.push(message.text()));
    await page.addScriptTag({ url: `${pages.tagOrigin}/t.js` });
    await page.evaluate(() => history.pushState({}, '', '/next'));
    await mark(pages, page);
    expect(views(pages)).toEqual([
      ['load', '/'],
      ['push', '/next'],
    ]);
    expect(warnings).toEqual([expect.stringContaining('twice')]);
    // The owner is told too: no visitor reads the console.
    const told = pages.batches.flatMap(({ batch: { dropped } }) => (dropped ? [dropped] : []));
    expect(told).toEqual([{ twice: 1 }]);
  });

  it('carry the referrer of the page that was loaded, and none where there is none', async () => {
    const { pages, page } = await visit({ pages: { '/': '<a href="/next">next</a>', '/next': '' } });
    await page.click('a');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    const [first, second] = pages.events('page_view');
    expect(first?.envelope).not.toHaveProperty('referrer');
    expect(second?.envelope.referrer).toBe(`${pages.url}/`);
  });

  it('cost at most 400 bytes for the first one, without a preflight, and nothing else for five seconds', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, isClockStopped: true });
    // The page view goes when the page was laid out; the clock may go on only then.
    await settle(page);
    await page.clock.runFor(5000);
    await eventually(() => expect(pages.batches).toHaveLength(1));
    expect(pages.batches[0]?.bytes).toBeLessThanOrEqual(400);
    expect(pages.batches[0]?.headers['content-type']).toMatch(/^text\/plain/);
    expect(pages.requests).toEqual([
      { method: 'GET', path: '/' },
      { method: 'GET', path: '/t.js' },
      { method: 'POST', path: '/e' },
    ]);
  });
});
