import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from './axe.ts';
import { type DemoDashboard, openDemoDashboard, readers } from './demo-dashboard.ts';
import { describeCheckouts } from './panels/checkouts.ts';
import { describeFeatures } from './panels/features.ts';
import { describeHeatmaps } from './panels/heatmaps.ts';
import { describePaths } from './panels/paths.ts';
import { describePeople } from './panels/people.ts';
import { describeRetention } from './panels/retention.ts';

let opened: DemoDashboard;
const demo = () => opened;

// One demo for all panels: starting it is what takes longest.
beforeAll(async () => {
  opened = await openDemoDashboard();
}, 120_000);
afterAll(() => opened.close());

describeCheckouts(demo);
describePeople(demo);
describePaths(demo);
describeFeatures(demo);
describeHeatmaps(demo);
describeRetention(demo);

const panels = ['checkouts', 'people', 'retention', 'paths', 'features', 'heatmaps'];
const looks = readers.flatMap((reader) => (['light', 'dark'] as const).map((theme) => ({ ...reader, theme })));

describe.each(looks)('with much to show, in $language, $theme', ({ theme, ...reader }) => {
  it('no panel has a violation, and nothing stands out of a narrow window', async () => {
    const found: string[] = [];
    for (const panel of panels) {
      const page = await demo().openPanel(panel, reader, { theme });
      await settled(page);
      for (const summary of (await page.locator('main summary').all()).slice(0, 3)) await summary.click();
      found.push(...(await violations(page)).map((violation) => `${panel}: ${violation}`));
      await page.setViewportSize({ width: 390, height: 844 });
      const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflowPx !== 0) found.push(`${panel}: ${overflowPx} px too wide`);
      await page.close();
    }
    expect(found).toEqual([]);
  });
});
