import type { CampaignsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedText } from '../dashboard-browser.ts';
import { cellsOf, type DemoDashboard, lastDays, moneyFor, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    table: 'What came of it',
    by: 'By',
    source: 'Source',
    attribution: 'Put down to',
    first: 'The first touch',
    order: 'Order by',
    revenue: 'Order by: Revenue, SAR',
  },
  ar: {
    table: 'ما نتج عنه',
    by: 'حسب',
    source: 'المصدر',
    attribution: 'يُنسب إلى',
    first: 'أول وصول',
    order: 'رتّب حسب',
    revenue: 'رتّب حسب: الإيراد، SAR',
  },
} as const;

/** The panel of campaigns against the API. */
export const describeCampaigns = (demo: () => DemoDashboard) =>
  describe('campaigns', () => {
    const asked = (more: object = {}) =>
      demo().ask<CampaignsResult>('campaigns', {
        range: lastDays,
        by: 'source',
        attribution: 'first_touch',
        sort: { by: 'revenue', currency: 'SAR' },
        limit: 50,
        ...more,
      });

    it.each(readers)(
      "tell what came of each source by the first touch, a currency each, with the API's figures, and who came ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('campaigns', reader, { query: 'compare=none' });
        await page.getByRole('combobox', { name: text.by, exact: true }).selectOption(text.source);
        await page.getByRole('combobox', { name: text.attribution, exact: true }).selectOption(text.first);
        await page.getByRole('combobox', { name: text.order, exact: true }).selectOption(text.revenue);
        const { rows, total } = await asked();
        const money = (amount: string | undefined, currency: string) =>
          amount === undefined ? '–' : moneyFor(reader, amount, currency);
        const expected = [...rows, total].map(({ visitors, sessions, conversions, converted, orders, revenue }) => [
          ...[visitors, sessions, conversions, converted, orders].map((value) => numberFor(reader, value)),
          ...['EUR', 'SAR'].map((currency) => money(revenue[currency], currency)),
        ]);
        const shown = async () =>
          (await cellsOf(page, text.table)).map((cells) => [...cells.slice(1, 5), ...cells.slice(6)]);
        await expect.poll(shown).toEqual(expected);
        const cells = await cellsOf(page, text.table);
        for (const [index, { conversion }] of rows.entries())
          expect(cells[index]?.[5]).toContain(percentFor(reader, conversion?.ratio ?? 0));

        const csv = await savedText(page, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
        expect(csv.trim().split('\r\n')).toHaveLength(rows.length + 2);

        const [first] = rows;
        const { people } = await asked({ people: { value: first?.value ?? '', outcome: 'converted', limit: 1000 } });
        const row = page.getByRole('table', { name: text.table, exact: true }).locator('tbody tr').first();
        await row.locator('td').nth(3).getByRole('button').click();
        const list = page.getByRole('dialog');
        await expect.poll(() => list.getByRole('rowheader').count()).toBe(people?.count);
        expect(people?.count).toBe(first?.converted);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );

    it('tell what each figure was before, also in the file, and say what to do when nobody came', async () => {
      const page = await demo().openPanel('campaigns', readers[0]);
      const { rows } = await asked({
        by: 'channel',
        attribution: 'last_touch',
        sort: { by: 'visitors' },
        comparison: 'previous_period',
      });
      const before = rows[0]?.comparison?.visitors;
      expect((await cellsOf(page, words.en.table))[0]?.[1]).toContain(`${before} before`);
      const csv = await savedText(page, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
      expect(csv.split('\r\n')[0]).toContain('"Visitors, before"');
      await page.close();

      const empty = await demo().openPanel('campaigns', readers[0], { query: 'range=2020-01-01..2020-01-02' });
      await empty.getByText('Nobody came in these days').waitFor();
      await empty.close();
    });
  });
