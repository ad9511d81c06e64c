import type { FormsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedText } from '../dashboard-browser.ts';
import { cellsOf, type DemoDashboard, lastDays, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: { forms: 'The forms, step by step', fieldsOf: 'The fields of ', form: 'Step' },
  ar: { forms: 'النماذج خطوة خطوة', fieldsOf: 'حقول ', form: 'الخطوة' },
} as const;

/** The panel of forms against the API. */
export const describeForms = (demo: () => DemoDashboard) =>
  describe('forms', () => {
    const asked = (more: object = {}) => demo().ask<FormsResult>('forms', { range: lastDays, ...more });

    it.each(readers)(
      "tell step by step and field by field what became of them, with the API's figures, and who gave up ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('forms', reader, { query: 'compare=none' });
        const { forms } = await asked();
        const rows = await cellsOf(page, text.forms);
        expect(rows.map((cells) => cells.slice(0, 7))).toEqual(
          forms.map(({ form, seen, started, submitted, abandoned, open, untouched }) => [
            form,
            ...[seen, started, submitted, abandoned, open, untouched].map((value) => numberFor(reader, value)),
          ]),
        );
        for (const [index, { completion }] of forms.entries())
          expect(rows[index]?.[7]).toContain(completion ? percentFor(reader, completion.ratio) : '–');

        const most = Math.max(...forms.map(({ abandoned }) => abandoned));
        const index = forms.findIndex(({ abandoned }) => abandoned === most);
        const worst = forms[index] ?? { form: '', fields: [] };
        await page.getByRole('combobox', { name: text.form, exact: true }).selectOption(worst.form);
        expect((await cellsOf(page, `${text.fieldsOf}${worst.form}`)).map((cells) => cells.slice(0, 4))).toEqual(
          worst.fields.map(({ field, touched, submitted, lastTouched }) => [
            field,
            ...[touched, submitted, lastTouched].map((value) => numberFor(reader, value)),
          ]),
        );
        const csv = await savedText(page, () => page.getByRole('button', { name: 'CSV', exact: true }).click());
        expect(csv.trim().split('\r\n')).toHaveLength(forms.length + 1);

        const { people } = await asked({ people: { form: worst.form, outcome: 'abandoned', limit: 1000 } });
        const cell = page.getByRole('table', { name: text.forms }).locator('tbody tr').nth(index).locator('td').nth(3);
        await cell.getByRole('button').click();
        const list = page.getByRole('dialog');
        await expect.poll(() => list.getByRole('rowheader').count()).toBe(people?.count);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );

    it('say what to do when nobody saw one', async () => {
      const page = await demo().openPanel('forms', readers[0], { query: 'range=2020-01-01..2020-01-02' });
      await page.getByText('Nobody saw a form in these days').waitFor();
      await page.close();
    });
  });
