import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually, mark, useBrowser, visit } from './visit.ts';

useBrowser();

/** Links are looked at, not followed, so that one page holds all of them. */
const stay =
  "<script>for (const type of ['click', 'auxclick']) addEventListener(type, (event) => event.preventDefault())</script>";

const clickAll = (page: Page) =>
  page.evaluate(() => {
    for (const link of document.querySelectorAll<HTMLElement>('a, area, b')) link.click();
  });

describe('outbound links', () => {
  it('are told with host and address, without query, hash and secrets', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `${stay}<a href="https://partner.example/offer?ref=1#top">offer</a>
          <a href="https://partner.example:8443/users/ada@example.com/x">person</a>
          <a href="//www.partner.example/"><span><b>inside</b></span></a>`,
      },
    });
    await clickAll(page);
    await mark(pages, page);
    expect(pages.events('outbound_click').map(({ properties }) => properties)).toEqual([
      { host: 'partner.example', url: 'https://partner.example/offer' },
      { host: 'partner.example:8443', url: 'https://partner.example:8443/users/-/x' },
      { host: 'www.partner.example', url: 'http://www.partner.example/' },
      { host: 'www.partner.example', url: 'http://www.partner.example/' },
    ]);
    expect(pages.events('file_download')).toEqual([]);
  });

  it('are no links inside the site, to its linked domains, to mail, telephone and apps, or in ignored elements', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `${stay}<a href="/next">next</a><a href="#part">part</a><a>none</a><a href="javascript:void 0">script</a>
          <a href="http://blog.localhost/">subdomain</a><a href="https://other.example/">linked</a>
          <a href="https://shop.other.example/">linked subdomain</a><a href="mailto:ada@partner.example">mail</a>
          <a href="tel:+491234">telephone</a><a href="whatsapp://send?text=hello">app</a>
          <div data-tt-ignore><a href="https://partner.example/">ignored</a></div>
          <div class="private"><a href="https://partner.example/">ignored by selector</a></div>
          <a href="https://another.example/">not linked</a>`,
      },
      config: { linkedDomains: ['other.example'], ignoredSelectors: ['::nonsense', '.private'] },
    });
    await clickAll(page);
    await mark(pages, page);
    expect(pages.events('outbound_click').map(({ properties }) => properties.host)).toEqual(['another.example']);
  });

  it('are told for the mouse, its middle button and the keyboard, not for the menu, and in shadow roots too', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `${stay}<a id="outer" href="https://outer.example/"><i-con></i-con></a><ca-rd></ca-rd>
          <script>
            const fill = (name, html) => { document.querySelector(name).attachShadow({ mode: 'open' }).innerHTML = html };
            fill('i-con', '<b>icon</b>');
            fill('ca-rd', '<a id="inner" href="https://inner.example/">card</a>');
          </script>`,
      },
    });
    await page.click('#outer b');
    await page.click('#outer b', { button: 'middle' });
    await page.focus('#inner');
    await page.keyboard.press('Enter');
    await page.click('#inner', { button: 'right' });
    await mark(pages, page);
    expect(pages.events('outbound_click').map(({ properties }) => properties.host)).toEqual([
      'outer.example',
      'outer.example',
      'inner.example',
    ]);
  });

  it('are followed at once, and told, while the collector hangs', async () => {
    const { pages, page, context } = await visit({
      pages: { '/': '<a href="http://partner.example/offer">offer</a>' },
    });
    await context.route('http://partner.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Offer</title>' }),
    );
    await eventually(() => expect(pages.events('page_view')).toHaveLength(1));
    pages.answerWith(() => new Promise<never>(() => {}));
    await page.click('a');
    await page.waitForURL('http://partner.example/offer');
    expect(await page.title()).toBe('Offer');
    await eventually(() =>
      expect(pages.events('outbound_click').map(({ properties }) => properties.url)).toEqual([
        'http://partner.example/offer',
      ]),
    );
  });
});

describe('file downloads', () => {
  it('are links to files, by extension or because the page says so, on this site or another', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `${stay}<a href="/price-list.PDF?v=2#page=3">list</a><a href="https://cdn.example/app/setup.exe">app</a>
          <a href="/export?format=csv" download="orders.csv">export</a><a href="/export" download>export</a>
          <a href="/f/ada@example.com/a.zip">zip</a><a href="/fotos.tar.gz">archive</a>`,
      },
    });
    await clickAll(page);
    await mark(pages, page);
    expect(pages.events('file_download').map(({ properties }) => properties)).toEqual([
      { file: '/price-list.PDF', extension: 'pdf' },
      { file: '/app/setup.exe', extension: 'exe' },
      { file: '/export', extension: 'csv' },
      { file: '/export' },
      { file: '/f/-/a.zip', extension: 'zip' },
      { file: '/fotos.tar.gz', extension: 'gz' },
    ]);
    expect(pages.events('outbound_click').map(({ properties }) => properties.host)).toEqual(['cdn.example']);
  });

  it('are no pages, pictures, content that the page made itself, nor links in ignored elements', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `${stay}<a href="/about.html">page</a><a href="/index.php?file=a.pdf">page</a><a href="/photo.jpg">picture</a>
          <a href="/pdf">word</a><a href="data:text/csv,secret.csv" download="a.csv">data</a>
          <a href="/a.pdf" data-tt-ignore>ignored</a><p>/a.pdf</p>`,
      },
    });
    await clickAll(page);
    await page.click('p');
    await mark(pages, page);
    expect(pages.events('file_download')).toEqual([]);
  });
});
