import type { RetentionResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import {
  cellsOf,
  type DemoDashboard,
  lastDays,
  numberFor,
  percentFor,
  readers,
  visitorsText,
} from '../demo-dashboard.ts';

const words = {
  en: { table: 'Retention by cohort', back: 'Comes back with', purchase: 'Purchase', people: 'People' },
  ar: { table: 'العودة حسب الفوج', back: 'يعود بـ', purchase: 'عملية شراء', people: 'العدد' },
} as const;

/** The panel of retention against the API. */
export const describeRetention = (demo: () => DemoDashboard) =>
  describe('retention', () => {
    const asked = {
      range: lastDays,
      startEvents: [{ kind: 'page_view' }],
      returnEvents: [{ kind: 'purchase' }],
      interval: 'week',
      periods: 8,
    };

    it.each(readers)("tells how many of each cohort come back, with the API's figures ($language)", async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('retention', reader);
      await page.getByRole('combobox', { name: text.back, exact: true }).selectOption(text.purchase);
      const { cohorts, totals, size } = await demo().ask<RetentionResult>('retention', asked);
      const percent = (ratio: number | null | undefined) =>
        ratio === null || ratio === undefined ? '' : percentFor(reader, ratio);
      const expected = [...cohorts.map((cohort) => [cohort.size, cohort.periods] as const), [size, totals] as const];
      const figures = expected.map(([people, periods]) => [
        numberFor(reader, people),
        // Periods that have begun for nobody are no columns.
        ...periods.slice(0, cohorts.length).map(({ shareRatio }) => percent(shareRatio)),
      ]);
      // The last row is that of the days before.
      await expect
        .poll(async () => (await cellsOf(page, text.table)).slice(0, -1).map((cells) => cells.slice(1)))
        .toEqual(figures);

      await page.getByRole('radio', { name: text.people, exact: true }).check({ force: true });
      await expect
        .poll(async () => (await cellsOf(page, text.table))[0]?.[2])
        .toBe(numberFor(reader, cohorts[0]?.periods[0]?.retained ?? 0));
      await page.close();
    });

    it('lists who came back, and a link opens the list', async () => {
      const page = await demo().openPanel('retention', readers[0]);
      const { cohorts } = await demo().ask<RetentionResult>('retention', {
        ...asked,
        returnEvents: [{ kind: 'page_view' }],
      });
      const rows = page.getByRole('table', { name: words.en.table, exact: true }).locator('tbody tr');
      await rows.nth(1).getByRole('button').first().click();
      const list = page.getByRole('dialog', { name: 'Came back · Same week', exact: true });
      const said = list.getByText(visitorsText(cohorts[1]?.periods[0]?.retained ?? 0), { exact: true });
      await said.waitFor();

      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.reload();
      await said.waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => new URL(page.url()).searchParams.get('own')).toBe(null);
      await page.close();
    });
  });
