import type { EngagementResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedText } from '../dashboard-browser.ts';
import { cellsOf, type DemoDashboard, lastDays, moneyFor, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    all: 'All figures',
    table: 'Table',
    see: 'See who: Customers',
    customers: 'Customers',
    formula: 'Revenue ÷ orders in this currency',
  },
  ar: {
    all: 'كل الأرقام',
    table: 'الجدول',
    see: 'اعرف من هم: العملاء',
    customers: 'العملاء',
    formula: 'الإيراد ÷ الطلبات بهذه العملة',
  },
} as const;

/** The panel of engagement against the API. */
export const describeEngagement = (demo: () => DemoDashboard) =>
  describe('engagement', () => {
    const asked = (more: object = {}) => demo().ask<EngagementResult>('engagement', { range: lastDays, ...more });

    it.each(readers)(
      "tells each figure with its formula, a currency each, with the API's figures, and who is behind it ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('engagement', reader, { query: 'compare=none' });
        const { figures } = await asked();
        const cards = page.locator('.engagement-figure');
        await cards.first().waitFor();
        expect(await cards.count()).toBe(figures.length);
        expect(await cards.getByText(text.formula, { exact: true }).count()).toBe(
          figures.filter(({ name }) => name === 'averageOrderValue').length,
        );
        await page.getByText(text.table, { exact: true }).click();
        const rows = await cellsOf(page, text.all);
        const told = figures.map(({ unit, value, exact, currency, denominator }) => {
          if (value === null) return '–';
          if (currency !== null) return moneyFor(reader, denominator === null ? (exact ?? '') : `${value}`, currency);
          return unit === 'ratio' ? percentFor(reader, value) : numberFor(reader, value);
        });
        // Times and scores have words and signs of their own; the months of the frequency grow while the test runs.
        const isPlain = figures.map(
          ({ unit, name }) => ['money', 'ratio', 'count'].includes(unit) && name !== 'purchaseFrequency',
        );
        expect(rows.map((cells) => cells[1]).filter((_, index) => isPlain[index])).toEqual(
          told.filter((_, index) => isPlain[index]),
        );
        expect(rows.map((cells) => cells[2])).toEqual(figures.map(({ numerator }) => numberFor(reader, numerator)));

        const csv = await savedText(page, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
        expect(csv.trim().split('\r\n')).toHaveLength(figures.length + 1);

        const { people } = await asked({ people: { who: 'customers', limit: 1000 } });
        await page.getByRole('button', { name: text.see, exact: true }).click();
        const list = page.getByRole('dialog', { name: text.customers, exact: true });
        await expect.poll(() => list.getByRole('rowheader').count()).toBe(people?.count);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );

    it('tells what each figure was in the compared days', async () => {
      const page = await demo().openPanel('engagement', readers[0]);
      const { figures } = await asked({ comparison: 'previous_period' });
      const orders = figures.find(({ name }) => name === 'orders');
      const card = page.locator('.engagement-figure', {
        has: page.getByRole('heading', { name: 'Orders', exact: true }),
      });
      await card
        .getByText(`${numberFor(readers[0], orders?.comparison?.numerator ?? 0)} before`, { exact: true })
        .waitFor();
      await page.close();
    });

    it('says what to do when nobody came', async () => {
      const page = await demo().openPanel('engagement', readers[0], { query: 'range=2020-01-01..2020-01-02' });
      await page.getByText('Nobody came in these days').waitFor();
      await page.close();
    });
  });
