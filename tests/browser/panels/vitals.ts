import type { VitalsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { cellsOf, type DemoDashboard, lastDays, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: { all: 'How fast and how steady pages are', groups: 'Where it is slow', table: 'Table', good: 'Good' },
  ar: { all: 'سرعة الصفحات وثباتها', groups: 'أين البطء', table: 'الجدول', good: 'جيد' },
} as const;

/** The panel of web vitals against the API. */
export const describeVitals = (demo: () => DemoDashboard) =>
  describe('web vitals', () => {
    const asked = (property: string, filters: object[] = []) =>
      demo().ask<VitalsResult>('vitals', { range: lastDays, breakdown: { property }, filters });

    it.each(readers)("tell how fast pages are, and where, with the API's figures ($language)", async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('vitals', reader, { query: 'compare=none' });
      const { total, groups } = await asked('path');
      await page
        .getByRole('img', { name: new RegExp(`^${text.good}`) })
        .first()
        .waitFor();
      await page.getByText(text.table, { exact: true }).click();
      expect((await cellsOf(page, text.all)).map(([metric, , measured, good]) => [metric, measured, good])).toEqual(
        total.map(({ metric, measured, good }) => [
          metric,
          numberFor(reader, measured),
          measured > 0 ? percentFor(reader, good / measured) : '–',
        ]),
      );
      const first = total[0]?.p75 ?? 0;
      const seconds = new Intl.NumberFormat(reader.locale, { maximumFractionDigits: 2 }).format(first / 1000);
      expect((await cellsOf(page, text.all))[0]?.[1]).toContain(seconds);
      expect((await cellsOf(page, text.groups)).map(([path]) => path)).toEqual(groups?.map(({ value }) => value));
      await page.close();
    });

    it('are broken down by another property, and narrowed to a row that is pressed', async () => {
      const page = await demo().openPanel('vitals', readers[0], { query: 'compare=none' });
      await page.getByRole('combobox', { name: 'Broken down by', exact: true }).selectOption('Device');
      await page.getByRole('button', { name: 'Mobile', exact: true }).click();
      await page.getByRole('button', { name: /^Remove the filter: Device is .?Mobile/ }).waitFor();
      const { total } = await asked('device', [
        { session: { kind: 'page_view', filters: [{ property: 'device', operator: 'is', values: ['mobile'] }] } },
      ]);
      await page.getByText('Table', { exact: true }).click();
      const measured = async () => (await cellsOf(page, words.en.all)).map((cells) => cells[2]);
      await expect.poll(measured).toEqual(total.map((figures) => numberFor(readers[0], figures.measured)));
      await page.close();
    });
  });
