import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from './axe.ts';
import { type Dashboard, openDashboard } from './dashboard-visits.ts';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await openDashboard();
});
afterAll(() => dashboard.close());

const panels = ['overview', 'live', 'funnels', 'segments', 'setup'];
const looks = (['en', 'ar'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

describe.each(looks)('in $language, $theme', ({ language, theme }) => {
  it.each(panels)('the panel %s has no violation', async (panel) => {
    const query =
      panel === 'funnels'
        ? `?lang=${language}&own=${Buffer.from('{"breakdown":"device"}').toString('base64url')}`
        : `?lang=${language}`;
    const page = await dashboard.open(`/sites/${dashboard.siteId}/${panel}${query}`, { theme });
    await settled(page);
    // A few are enough where there are many: they are alike.
    for (const summary of (await page.locator('summary').all()).slice(0, 5)) await summary.click();
    expect(await violations(page)).toEqual([]);
    // Both themes have one layout.
    if (theme === 'dark') return page.context().close();
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
  });

  it('boxes that open over a panel have no violation', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/overview?lang=${language}`, { theme });
    await settled(page);
    const names = new Set<string>();
    for (const opener of await page.locator('main [aria-haspopup="dialog"]').all()) {
      // Those of the same name open the same box, from another card.
      const name = await opener.innerText();
      if (names.has(name)) continue;
      names.add(name);
      await opener.click();
      await page.getByRole('dialog').waitFor();
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      // The focus goes back to where it came from.
      await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    }
    await page.context().close();
  });

  it('nobody signed in: no violation', async () => {
    const page = await (await dashboard.context({ theme })).newPage();
    await page.goto(`${dashboard.collector.url}/?lang=${language}`);
    await page.getByRole('listitem').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the keyboard', () => {
  it('reaches the content first with one press, and every control shows where it is', async () => {
    const page = await dashboard.open(`/sites/${dashboard.siteId}/funnels`);
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);

    const unseen: string[] = [];
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await page.evaluate(() => {
        const focused = document.activeElement ?? document.body;
        const shown = [focused, focused.closest('label'), focused.closest('.values')].filter((part) => part !== null);
        return {
          name: focused.outerHTML.slice(0, 120),
          isSeen: focused === document.body || shown.some((part) => getComputedStyle(part).outlineStyle === 'solid'),
        };
      });
      if (!isSeen) unseen.push(name);
    }
    expect(unseen).toEqual([]);
  });
});
