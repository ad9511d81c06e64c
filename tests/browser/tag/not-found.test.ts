import { describe, expect, it } from 'vitest';
import { eventually, leave, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

describe('a page that was not found', () => {
  it.each(['<meta name="telltale" content="not-found">', '<main data-tt-not-found>Nothing here</main>'])(
    'is told once when it says so: %s',
    async (content) => {
      const { pages, page } = await visit({ pages: { '/gone': content }, path: '/gone?from=mail' });
      await eventually(() => expect(pages.events('page_not_found')).toHaveLength(1));
      await leave(page);
      await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
      const [{ properties, envelope } = { properties: undefined, envelope: undefined }] =
        pages.events('page_not_found');
      expect(pages.events('page_not_found')).toHaveLength(1);
      expect(properties).toEqual({});
      expect(envelope).toMatchObject({
        pageId: pages.events('page_view')[0]?.envelope.pageId,
        url: `${pages.url}/gone?from=mail`,
      });
    },
  );

  it('is told of a visitor who leaves at once', async () => {
    const { pages, page } = await visit({
      pages: { '/gone': '<main data-tt-not-found>Nothing here</main>' },
      path: '/gone',
    });
    await leave(page);
    await eventually(() => expect(pages.events('page_not_found')).toHaveLength(1));
  });

  it('is none that does not say so, whatever it says otherwise', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': '<meta name="telltale" content="other"><h1>404 not found</h1><p data-tt-feature="not-found">-</p>',
      },
    });
    await mark(pages, page);
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
    expect(pages.events('page_not_found')).toEqual([]);
  });

  it('is the page of a single-page app that is drawn after its address has changed, and not the one after it', async () => {
    const { pages, page } = await visit({ pages: { '/': '<main>Home</main>' } });
    const go = (address: string, drawn: string) =>
      page.evaluate(
        ([to, html]) => {
          history.pushState({}, '', to);
          setTimeout(() => {
            document.querySelector('main')?.replaceWith(document.createRange().createContextualFragment(html));
          }, 100);
        },
        [address, drawn] as const,
      );
    await go('/gone', '<main data-tt-not-found>Nothing here</main>');
    await eventually(() => expect(pages.events('page_not_found')).toHaveLength(1));
    await go('/home', '<main>Home</main>');
    await page.waitForSelector('main:not([data-tt-not-found])');
    await go('/also-gone', '<main data-tt-not-found>Nothing here</main>');
    await eventually(() => expect(pages.events('page_not_found')).toHaveLength(2));
    expect(pages.events('page_not_found').map(({ envelope }) => new URL(envelope.url).pathname)).toEqual([
      '/gone',
      '/also-gone',
    ]);
  });

  it('is not told again of the visitor that reset makes', async () => {
    const { pages, page } = await visit({ pages: { '/gone': '<main data-tt-not-found>-</main>' }, path: '/gone' });
    await eventually(() => expect(pages.events('page_not_found')).toHaveLength(1));
    await page.evaluate(() => (window as unknown as TagWindow).telltale.reset());
    await mark(pages, page);
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
    expect(pages.events('page_not_found')).toHaveLength(1);
  });
});
