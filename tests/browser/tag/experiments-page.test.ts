import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { button, buy, type Changes, everybody, exposures, order, page, textOf } from './experiment-pages.ts';
import { eventually, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

/** What each frame of a page shows of the button, from the first on: its text, or nothing while it is hidden. */
const watchFrames = () => {
  const frames: string[] = [];
  Object.assign(window, { frames_: frames });
  const look = () => {
    const shown = document.querySelector<HTMLElement>('#order');
    if (shown && getComputedStyle(shown).visibility === 'visible') frames.push(shown.textContent ?? '');
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
const framesOf = (on: Page) => on.evaluate(() => [...new Set((window as unknown as { frames_: string[] }).frames_)]);

const many = '<p>words</p>'.repeat(20_000);

describe('a variant without code', () => {
  it('is there in the first frame that shows the element, and tells once that it was seen', async () => {
    const seen = await visit({
      pages: { '/': page(many + order + many, { head: '<style>p{display:none}</style>' }) },
      config: { experiments: [everybody([buy])] },
      before: watchFrames,
    });
    await eventually(() => expect(exposures(seen)).toEqual([{ experiment: 'cta', variant: 'other' }]));
    expect(await framesOf(seen.page)).toEqual(['Buy now']);
    const again = await seen.openTab();
    await mark(seen.pages, again);
    expect(await textOf(again)).toBe('Buy now');
    expect(exposures(seen)).toHaveLength(1);
  });

  it('changes all that it may, and puts everything back when the visitor takes consent back', async () => {
    const texts = { en: 'Free returns' };
    const body = `<main><h1>Shop</h1><p id="about" class="wide">About</p><img id="photo" src="data:," alt="old">
      <div id="box"><button id="order">Order</button></div><aside id="ad">Ad</aside></main>`;
    const { page: shop } = await visit({
      pages: { '/': page(body) },
      config: {
        experiments: [
          everybody([
            buy,
            { kind: 'html', selector: 'h1', texts: { en: 'Now <b onclick="x()">50 %</b> off<script>x()</script>' } },
            { kind: 'attribute', selector: '#about', name: 'title', value: 'More' },
            { kind: 'class', selector: '#about', add: ['narrow'], remove: ['wide'] },
            { kind: 'style', selector: '#about', properties: { color: 'rgb(1, 2, 3)' } },
            { kind: 'image', selector: '#photo', src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', texts },
            { kind: 'hide', selector: '#ad' },
            { kind: 'move', ...button, to: 'h1', place: 'after' },
            { kind: 'message', selector: '#about', place: 'before', texts },
          ] as Changes),
        ],
      },
    });
    const look = () =>
      shop.evaluate(() => {
        const about = document.querySelector<HTMLElement>('#about');
        return {
          html: document.querySelector('main')?.innerHTML.replace(/\s+/g, ' '),
          color: about?.style.color,
          ad: getComputedStyle(document.querySelector('#ad') ?? document.body).display,
          order: [...document.querySelectorAll('main *')].map(({ localName }) => localName).join(' '),
        };
      });
    await eventually(async () => expect((await look()).html).toContain('Free returns'));
    const changed = await look();
    expect(changed.html).toContain('<h1>Now <b>50 %</b> off</h1>');
    expect(changed.html).toContain('class="narrow" title="More"');
    expect(changed.html).toContain('alt="Free returns"');
    expect(changed).toMatchObject({ color: 'rgb(1, 2, 3)', ad: 'none' });
    expect(changed.order).toBe('h1 b button tt-message p img div aside');
    await shop.evaluate(() => (window as unknown as TagWindow).telltale.consent('denied'));
    const back = await look();
    expect(back.order).toBe('h1 p img div button aside');
    expect(back).toMatchObject({ color: '', ad: 'block' });
    expect(back.html).toContain('>Order</button>');
    expect(back.html).toContain('alt="old"');
    expect(back.html).not.toContain('Free returns');
  });

  it('is made again whenever the page draws the element anew, also on another path, and not where the page insists', async () => {
    const { page: shop } = await visit({
      pages: { '/': page(`<div id="app">${order}</div>`), '/about': '' },
      config: { experiments: [everybody([buy], { pages: { include: ['/', '/shop/*'], exclude: ['/shop/private'] } })] },
    });
    const draw = (path: string) =>
      shop.evaluate((to) => {
        history.pushState(null, '', to);
        const app = document.querySelector('#app');
        const drawn = document.createElement('button');
        drawn.id = 'order';
        drawn.append('Order');
        app?.replaceChildren(drawn);
      }, path);
    await draw('/');
    expect(await textOf(shop)).toBe('Buy now');
    await draw('/about');
    expect(await textOf(shop)).toBe('Order');
    await draw('/shop/سلة');
    expect(await textOf(shop)).toBe('Buy now');
    await draw('/shop/private');
    expect(await textOf(shop)).toBe('Order');
    await draw('/shop/1');
    await shop.evaluate(() => {
      const [one] = document.querySelectorAll('#order');
      new MutationObserver(() => {
        if (one?.textContent !== 'Order') one?.replaceChildren('Order');
      }).observe(document, { subtree: true, childList: true, characterData: true });
      one?.replaceChildren('Order');
    });
    expect(await textOf(shop)).toBe('Order');
  });

  it('means the same elements by their places, whatever it moves and says itself, however often the page changes', async () => {
    const texts = (en: string) => ({ texts: { en } });
    const second = '#list > p:nth-of-type(2)';
    const list = '<p>One</p><p>Two</p><p>Three</p>';
    const side = '<b>A</b><b>B</b>';
    const ranks = '<i>1</i><i>2</i><i>3</i><i>4</i><i>5</i>';
    // The page stops to come in at the script.
    const late = '<u>1</u><u>2</u><script src="{origin}/t-hold.js"></script><u>3</u><u>4</u>';
    const { page: shop } = await visit({
      pages: {
        '/': page(
          `<h1>Shop</h1><div id="list">${list}</div><div id="side">${side}</div><div id="rank">${ranks}</div><div id="late">${late}</div><div id="boxes"><div>1</div><div>2</div><div>3</div></div>`,
        ),
      },
      config: {
        experiments: [
          everybody([
            { kind: 'text', selector: second, ...texts('X') },
            { kind: 'move', selector: second, to: '#list > p', place: 'before' },
            { kind: 'text', selector: '#list > p:nth-of-type(1)', ...texts('First') },
            { kind: 'move', selector: '#side > :nth-child(2 of b)', to: 'h1', place: 'after' },
            { kind: 'move', selector: '#rank > i:nth-of-type(1)', to: '#rank', place: 'last' },
            { kind: 'move', selector: '#rank > i:nth-of-type(2)', to: '#rank', place: 'last' },
            { kind: 'move', selector: '#rank > i:nth-of-type(5)', to: '#rank > i:nth-of-type(3)', place: 'before' },
            { kind: 'move', selector: '#late > u:nth-of-type(1)', to: 'h1', place: 'after' },
            { kind: 'move', selector: '#late > u:nth-of-type(3)', to: '#late', place: 'first' },
            { kind: 'message', selector: '#boxes > div:nth-of-type(2)', place: 'before', ...texts('Above') },
            { kind: 'message', selector: '#boxes > :nth-child(2 of div)', place: 'after', ...texts('Below') },
            { kind: 'text', selector: '#boxes > div:nth-of-type(3)', ...texts('Last') },
          ]),
        ],
      },
    });
    const look = () =>
      shop.evaluate(() =>
        ['#list > *', 'b', '#rank > *', 'u', '#boxes > *'].map((all) =>
          [...document.querySelectorAll(all)].map((one) => one.textContent),
        ),
      );
    const changed = [
      ['X', 'First', 'Three'],
      ['B', 'A'],
      ['5', '3', '4', '1', '2'],
      ['1', '3', '2', '4'],
      ['1', 'Above', '2', 'Below', 'Last'],
    ];
    await eventually(async () => expect(await look()).toEqual(changed));
    // Nothing stands where it should not, so nothing is moved again.
    await shop.evaluate(() =>
      new MutationObserver((records) => {
        if (records.some(({ addedNodes }) => addedNodes[0])) document.title = 'moved again';
      }).observe(document.body, { subtree: true, childList: true }),
    );
    for (const step of ['a', 'b', 'c']) {
      await shop.evaluate((to) => document.body.classList.add(to), step);
      expect(await look()).toEqual(changed);
    }
    expect(await shop.title()).toBe('Shop');
    await shop.evaluate(() => {
      const draw = (id: string, name: string, words: string[]) =>
        document.querySelector(id)?.replaceChildren(
          ...words.map((word) => {
            const element = document.createElement(name);
            element.append(word);
            return element;
          }),
        );
      draw('#list', 'p', ['One', 'Two', 'Three']);
      draw('#side', 'b', ['A', 'B']);
      draw('#rank', 'i', ['1', '2', '3', '4', '5']);
    });
    expect(await look()).toEqual(changed);
  });

  it('speaks Arabic on an Arabic page, from right to left', async () => {
    const { page: shop } = await visit({
      pages: { '/': page(`<div dir="rtl">${order}</div>`, { lang: 'ar' }) },
      config: {
        experiments: [
          everybody([
            buy,
            { kind: 'message', ...button, place: 'after', texts: { en: 'Free shipping', ar: 'شحن مجاني' } },
          ]),
        ],
      },
    });
    expect(await textOf(shop)).toBe('اشترِ الآن');
    const message = shop.getByText('شحن مجاني');
    expect(await message.getAttribute('dir')).toBe('rtl');
    expect(await message.getAttribute('lang')).toBe('ar');
    await shop.evaluate(() => {
      document.documentElement.lang = 'en';
    });
    expect(await textOf(shop)).toBe('Buy now');
    await shop.getByText('Free shipping').waitFor();
  });

  it('works where the page allows neither inline style nor markup made of text', async () => {
    const csp = "default-src 'none'; script-src {origin}; connect-src {origin}; img-src data:; style-src 'none';";
    const seen = await visit({
      pages: {
        '/': page(order, {
          head: `<meta http-equiv="content-security-policy" content="${csp} require-trusted-types-for 'script'; trusted-types 'none'">`,
        }),
      },
      config: {
        experiments: [
          everybody([
            { kind: 'html', ...button, texts: { en: 'Buy <b>now</b>' } },
            { kind: 'style', ...button, properties: { 'background-color': 'rgb(0, 128, 0)' } },
          ]),
        ],
      },
      before: () =>
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          document.title = `violates ${effectiveDirective}`;
        }),
    });
    await eventually(() => expect(exposures(seen)).toHaveLength(1));
    expect(await seen.page.locator('#order b').textContent()).toBe('now');
    expect(await seen.page.locator('#order').evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
      'rgb(0, 128, 0)',
    );
    expect(await seen.page.title()).toBe('Shop');
  });
});

describe('a page that does not wait for the script of the experiments', () => {
  const held = `<script src="{origin}/t-hold.js" data-hide="#order"></script><script async src="{origin}/t-ab.js?site=site-key"></script>`;
  const shop = `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>${held}{tag}</head><body>${order}</body></html>`;

  it('never shows the control first', async () => {
    const seen = await visit({
      pages: { '/': shop },
      config: { experiments: [everybody([buy])] },
      before: watchFrames,
    });
    await eventually(() => expect(exposures(seen)).toHaveLength(1));
    await seen.page.waitForFunction(() => (window as unknown as { frames_: string[] }).frames_.length > 0);
    expect(await framesOf(seen.page)).toEqual(['Buy now']);
  });

  it('hides no more than the elements concerned, for less than a second, when the collector hangs', async () => {
    const seen = await visit({ pages: { '/blank': '<!doctype html><title>Blank</title>', '/': shop }, path: '/blank' });
    // Nothing of the collector's ever answers, the piece that holds excepted: that is the site's own.
    await seen.context.route(/t-ab\.js|\/t\.js/, () => undefined);
    const now = Date.now();
    await seen.page.clock.install({ time: now });
    await seen.page.clock.pauseAt(now + 1000);
    await seen.page.goto(seen.pages.url, { waitUntil: 'commit' });
    const visibilities = () =>
      seen.page.evaluate(() =>
        ['#about', '#order'].map((name) => getComputedStyle(document.querySelector(name) ?? document.body).visibility),
      );
    await seen.page.locator('#order').waitFor({ state: 'attached' });
    expect(await visibilities()).toEqual(['visible', 'hidden']);
    await seen.page.clock.runFor(999);
    expect(await visibilities()).toEqual(['visible', 'visible']);
  });
});
