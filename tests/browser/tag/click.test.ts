import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually, letTimePass, mark, useBrowser, visit } from './visit.ts';

useBrowser();

const clicks = (pages: Pages) => pages.events('click').map(({ properties }) => properties);
const anchors = (pages: Pages) => clicks(pages).map(({ anchor }) => anchor);

/** Clicks are told a moment later, when it is known what became of them. */
const arrived = (pages: Pages, count: number) => eventually(() => expect(pages.events('click')).toHaveLength(count));

describe('clicks', () => {
  it('name the element, the place inside it and on the page', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': '<div style="height:1000px"></div><button id="buy" style="position:absolute;left:100px;top:900px;width:200px;height:100px;border:0">Buy</button>',
      },
    });
    await page.locator('#buy').click({ position: { x: 50, y: 75 } });
    await arrived(pages, 1);
    expect(clicks(pages)).toMatchObject([
      {
        anchor: '#buy',
        xRatio: expect.closeTo(0.25, 2),
        yRatio: expect.closeTo(0.75, 2),
        pageXPx: expect.closeTo(150, -1),
        pageYPx: expect.closeTo(975, -1),
        viewportWidthPx: 1280,
        input: 'pointer',
      },
    ]);
  });

  it('belong to what is meant to be clicked, not to the icon inside', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': '<main><p>x</p><a href="#top"><svg width="20" height="20"><rect width="20" height="20"/></svg></a></main>',
      },
    });
    await page.locator('rect').click();
    await arrived(pages, 1);
    expect(anchors(pages)).toEqual(['main>a']);
  });

  it('have anchors that outlive re-renders: generated ids and classes are ignored, names and places are not', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<section data-tt-feature="plans"><button class="css-1x2y3z">a</button><button>b</button></section>
          <div id="radix-:r1:"><button name="agree">c</button></div><div id="item-48213"><i tabindex="0" role="tab">d</i></div>`,
      },
    });
    for (const text of ['a', 'b', 'c', 'd']) await page.getByText(text, { exact: true }).click();
    await arrived(pages, 4);
    expect(anchors(pages)).toEqual([
      '[data-tt-feature="plans"]>button',
      '[data-tt-feature="plans"]>button:nth-of-type(2)',
      'div>button[name="agree"]',
      'div:nth-of-type(2)>i[role="tab"]',
    ]);
    for (const anchor of anchors(pages)) await expect(page.locator(anchor).first().count()).resolves.toBe(1);
  });

  it('reach into open shadow roots', async () => {
    const { pages, page } = await visit({ pages: { '/': '<my-card></my-card>' } });
    await page.evaluate(() => {
      const root = document.querySelector('my-card')?.attachShadow({ mode: 'open' });
      const button = document.createElement('button');
      button.textContent = 'inside';
      root?.append(button);
    });
    await page.getByText('inside').click();
    await arrived(pages, 1);
    expect(anchors(pages)).toEqual(['my-card >>> button']);
  });

  it('by keyboard are at the middle of the element', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button id="go">go</button>' } });
    await page.focus('#go');
    await page.keyboard.press('Enter');
    await arrived(pages, 1);
    expect(clicks(pages)).toMatchObject([{ input: 'keyboard', xRatio: 0.5, yRatio: 0.5 }]);
  });

  it('say when the element keeps its place while the page scrolls', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<header style="position:sticky;top:0"><b tabindex="0" id="sticky">s</b></header>
          <nav style="position:fixed;bottom:0"><b tabindex="0" id="fixed">f</b></nav><b tabindex="0" id="plain">p</b>`,
      },
    });
    for (const id of ['sticky', 'fixed', 'plain']) await page.click(`#${id}`);
    await arrived(pages, 3);
    expect(clicks(pages).map(({ anchor, isFixed }) => [anchor, isFixed])).toEqual([
      ['#sticky', true],
      ['#fixed', true],
      ['#plain', undefined],
    ]);
  });

  it('on a label count once, not again for its control', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<label id="label"><input type="checkbox" id="box"> agree</label>' },
    });
    const label = await page.locator('#label').boundingBox();
    await page.mouse.click((label?.x ?? 0) + (label?.width ?? 0) - 5, (label?.y ?? 0) + 5);
    await mark(pages, page);
    expect(anchors(pages)).toEqual(['#label']);
    expect(await page.isChecked('#box')).toBe(true);
  });

  it('never carry text unless the site allows it for the element', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<button id="a">Ada Lovelace</button><button id="b" data-tt-text>Order now</button>' },
    });
    await page.click('#a');
    await page.click('#b');
    await arrived(pages, 2);
    expect(clicks(pages).map(({ text }) => text)).toEqual([undefined, 'Order now']);
    expect(JSON.stringify(pages.batches)).not.toContain('Lovelace');
  });

  it('are not recorded inside what the site ignores', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<div data-tt-ignore><button>a</button></div><button id="b">b</button>' },
    });
    await page.getByText('a').click();
    await page.click('#b');
    await arrived(pages, 1);
    expect(anchors(pages)).toEqual(['#b']);
  });

  it('are dead when nothing comes of them, and only on what looks as if something would', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button id="dead">dead</button><p id="text">text</p><a id="link" href="mailto:someone@example.com">mail</a>
          <button id="alive" onclick="setTimeout(() => this.dataset.open = true, 300)">alive</button><input id="box" type="checkbox">`,
      },
      isClockStopped: true,
    });
    for (const id of ['dead', 'text', 'box', 'alive']) {
      await page.click(`#${id}`);
      await letTimePass(page, 5000);
    }
    await arrived(pages, 4);
    expect(clicks(pages).map(({ anchor, reaction }) => [anchor, reaction])).toEqual([
      ['#dead', 'dead'],
      ['#text', undefined],
      ['#box', undefined],
      ['#alive', undefined],
    ]);
  });

  it('are told within two seconds when something comes of them', async () => {
    const { pages, page } = await visit({
      pages: { '/': `<button id="alive" onclick="this.dataset.open = true">alive</button>` },
      isClockStopped: true,
    });
    await page.click('#alive');
    await letTimePass(page, 2000);
    await arrived(pages, 1);
    expect(clicks(pages)[0]).not.toHaveProperty('reaction');
  });

  it('are told with the page they happened on, at once when it is left', async () => {
    const { pages, page } = await visit({ pages: { '/': '<a href="/next">next</a>', '/next': '' } });
    await page.click('a');
    await arrived(pages, 1);
    expect(pages.events('click')[0]?.envelope.url).toBe(`${pages.url}/`);
    expect(clicks(pages)[0]).not.toHaveProperty('reaction');
  });

  it.each([
    ['thrown', 'onclick="throw new Error(\'broken\')"'],
    ['rejected', 'onclick="Promise.reject(new Error(\'broken\'))"'],
  ])('say that an error was %s', async (_, handler) => {
    const { pages, page } = await visit({ pages: { '/': `<button id="broken" ${handler}>broken</button>` } });
    await page.click('#broken');
    await arrived(pages, 1);
    expect(clicks(pages)[0]?.reaction).toBe('error');
  });

  const burst = (page: Page, selector: string, count = 3) => page.click(selector, { clickCount: count });

  it('are rage at the third one within a second in one place', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button id="stuck">stuck</button>' }, isClockStopped: true });
    await burst(page, '#stuck');
    await letTimePass(page, 5000);
    await arrived(pages, 3);
    expect(clicks(pages).filter(({ reaction }) => reaction === 'rage')).toHaveLength(1);
  });

  it('are no rage on steppers, on next and previous, and far apart', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button id="plus" aria-label="increment">+</button><button class="carousel-next">›</button>
          <input type="number" id="amount"><button id="wide" style="position:absolute;top:300px;left:0;width:800px">wide</button>`,
      },
    });
    await burst(page, '#plus');
    await burst(page, '.carousel-next');
    await burst(page, '#amount');
    for (const x of [10, 300, 600]) await page.locator('#wide').click({ position: { x, y: 5 } });
    await mark(pages, page, 'end');
    await eventually(() => expect(anchors(pages)).toHaveLength(12));
    expect(clicks(pages).filter(({ reaction }) => reaction === 'rage')).toEqual([]);
  });
});
