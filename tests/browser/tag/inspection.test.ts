import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually, leave, letTimePass, settle, useBrowser, type VisitOptions, visit } from './visit.ts';

useBrowser();

const inspections = (pages: Pages) => pages.events('feature_inspection').map(({ properties }) => properties);

const visitStopped = async (body: string, config: VisitOptions['config'] = {}) => {
  const visited = await visit({ pages: { '/': body }, config, isClockStopped: true });
  // The first look at the page comes after the tag's start.
  await visited.page.clock.runFor(1);
  await settle(visited.page);
  return visited;
};

/** The visitor looks away, or looks at the page again. */
const turn = (page: Page, visibility: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visibility);

/** Leaves the page and waits for its last words. */
const end = async (pages: Pages, page: Page) => {
  await leave(page);
  await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
};

describe('feature inspection', () => {
  it('counts a feature that is seen for a second, and none that is seen shorter', async () => {
    const { pages, page } = await visitStopped(
      '<div data-tt-feature="prices">prices</div><div id="late" data-tt-feature="late" hidden>late</div>',
    );
    await letTimePass(page, 1500);
    await page.evaluate(() => document.querySelector('#late')?.removeAttribute('hidden'));
    await settle(page);
    await letTimePass(page, 600);
    await end(pages, page);
    expect(inspections(pages)).toEqual([
      { feature: 'prices', visibleMs: expect.any(Number), hoveredMs: 0, focusedMs: 0, uses: 0 },
    ]);
    expect(inspections(pages)[0]?.visibleMs).toBeGreaterThanOrEqual(2100);
    expect(inspections(pages)[0]?.visibleMs).toBeLessThan(3000);
  });

  it('needs half of the element, and for one taller than the window half of the window', async () => {
    const { pages, page } = await visitStopped(
      `<div style="height:500px"></div>
       <div data-tt-feature="less than half" style="position:absolute;top:521px;height:400px;width:100px"></div>
       <div data-tt-feature="more than half" style="position:absolute;top:519px;left:200px;height:400px;width:100px"></div>
       <div data-tt-feature="tall, a third" style="position:absolute;top:480px;left:400px;height:3000px;width:100px"></div>
       <div data-tt-feature="tall, two thirds" style="position:absolute;top:240px;left:600px;height:3000px;width:100px"></div>`,
    );
    await letTimePass(page, 2000);
    await end(pages, page);
    expect(
      inspections(pages)
        .map(({ feature }) => feature)
        .sort(),
    ).toEqual(['more than half', 'tall, two thirds']);
  });

  it('adds up the elements of one feature into one event, overlapping times once', async () => {
    const { pages, page } = await visitStopped('<p data-tt-feature="card">one</p><p data-tt-feature="card">two</p>');
    await letTimePass(page, 2000);
    await end(pages, page);
    expect(inspections(pages)).toHaveLength(1);
    expect(inspections(pages)[0]?.visibleMs).toBeLessThan(3000);
  });

  it('counts a resting pointer, not one that passes', async () => {
    const { pages, page } = await visitStopped(
      `<div data-tt-feature="rested" style="position:absolute;top:3000px;height:10px"></div>
       <div data-tt-feature="hovered" style="position:fixed;left:0;top:0;width:100px;height:100px"></div>
       <div data-tt-feature="passed" style="position:fixed;left:300px;top:0;width:100px;height:100px"></div>`,
    );
    for (let step = 0; step < 10; step++) {
      await page.mouse.move(310 + step, 50);
      await page.clock.runFor(20);
    }
    await page.mouse.move(50, 50);
    await page.clock.runFor(400);
    await page.mouse.move(600, 600);
    await end(pages, page);
    expect(inspections(pages)).toMatchObject([{ feature: 'hovered', uses: 0 }]);
    expect(inspections(pages)[0]?.hoveredMs).toBeGreaterThanOrEqual(400);
    expect(inspections(pages)[0]?.hoveredMs).toBeLessThan(700);
  });

  it('counts uses: clicks, and key presses in bursts, a key and the click it brings about once', async () => {
    const { pages, page } = await visitStopped(
      '<div data-tt-feature="search"><input id="words"><button id="go">go</button></div><div data-tt-feature="other">-</div>',
    );
    // A click, a burst of keys; then, a while later, one Enter with its click.
    await page.click('#words');
    await page.keyboard.type('boat');
    await page.focus('#go');
    await letTimePass(page, 1500);
    await page.keyboard.press('Enter');
    await end(pages, page);
    expect(inspections(pages).find(({ feature }) => feature === 'search')?.uses).toBe(3);
  });

  it('counts the focus in it, and that text was copied, never which', async () => {
    const { pages, page } = await visitStopped('<div data-tt-feature="code"><input value="secret words"></div>');
    await page.focus('input');
    await letTimePass(page, 2000);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    await end(pages, page);
    expect(inspections(pages)).toMatchObject([{ feature: 'code', isCopied: true }]);
    expect(inspections(pages)[0]?.focusedMs).toBeGreaterThanOrEqual(2000);
    expect(JSON.stringify(pages.batches)).not.toContain('secret');
  });

  it('finds features that are added later, in shadow roots too', async () => {
    const { pages, page } = await visitStopped('<div id="host"></div>');
    await page.evaluate(() => {
      const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
      const inner = document.createElement('button');
      inner.dataset.ttFeature = 'in shadow';
      inner.textContent = 'press';
      root?.append(inner);
      const later = document.createElement('p');
      later.dataset.ttFeature = 'later';
      later.textContent = 'later';
      document.body.append(later);
    });
    await letTimePass(page, 1000);
    await settle(page);
    await page.locator('#host button').click();
    await letTimePass(page, 2000);
    await end(pages, page);
    expect(inspections(pages).map(({ feature }) => feature)).toEqual(expect.arrayContaining(['in shadow', 'later']));
    expect(inspections(pages).find(({ feature }) => feature === 'in shadow')?.uses).toBe(1);
  });

  it('tells one event a feature and page view when a single-page app goes on', async () => {
    const { pages, page } = await visitStopped('<p data-tt-feature="prices">prices</p>');
    await letTimePass(page, 2000);
    await page.evaluate(() => history.pushState({}, '', '/next'));
    await letTimePass(page, 2000);
    await end(pages, page);
    const [first, second, ...more] = pages.events('feature_inspection');
    expect(more).toEqual([]);
    expect([first?.envelope.url, second?.envelope.url]).toEqual([`${pages.url}/`, `${pages.url}/next`]);
    expect(first?.envelope.pageId).not.toBe(second?.envelope.pageId);
  });

  it('finds features by the selectors of the settings, now and later, in shadow roots too, and leaves the page as it is', async () => {
    const { pages, page } = await visitStopped(
      '<section class="price">1</section><div id="late">2</div><div id="host"></div>',
      {
        features: [
          { feature: 'broken', selector: 'a[' },
          { feature: 'prices', selector: '.price' },
          { feature: 'later', selector: '#late.is-open' },
          { feature: 'in shadow', selector: 'button.deep' },
        ],
      },
    );
    await page.evaluate(() => {
      document.querySelector('#late')?.classList.add('is-open');
      const button = document.createElement('button');
      button.className = 'deep';
      button.textContent = 'press';
      document.querySelector('#host')?.attachShadow({ mode: 'open' }).append(button);
    });
    const before = await page.evaluate(() => document.body.outerHTML);
    await letTimePass(page, 1000);
    await settle(page);
    await page.locator('#host button').click();
    await letTimePass(page, 2000);
    expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
    await end(pages, page);
    expect(
      inspections(pages)
        .map(({ feature, uses }) => [feature, uses])
        .sort(),
    ).toEqual([
      ['in shadow', 1],
      ['later', 0],
      ['prices', 0],
    ]);
  });

  it('counts from the thresholds of the settings on', async () => {
    const { pages, page } = await visitStopped(
      `<p data-tt-feature="seen">seen</p><button data-tt-feature="used once">1</button>
       <button data-tt-feature="used twice">2</button>`,
      { inspectionFrom: { visibleMs: 60_000, hoveredMs: 60_000, uses: 2 } },
    );
    await page.click('text=1');
    await page.click('text=2');
    await letTimePass(page, 2000);
    await page.click('text=2');
    await end(pages, page);
    expect(inspections(pages).map(({ feature }) => feature)).toEqual(['used twice']);
  });

  it('counts nothing in ignored elements, by attribute or by the settings', async () => {
    const { pages, page } = await visitStopped(
      `<div data-tt-ignore><button data-tt-feature="ignored">1</button></div>
       <div class="private"><button data-tt-feature="private">2</button></div>
       <div data-tt-feature="around"><button class="private">3</button></div>`,
      { ignoredSelectors: ['a[', '.private'] },
    );
    for (const name of ['1', '2', '3']) await page.click(`text=${name}`);
    await letTimePass(page, 2000);
    await end(pages, page);
    expect(inspections(pages)).toMatchObject([{ feature: 'around', uses: 0 }]);
  });

  it('is one inspection however often the page is hidden: what follows is told as its continuation, and adds up', async () => {
    const { pages, page } = await visitStopped('<button data-tt-feature="prices">prices</button>');
    await letTimePass(page, 2000);
    await turn(page, 'hidden');
    await letTimePass(page, 4000);
    await turn(page, 'visible');
    await page.click('button');
    await letTimePass(page, 2000);
    await turn(page, 'hidden');
    await turn(page, 'visible');
    await turn(page, 'hidden');
    await leave(page);
    await eventually(() => expect(inspections(pages)).toHaveLength(2));
    const [first, second] = inspections(pages);
    expect(first).not.toHaveProperty('isContinued');
    expect(first?.uses).toBe(0);
    expect(second).toMatchObject({ feature: 'prices', uses: 1, isContinued: true });
    const visibleMs = (first?.visibleMs ?? 0) + (second?.visibleMs ?? 0);
    expect(visibleMs).toBeGreaterThanOrEqual(3900);
    expect(visibleMs).toBeLessThan(5000);
  });

  it('adds up what was too short for an inspection before the page was hidden and after', async () => {
    const { pages, page } = await visitStopped('<p data-tt-feature="prices">prices</p>');
    await letTimePass(page, 600);
    await turn(page, 'hidden');
    await turn(page, 'visible');
    await letTimePass(page, 600);
    await turn(page, 'hidden');
    await eventually(() => expect(inspections(pages)).toHaveLength(1));
    expect(inspections(pages)[0]).not.toHaveProperty('isContinued');
  });

  it('stops at a hundred features of one page view', async () => {
    const { pages, page } = await visitStopped(
      Array.from({ length: 120 }, (_, index) => `<b data-tt-feature="f${index}">${index} </b>`).join(''),
    );
    await letTimePass(page, 2000);
    await end(pages, page);
    await eventually(() => expect(inspections(pages).length).toBeGreaterThanOrEqual(100));
    expect(new Set(inspections(pages).map(({ feature }) => feature)).size).toBe(100);
  });
});
