import { describe, expect, it } from 'vitest';
import { eventually, leave, mark, useBrowser, visit } from './visit.ts';

useBrowser();

describe('a site search', () => {
  it('is what stands in the address: trimmed, in lower case, in any script', async () => {
    const { pages, page } = await visit({
      pages: { '/search': '' },
      path: '/search?sort=price&q=%20Red+Shoes%20&page=2',
    });
    await eventually(() => expect(pages.events('site_search')).toHaveLength(1));
    await page.goto(`${pages.url}/search?query=${encodeURIComponent('حذاء أحمر')}`);
    await eventually(() => expect(pages.events('site_search')).toHaveLength(2));
    expect(pages.events('site_search').map(({ properties }) => properties)).toEqual([
      { term: 'red shoes' },
      { term: 'حذاء أحمر' },
    ]);
    const [first] = pages.events('page_view');
    expect(pages.events('site_search')[0]?.envelope.pageId).toBe(first?.envelope.pageId);
  });

  it('is none without a term, or with another parameter', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, path: '/?q=%20&find=shoes&qq=a#query' });
    await mark(pages, page);
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
    expect(pages.events('site_search')).toEqual([]);
  });

  it('is read from the parameters that the site names, and from no others', async () => {
    const { pages, page } = await visit({
      pages: { '/': '' },
      path: '/?q=no&find=Yes',
      config: { searchParameters: ['find'] },
    });
    await eventually(() => expect(pages.events('site_search')).toHaveLength(1));
    await page.evaluate(() => history.pushState({}, '', '/?q=other'));
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
    expect(pages.events('site_search').map(({ properties }) => properties.term)).toEqual(['yes']);
  });

  it('never holds an e-mail address, and no more than 120 characters', async () => {
    const { pages, openTab } = await visit({ pages: { '/': '' }, path: '/?q=ada%40example.com' });
    await openTab(`/?q=${'ab '.repeat(60)}`);
    await eventually(() => expect(pages.events('site_search')).toHaveLength(2));
    const terms = pages.events('site_search').map(({ properties }) => properties.term);
    expect(terms).toContain('-');
    expect(terms.map(({ length }) => length).sort((a, b) => a - b)).toEqual([1, 120]);
  });

  it('is told once for each term of a page view, when the address has come to rest', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    const type = async (address: string, restMs: number) => {
      await page.evaluate((to) => history.replaceState({}, '', to), address);
      await page.clock.runFor(restMs);
    };
    for (const address of ['/?q=s', '/?q=sh', '/?q=sho', '/?q=shoe']) await type(address, 300);
    await type('/?q=shoes', 1200);
    await type('/?q=shoes&page=2', 1200);
    await type('/?q=socks', 1200);
    // What waits for the answer to another request needs more time, which only the test gives.
    const searches = async () => {
      await page.clock.runFor(1000);
      return pages.events('site_search');
    };
    await expect.poll(searches, { timeout: 10_000 }).toHaveLength(2);
    expect(pages.events('page_view')).toHaveLength(1);
    expect(pages.events('site_search').map(({ properties }) => properties.term)).toEqual(['shoes', 'socks']);
  });

  it('belongs to the page view of a single-page app that shows its results, each time they are shown', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    const push = (address: string) => page.evaluate((to) => history.pushState({}, '', to), address);
    await push('/results?q=shoes');
    await eventually(() => expect(pages.events('site_search')).toHaveLength(1));
    await push('/product');
    await mark(pages, page);
    await push('/results?q=shoes');
    await eventually(() => expect(pages.events('site_search')).toHaveLength(2));
    const viewed = pages.events('page_view').map(({ envelope }) => envelope.pageId);
    expect(pages.events('site_search').map(({ envelope }) => envelope.pageId)).toEqual([viewed[1], viewed[3]]);
  });

  it('is told when the visitor leaves sooner than the address has rested', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, path: '/?s=shoes' });
    await leave(page);
    await eventually(() =>
      expect(pages.events('site_search').map(({ properties }) => properties.term)).toEqual(['shoes']),
    );
  });
});
