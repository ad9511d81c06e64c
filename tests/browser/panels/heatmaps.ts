import type { BreakdownResult, HeatmapResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { savedBytes } from '../dashboard-browser.ts';
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
  en: {
    page: 'Page',
    elements: 'What they click',
    attention: 'How far down they come',
    cells: 'Where they click',
    grid: (clicks: string, cells: string) => new RegExp(`^${clicks} clicks in ${cells} cells of the page\\.`),
    table: 'Table',
  },
  ar: {
    page: 'الصفحة',
    elements: 'ما الذي ينقرونه',
    attention: 'إلى أي عمق يصلون',
    cells: 'أين ينقرون',
    grid: (clicks: string, cells: string) => new RegExp(`^عدد النقرات ${clicks} في ${cells} من خلايا الصفحة\\.`),
    table: 'الجدول',
  },
} as const;

/** The panel of heatmaps against the API. */
export const describeHeatmaps = (demo: () => DemoDashboard) =>
  describe('heatmaps', () => {
    const asked = (page: string, filters: object[] = []) =>
      demo().ask<HeatmapResult>('heatmap', {
        range: lastDays,
        page,
        filters,
        grid: { unit: 'share', columns: 48, rowPx: 24 },
        elements: { limit: 50, cells: 1 },
      });

    it.each(readers)(
      'tell where and what they click and how far they come, as the API does ($language)',
      async (reader) => {
        const text = words[reader.language];
        const path = '/demo/en/products/';
        const page = await demo().openPanel('heatmaps', reader);
        await page.getByRole('combobox', { name: text.page, exact: true }).selectOption(path);
        const { elements, grids, engagement, total } = await asked(path);
        const elementRows = async () =>
          (await cellsOf(page, text.elements)).map((cells) => [cells[0], cells[1], cells[3]]);
        await expect
          .poll(elementRows)
          .toEqual(
            elements?.map(({ anchor, clicks, visitors }) => [
              anchor,
              numberFor(reader, clicks),
              numberFor(reader, visitors),
            ]),
          );
        expect(elements?.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(total.clicks);

        const most = grids?.reduce((best, grid) => (grid.clicks > best.clicks ? grid : best));
        const grid = page.getByRole('img', {
          name: text.grid(numberFor(reader, most?.clicks ?? 0), numberFor(reader, most?.cells.length ?? 0)),
        });
        expect(await grid.locator('.heat-cell').count()).toBe(most?.cells.length);
        await page.getByText(text.table, { exact: true }).click();
        expect((await cellsOf(page, text.cells)).map((cells) => cells[2])).toEqual(
          most?.cells.map(({ clicks }) => numberFor(reader, clicks)),
        );
        const { depths, scrolledPageViews } = engagement ?? { depths: [], scrolledPageViews: 0 };
        expect((await cellsOf(page, text.attention)).map((cells) => cells[1])).toEqual(
          depths.map(({ reached }) => percentFor(reader, reached / scrolledPageViews)),
        );
        await page.close();
      },
    );

    it('begin with the page that is seen most, keep devices apart, and tell who clicked', async () => {
      const page = await demo().openPanel('heatmaps', readers[0]);
      const { rows } = await demo().ask<BreakdownResult>('breakdown', {
        range: lastDays,
        events: [{ kind: 'page_view' }],
        property: 'path',
      });
      const path = rows[0]?.value ?? '';
      const choice = page.getByRole('combobox', { name: 'Page', exact: true });
      await expect.poll(() => choice.inputValue()).toBe(path);
      await page.getByRole('combobox', { name: 'Device', exact: true }).selectOption('Mobile');
      const { total, elements } = await asked(path, [{ property: 'device', operator: 'is', values: ['mobile'] }]);
      const clicks = page
        .locator('.figures-row > div', { has: page.getByRole('term').getByText('Clicks', { exact: true }) })
        .getByRole('definition')
        .first();
      await expect.poll(() => clicks.textContent()).toBe(numberFor(readers[0], total.clicks));

      // Only who saw a variant; the choice stands in the address.
      const seen = (name: string, value: string) => ({ property: name, operator: 'is', values: [value] });
      const exposure = { kind: 'exposure', filters: [seen('experiment', 'cta'), seen('variant', 'control')] };
      const sawControl = await asked(path, [
        { property: 'device', operator: 'is', values: ['mobile'] },
        { visitor: { did: exposure } },
      ]);
      expect(sawControl.total.clicks).toBeLessThan(total.clicks);
      const variant = page.getByRole('combobox', { name: 'Variant seen', exact: true });
      await variant.selectOption('cta:control');
      await expect.poll(() => clicks.textContent()).toBe(numberFor(readers[0], sawControl.total.clicks));
      // Every card is saved as a picture.
      for (const title of ['The page in figures', 'Where they click', 'What they click', 'How far down they come']) {
        const button = page.getByRole('region', { name: title, exact: true }).getByRole('button', { name: /PNG/ });
        expect((await savedBytes(page, () => button.click())).subarray(1, 4).toString('latin1')).toBe('PNG');
      }
      await page.goBack();
      await expect.poll(() => variant.inputValue()).toBe('');
      await expect.poll(() => clicks.textContent()).toBe(numberFor(readers[0], total.clicks));

      const [first] = elements ?? [];
      await page
        .getByRole('button', { name: `See who: ${first?.visitors} clicked ${first?.anchor}`, exact: true })
        .click();
      await page.getByRole('dialog').getByText(visitorsText(first?.visitors), { exact: true }).waitFor();
      await page.close();
    });
  });
