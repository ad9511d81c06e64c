import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually, leave, letTimePass, useBrowser, visit } from './visit.ts';

useBrowser();

const engagedMs = (pages: Pages) =>
  pages.events('page_engagement').reduce((sum, { properties }) => sum + properties.engagedMs, 0);

describe('engagement', () => {
  it('counts the time a visitor is active, told when the page is left', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, isClockStopped: true });
    await letTimePass(page, 4000);
    await page.mouse.move(10, 10);
    await letTimePass(page, 4000);
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement')).toHaveLength(1));
    expect(engagedMs(pages)).toBeGreaterThanOrEqual(8000);
    expect(engagedMs(pages)).toBeLessThan(9000);
  });

  it('stops counting 30 s after the last sign of life, and begins again with the next', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, isClockStopped: true });
    await letTimePass(page, 1000);
    await page.clock.fastForward(600_000);
    await page.keyboard.press('ArrowDown');
    await letTimePass(page, 2000);
    await leave(page);
    await eventually(() => expect(engagedMs(pages)).toBeGreaterThan(31_900));
    expect(engagedMs(pages)).toBeLessThan(34_000);
  });

  it('tells increments while the visitor reads on, so that a crash loses little', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' }, isClockStopped: true });
    for (let round = 0; round < 8; round++) {
      await letTimePass(page, 10_000);
      await page.mouse.move(round, 10);
    }
    await letTimePass(page, 2000);
    await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThanOrEqual(2));
    await leave(page);
    await eventually(() => expect(engagedMs(pages)).toBeGreaterThan(81_000));
    expect(engagedMs(pages)).toBeLessThan(84_000);
  });

  it('measures how far down the visitor came, against the height the document has by then', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<div id="long" style="height:2000px"></div>' },
      isClockStopped: true,
    });
    const { height } = await page.evaluate(async () => {
      const long = document.querySelector<HTMLElement>('#long');
      if (long) long.style.height = '7000px';
      const scrolled = new Promise((resolve) => addEventListener('scroll', resolve, { once: true }));
      scrollTo(0, 2000);
      await scrolled;
      return { height: document.documentElement.scrollHeight };
    });
    await letTimePass(page, 2000);
    await page.evaluate(() => scrollTo(0, 0));
    await letTimePass(page, 2000);
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement')).toHaveLength(1));
    expect(pages.events('page_engagement')[0]?.properties.scrollDepthRatio).toBeCloseTo((2000 + 720) / height, 2);
  });

  it('belongs to the page view it was spent on', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, isClockStopped: true });
    await letTimePass(page, 3000);
    await page.evaluate(() => history.pushState({}, '', '/next'));
    await letTimePass(page, 5000);
    await leave(page);
    await eventually(() => expect(pages.events('page_engagement')).toHaveLength(2));
    const [first, second] = pages.events('page_engagement');
    expect(first?.envelope.url).toBe(`${pages.url}/`);
    expect(second?.envelope.url).toBe(`${pages.url}/next`);
    expect(first?.properties.engagedMs).toBeLessThan(4000);
    expect(second?.properties.engagedMs).toBeGreaterThanOrEqual(5000);
  });
});
