import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled, violations } from './axe.ts';
import { type DemoDashboard, openDemoDashboard, readers } from './demo-dashboard.ts';
import { describeBoards } from './panels/boards.ts';
import { describeBudgets } from './panels/budgets.ts';
import { describeCampaigns } from './panels/campaigns.ts';
import { describeCheckouts } from './panels/checkouts.ts';
import { describeComparisons } from './panels/comparisons.ts';
import { describeEngagement } from './panels/engagement.ts';
import { describeErrors } from './panels/errors.ts';
import { describeExperiments } from './panels/experiments.ts';
import { describeExplore } from './panels/explore.ts';
import { describeFeatures } from './panels/features.ts';
import { describeForms } from './panels/forms.ts';
import { describeFunnels } from './panels/funnels.ts';
import { describeHeatmaps } from './panels/heatmaps.ts';
import { describeOverview } from './panels/overview.ts';
import { describePaths } from './panels/paths.ts';
import { describePeople } from './panels/people.ts';
import { describeRetention } from './panels/retention.ts';
import { describeSegments } from './panels/segments.ts';
import { describeSurveyEditor } from './panels/survey-editor.ts';
import { describeSurveys } from './panels/surveys.ts';
import { describeVitals } from './panels/vitals.ts';

let opened: DemoDashboard;
const demo = () => opened;

// One demo for all panels: starting it is what takes longest.
beforeAll(async () => {
  opened = await openDemoDashboard();
}, 300_000);
afterAll(() => opened.close());

describeOverview(demo);
describeCheckouts(demo);
describePeople(demo);
describePaths(demo);
describeFeatures(demo);
describeHeatmaps(demo);
describeVitals(demo);
describeErrors(demo);
describeExperiments(demo);
describeRetention(demo);
describeEngagement(demo);
describeCampaigns(demo);
describeForms(demo);
describeFunnels(demo);
describeSegments(demo);
describeSurveys(demo);
describeSurveyEditor(demo);
describeExplore(demo);
describeComparisons(demo);
describeBudgets(demo);
describeBoards(demo);

const panels = [
  'explore',
  'segments',
  'surveys',
  'checkouts',
  'people',
  'retention',
  'engagement',
  'campaigns',
  'forms',
  'paths',
  'features',
  'heatmaps',
  'experiments',
  'vitals',
  'errors',
];
// Both languages and both themes: a contrast is the theme's alone, a name the language's.
const looks = [
  { ...readers[0], theme: 'light' },
  { ...readers[1], theme: 'dark' },
] as const;

describe.each(looks)('with much to show, in $language, $theme', ({ theme, ...reader }) => {
  it('no panel has a violation, and nothing stands out of a narrow window', async () => {
    const found: string[] = [];
    for (const panel of panels) {
      const page = await demo().openPanel(panel, reader, { theme });
      await settled(page);
      for (const summary of (await page.locator('main summary').all()).slice(0, 3)) await summary.click();
      found.push(...(await violations(page)).map((violation) => `${panel}: ${violation}`));
      await page.setViewportSize({ width: 390, height: 844 });
      // Charts are drawn anew for the new width.
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { message: panel })
        .toBe(0);
      await page.close();
    }
    expect(found).toEqual([]);
    // Many panels, each checked whole.
  }, 300_000);
});
