import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually, letTimePass, mark, useBrowser, visit } from './visit.ts';

useBrowser();

const clicks = (pages: Pages) => pages.events('click').map(({ properties }) => properties);
const anchors = (pages: Pages) => clicks(pages).map(({ anchor }) => anchor);

/** What stands where the anchors say. */
const textsAt = (page: Page, found: string[]) =>
  page.evaluate((selectors) => selectors.map((one) => document.querySelector(one)?.textContent), found);

/** Clicks are told a moment later, when it is known what became of them. */
const arrived = (pages: Pages, count: number) => eventually(() => expect(pages.events('click')).toHaveLength(count));

/** The same while the clock is stopped: what waits for the answer to another request needs more time. */
const arrivedInTime = (pages: Pages, page: Page, count: number) =>
  expect
    .poll(
      async () => {
        await letTimePass(page, 1000);
        return pages.events('click').map(({ properties }) => properties.anchor);
      },
      { timeout: 10_000 },
    )
    .toHaveLength(count);

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
      '[data-tt-feature="plans"]>:nth-child(2 of button)',
      'div>button[name="agree"]',
      ':nth-child(2 of div)>i[role="tab"]',
    ]);
    await expect(textsAt(page, anchors(pages))).resolves.toEqual(['a', 'b', 'c', 'd']);
    expect(JSON.stringify(clicks(pages))).not.toMatch(/css-|radix|item-/);
  });

  it('have the same anchors after a translation and another render, and a different one for each of their like', async () => {
    const render = (texts: string[], id: string) =>
      `<nav role="tablist" class="${id}" aria-label="${texts[0]}">${texts
        .map(
          (text) => `<button role="tab" id="${id}${text.length}" class="${id}" aria-label="${text}">${text}</button>`,
        )
        .join(
          '',
        )}</nav><ul><li data-testid="row"><button>1</button></li><li data-testid="row"><button>2</button></li></ul>`;
    const { pages, page } = await visit({ pages: { '/': render(['Shirts', 'Shoes', 'Hats'], 'x1y2-77') } });
    const clickAll = async () => {
      for (const button of await page.locator('button').all()) await button.click();
    };
    await clickAll();
    await arrived(pages, 5);
    await page.evaluate(
      (html) => {
        document.documentElement.lang = 'ar';
        document.body.innerHTML = html;
      },
      render(['قمصان', 'أحذية', 'قبعات'], 'z3w4-99'),
    );
    await clickAll();
    await arrived(pages, 10);
    const [before, after] = [anchors(pages).slice(0, 5), anchors(pages).slice(5)];
    expect(before).toEqual(after);
    expect(new Set(before).size).toBe(5);
    await expect(textsAt(page, before)).resolves.toEqual(['قمصان', 'أحذية', 'قبعات', '1', '2']);
    expect(JSON.stringify(clicks(pages))).not.toMatch(/Shirts|قمصان|x1y2|z3w4/);
  });

  it('have anchors that are whole selectors, however deep the page is and however long its ids are', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button id="${'long'.repeat(150)}">long</button>
          ${'<o:p></o:p><o:p>'.repeat(60)}<button>deep</button>${'</o:p>'.repeat(60)}`,
      },
    });
    for (const button of await page.locator('button').all()) await button.click();
    await arrived(pages, 2);
    await expect(textsAt(page, anchors(pages))).resolves.toEqual(['long', 'deep']);
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

  it('in a closed shadow root belong to its host, and are not taken for dead: nobody sees what comes of them', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<my-card id="card" tabindex="0"></my-card>' },
      isClockStopped: true,
    });
    await page.evaluate(() => {
      const root = document.querySelector('my-card')?.attachShadow({ mode: 'closed' });
      if (root) root.innerHTML = '<button id="secret">inside</button>';
    });
    await page.click('#card');
    await letTimePass(page, 5000);
    await arrivedInTime(pages, page, 1);
    expect(clicks(pages)).toMatchObject([{ anchor: '#card' }]);
    expect(clicks(pages)[0]).not.toHaveProperty('reaction');
    expect(JSON.stringify(pages.batches)).not.toContain('secret');
  });

  it('are where they were when they were pressed, whatever the press does to the page', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<div id="before"></div><button id="gone" style="position:absolute;left:100px;top:100px;width:200px;height:100px"
          onpointerup="this.style.top = '400px'" onclick="this.remove()">gone</button>`,
      },
    });
    await page.mouse.move(150, 175);
    await page.mouse.down();
    await page.mouse.up();
    await arrived(pages, 1);
    expect(clicks(pages)).toMatchObject([
      { anchor: '#gone', xRatio: 0.25, yRatio: 0.75, pageXPx: 150, pageYPx: 175, input: 'pointer' },
    ]);
  });

  it('are where they were when they were pressed, though an earlier click was told meanwhile', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button id="first" onclick="this.title = 'clicked'">first</button>
          <button id="slow" style="position:absolute;left:100px;top:100px;width:200px;height:100px"
          onpointerup="this.style.left = '50px'">slow</button>`,
      },
    });
    await page.click('#first');
    await page.mouse.move(150, 175);
    await page.mouse.down();
    await arrived(pages, 1);
    await page.mouse.up();
    await arrived(pages, 2);
    expect(clicks(pages)[1]).toMatchObject({ anchor: '#slow', xRatio: 0.25, yRatio: 0.75 });
  });

  it('by keyboard are at the middle of the element', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button id="go">go</button>' } });
    await page.focus('#go');
    await page.keyboard.press('Enter');
    await arrived(pages, 1);
    const { x, y, width, height } = (await page.locator('#go').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    expect(clicks(pages)).toMatchObject([
      {
        input: 'keyboard',
        xRatio: 0.5,
        yRatio: 0.5,
        pageXPx: expect.closeTo(x + width / 2, -1),
        pageYPx: expect.closeTo(y + height / 2, -1),
      },
    ]);
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
    await arrived(pages, 1);
    await mark(pages, page);
    expect(anchors(pages)).toEqual(['#label']);
    expect(await page.isChecked('#box')).toBe(true);
  });

  it("are recorded from the first on, though it happened at the zero of the page's clock", async () => {
    const { pages, page } = await visit({
      pages: { '/': '<button id="a">a</button>' },
      before: () => Object.defineProperty(Event.prototype, 'timeStamp', { get: () => 0 }),
    });
    await page.click('#a');
    await arrived(pages, 1);
    expect(anchors(pages)).toEqual(['#a']);
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

  it('carry text of what the site lists, never of what it masks, never of fields, never an e-mail address', async () => {
    const { pages, page } = await visit({
      config: { textSelectors: ['a[', '.named'], maskedSelectors: ['::', '.private'] },
      pages: {
        '/': `<section class="named"><button id="a">Order now</button><button id="b" class="private">Ada</button>
          <button id="c">Hello <i data-tt-mask>Bea</i></button><textarea id="d">Cyd</textarea>
          <button id="e">Write to zora@example.com</button></section><button id="f">Dot</button>
          <div data-tt-mask><button id="g" data-tt-text>Eve</button></div><p class="named" id="h">Fay <input value="Gus"></p>`,
      },
    });
    for (const id of 'abcdefg') await page.click(`#${id}`);
    await page.locator('#h').click({ position: { x: 3, y: 3 } });
    await arrived(pages, 8);
    const said = clicks(pages).flatMap(({ anchor, text }) => (text === undefined ? [] : [[anchor, text]]));
    expect(said).toEqual([
      ['#a', 'Order now'],
      ['#e', 'Write to -'],
    ]);
    expect(JSON.stringify(pages.batches)).not.toMatch(/Ada|Bea|Cyd|zora|Dot|Eve|Fay|Gus/);
  });

  it('are not recorded inside what the site lists as ignored, though another selector is wrong', async () => {
    const { pages, page } = await visit({
      config: { ignoredSelectors: ['div:nope(', '.internal', '!!'] },
      pages: {
        '/': `<div class="internal"><button id="a">a</button></div><div data-tt-ignore><button id="b">b</button></div>
          <button id="c">c</button>`,
      },
    });
    for (const id of 'abc') await page.click(`#${id}`);
    await arrived(pages, 1);
    await mark(pages, page);
    expect(anchors(pages)).toEqual(['#c']);
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
    await arrivedInTime(pages, page, 4);
    expect(clicks(pages).map(({ anchor, reaction }) => [anchor, reaction])).toEqual([
      ['#dead', 'dead'],
      ['#text', undefined],
      ['#box', undefined],
      ['#alive', undefined],
    ]);
  });

  it('are not dead on what can only be focused by a script, nor when the answer is in a shadow tree or a download', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<main tabindex="-1" id="main" style="height:50px">text</main><my-card></my-card>
          <button id="file" onclick="location.href = '/file'">file</button><button id="dead">dead</button>`,
      },
      isClockStopped: true,
    });
    // A navigation that leaves the page where it is, as a download does.
    await page.route('**/file', (route) => route.fulfill({ status: 204 }));
    await page.evaluate(() => {
      const root = document.querySelector('my-card')?.attachShadow({ mode: 'open' });
      if (!root) return;
      root.innerHTML = '<button id="inside">inside</button><output></output>';
      root.querySelector('button')?.addEventListener('click', () => root.querySelector('output')?.append('done'));
    });
    await page.click('#dead');
    // Without a request in between, which would be a reaction.
    await page.clock.runFor(5000);
    await page.click('#main', { position: { x: 200, y: 40 } });
    await letTimePass(page, 5000);
    await page.click('#inside');
    await letTimePass(page, 5000);
    await page.evaluate("document.querySelector('#file').click()");
    await page.clock.runFor(5000);
    await arrivedInTime(pages, page, 4);
    expect(clicks(pages).map(({ anchor, reaction }) => [anchor, reaction])).toEqual([
      ['#dead', 'dead'],
      ['#main', undefined],
      ['my-card >>> #inside', undefined],
      ['#file', undefined],
    ]);
  });

  it('are told within two seconds when something comes of them', async () => {
    const { pages, page } = await visit({
      pages: { '/': `<button id="alive" onclick="this.dataset.open = true">alive</button>` },
      isClockStopped: true,
    });
    await page.click('#alive');
    await letTimePass(page, 2000);
    await arrivedInTime(pages, page, 1);
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

  it('say so of the click that failed, not of those before it, and not when a picture is missing', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button id="fine" onclick="this.dataset.open = true">fine</button>
          <button id="picture" onclick="document.body.append(Object.assign(new Image(), { src: 'data:,' }))">picture</button>
          <button id="broken" onclick="throw new Error('broken')">broken</button>`,
      },
    });
    await page.evaluate(() => {
      for (const id of ['fine', 'broken']) document.getElementById(id)?.click();
    });
    await page.click('#picture');
    await arrived(pages, 3);
    expect(Object.fromEntries(clicks(pages).map(({ anchor, reaction }) => [anchor, reaction]))).toEqual({
      '#fine': undefined,
      '#broken': 'error',
      '#picture': undefined,
    });
  });

  it('of a script that does nothing else push out no other event', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button id="a">a</button>' } });
    await page.evaluate(() => {
      for (let index = 0; index < 2000; index++) document.getElementById('a')?.click();
    });
    await mark(pages, page);
    await eventually(() => expect(clicks(pages).length).toBeGreaterThan(0));
    await mark(pages, page, 'end');
    expect(clicks(pages).length).toBeLessThanOrEqual(100);
    expect(pages.events('page_view')).toHaveLength(1);
  });

  const burst = (page: Page, selector: string, count = 3) => page.click(selector, { clickCount: count });

  it('are rage at the third one within a second in one place', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button id="stuck">stuck</button>' }, isClockStopped: true });
    await burst(page, '#stuck');
    await letTimePass(page, 5000);
    await arrivedInTime(pages, page, 3);
    expect(clicks(pages).filter(({ reaction }) => reaction === 'rage')).toHaveLength(1);
  });

  it('are no rage on steppers, on next and previous, and far apart', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button id="plus" aria-label="increment">+</button><button class="carousel-next">›</button>
          <input type="number" id="amount"><div class="calendar"><b id="day" tabindex="0">12</b></div>
          <div class="player"><button id="skip">skip</button></div><button id="sign">+</button><button id="wide" style="position:absolute;top:300px;left:0;width:800px">wide</button>`,
      },
    });
    await burst(page, '#plus');
    await burst(page, '.carousel-next');
    await burst(page, '#amount');
    for (const id of ['day', 'skip', 'sign']) await burst(page, `#${id}`);
    for (const x of [10, 300, 600]) await page.locator('#wide').click({ position: { x, y: 5 } });
    await mark(pages, page, 'end');
    await eventually(() => expect(anchors(pages)).toHaveLength(21));
    expect(clicks(pages).filter(({ reaction }) => reaction === 'rage')).toEqual([]);
  });
});
