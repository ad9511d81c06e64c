import type { TrendDefinitionInput, TrendResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { cellsOf, type DemoDashboard, lastDays, moneyFor, numberFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    totals: 'In all the days',
    line: ['Line A', 'Line B', 'Line C'],
    what: ['What of line A', 'What of line B', 'What of line C'],
    add: 'Add a line',
    purchase: 'Purchase',
    visitors: 'Visitors',
    sum: 'Sum of',
    addFormula: 'Add a formula',
    table: 'Table',
    points: 'The lines over time',
  },
  ar: {
    totals: 'في الأيام كلها',
    line: ['الخط أ', 'الخط ب', 'الخط ج'],
    what: ['ما يُحسب للخط أ', 'ما يُحسب للخط ب', 'ما يُحسب للخط ج'],
    add: 'أضف خطًا',
    purchase: 'عملية شراء',
    visitors: 'الزوّار',
    sum: 'مجموع',
    addFormula: 'أضف معادلة',
    table: 'الجدول',
    points: 'الخطوط عبر الزمن',
  },
} as const;

/** The panel of exploring against the API. */
export const describeExplore = (demo: () => DemoDashboard) =>
  describe('exploring', () => {
    const asked = (definition: Omit<TrendDefinitionInput, 'range'> & { range?: TrendDefinitionInput['range'] }) =>
      demo().ask<TrendResult>('trend', { range: lastDays, ...definition });

    it.each(readers)(
      "draws events, measures and what is made of two, a chart for each unit, with the API's figures ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('explore', reader, { query: 'compare=none' });
        const choose = (name: string, label: string) =>
          page.getByRole('combobox', { name, exact: true }).selectOption({ label });
        await choose(text.what[0], text.visitors);
        await page.getByRole('button', { name: text.add, exact: true }).click();
        await choose(text.line[1], text.purchase);
        await choose(text.what[1], text.visitors);
        await page.getByRole('button', { name: text.add, exact: true }).click();
        await choose(text.what[2], text.sum);
        await page.getByRole('button', { name: text.addFormula, exact: true }).click();

        const { lines, formulas } = await asked({
          series: [
            { events: [{ kind: 'page_view' }], aggregation: 'visitors' },
            { events: [{ kind: 'purchase' }], aggregation: 'visitors' },
            { events: [{ kind: 'purchase' }], aggregation: 'sum', property: 'value' },
          ],
          formulas: [{ a: 1, operator: 'per_hundred', b: 0 }],
        });
        const expected = [
          ...lines.map(({ total, currency, exact }) =>
            currency === null ? numberFor(reader, total ?? 0) : moneyFor(reader, exact?.total ?? '', currency),
          ),
          numberFor(reader, formulas[0]?.lines[0]?.total ?? 0),
        ];
        await expect.poll(async () => (await cellsOf(page, text.totals)).map(([, total]) => total)).toEqual(expected);
        // Counts, each currency, and what is per hundred.
        const units = new Set(lines.map(({ currency }) => currency)).size + 1;
        expect(await page.locator('.lines-chart').count()).toBe(units);

        await page.getByText(text.table, { exact: true }).click();
        const points = await cellsOf(page, text.points);
        expect(points.map(([, visitors]) => visitors)).toEqual(
          lines[0]?.values.map((value) => numberFor(reader, value ?? 0)),
        );
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );

    it('tells a percentile by a property, in minutes, and a link opens it', async () => {
      const own = {
        series: [
          {
            events: [{ kind: 'page_engagement' }],
            aggregation: 'percentile',
            property: 'scrollDepthRatio',
            percentile: 90,
          },
        ],
      };
      const page = await demo().openPanel('explore', readers[0], { own, query: 'range=yesterday&compare=none' });
      await page.getByRole('combobox', { name: 'Broken down by', exact: true }).selectOption('Device');
      await page.getByRole('combobox', { name: 'Cut into', exact: true }).selectOption('15 minutes');
      const [first] = own.series;
      // The site's days are those of the machine that made it: this one. Swedish dates are ISO dates.
      const yesterday = new Intl.DateTimeFormat('sv-SE').format(Date.now() - 86_400_000);
      const { lines, startAts } = await asked({
        range: { from: yesterday, to: yesterday },
        interval: '15_minutes',
        series: [
          { events: first?.events ?? [], aggregation: 'percentile', property: 'scrollDepthRatio', percentile: 90 },
        ],
        breakdown: { property: 'device', limit: 5 },
      });
      expect(startAts).toHaveLength(96);
      await expect.poll(async () => (await cellsOf(page, 'In all the days')).length).toBe(lines.length);
      await page.reload();
      expect(await cellsOf(page, 'In all the days')).toHaveLength(lines.length);
      await page.getByRole('spinbutton', { name: 'Percentile of line A' }).fill('101');
      await page.getByText('Choose a measure for every line, and the chart appears.').waitFor();
      await page.close();
    });
  });
