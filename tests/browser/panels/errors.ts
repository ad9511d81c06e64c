import type { ErrorsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { cellsOf, type DemoDashboard, numberFor, readers } from '../demo-dashboard.ts';

const words = {
  en: { faults: 'What failed on the pages', who: 'Whom it hit', see: 'See who' },
  ar: { faults: 'ما الذي تعطّل في الصفحات', who: 'من أصابهم', see: 'اعرف من هم' },
} as const;

/** The panel of errors against the API. */
export const describeErrors = (demo: () => DemoDashboard) =>
  describe('errors', () => {
    it.each(readers)(
      "are a line for each fault, with the API's figures and whom it hit ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('errors', reader, { query: 'range=90d' });
        const { faults, total } = await demo().ask<ErrorsResult>('errors', { range: { last: 90, unit: 'day' } });
        expect(total.occurrences).toBe(demo().truth.eventsByKind.error);
        const rows = await cellsOf(page, text.faults);
        expect(rows.map((cells) => cells.slice(1, 4))).toEqual(
          faults.map(({ occurrences, visitors, sessions }) =>
            [occurrences, visitors, sessions].map((value) => numberFor(reader, value)),
          ),
        );
        for (const [index, { message }] of faults.entries()) expect(rows[index]?.[0]).toContain(message);

        const [first] = faults;
        const row = page.getByRole('table', { name: text.faults, exact: true }).locator('tbody tr').first();
        await row.getByRole('button', { name: new RegExp(`^${text.see}`) }).click();
        const list = page.getByRole('dialog', { name: text.who, exact: true });
        await expect.poll(() => list.getByRole('rowheader').count()).toBe(first?.visitors);
        await page.close();
      },
    );

    it('say that there is none, and what that may mean', async () => {
      const page = await demo().openPanel('errors', readers[0], { query: 'range=2020-01-01..2020-01-02' });
      await page.getByText('No error was recorded in these days').waitFor();
      await page.close();
    });
  });
