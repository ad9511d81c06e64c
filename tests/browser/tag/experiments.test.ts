import { assignVariant } from '@telltale/sdk';
import { describe, expect, it } from 'vitest';
import { eventually, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const cta = {
  id: 'cta',
  variants: [
    { id: 'control', weight: 1 },
    { id: 'green', weight: 1 },
  ],
};

const exposures = (pages: Awaited<ReturnType<typeof visit>>['pages']) =>
  pages.events('exposure').map(({ properties }) => properties);

describe('experiments', () => {
  it('show a visitor the variant that anyone can compute from the visitor id, on every page, and record it once', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' }, config: { experiments: [cta] } });
    const ask = (tab: typeof page) => tab.evaluate(() => (window as unknown as TagWindow).telltale.variant('cta'));
    const variant = await ask(page);
    expect(await ask(page)).toBe(variant);
    expect(await ask(await openTab('/'))).toBe(variant);
    await mark(pages, page);
    expect(exposures(pages)).toEqual([{ experiment: 'cta', variant }]);
    expect(variant).toBe(assignVariant(pages.events('exposure')[0]?.envelope.visitorId ?? '', cta));
  });

  it('record the exposure when the element is half seen, not when the variant is asked for', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<div style="height:3000px"></div><button>order</button>' },
      config: { experiments: [cta] },
    });
    await page.evaluate(() =>
      (window as unknown as TagWindow).telltale.variant('cta', document.querySelector('button') ?? undefined),
    );
    await mark(pages, page);
    expect(exposures(pages)).toEqual([]);
    await page.locator('button').scrollIntoViewIfNeeded();
    await eventually(() => expect(exposures(pages)).toHaveLength(1));
  });

  it('have no variant without an id, nor for an experiment that does not exist, and record nothing then', async () => {
    const { pages, page } = await visit({ pages: { '/': '' }, config: { experiments: [cta], isCookieless: true } });
    const variants = await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      return [telltale.variant('cta') ?? 'none', telltale.variant('unknown') ?? 'none'];
    });
    await mark(pages, page);
    expect(variants).toEqual(['none', 'none']);
    expect(exposures(pages)).toEqual([]);
  });
});
