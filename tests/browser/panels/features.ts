import type { InspectionsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
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
    name: 'Features: seen, hovered, used, and the conversion of those who inspected them',
    order: 'Order by',
    uses: 'Uses',
  },
  ar: { name: 'الميزات: من رآها وحوّم فوقها واستعملها، وتحوّل من عاينها', order: 'رتّب حسب', uses: 'مرات الاستعمال' },
} as const;

/** The panel of features against the API. */
export const describeFeatures = (demo: () => DemoDashboard) =>
  describe('features', () => {
    const asked = (change: object = {}) =>
      demo().ask<InspectionsResult>('inspections', {
        range: lastDays,
        goal: { events: [{ kind: 'purchase' }] },
        limit: 50,
        ...change,
      });

    it.each(readers)("stand in a league table with the API's figures and intervals ($language)", async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('features', reader);
      const { rows } = await asked({ sort: { by: 'uses', direction: 'descending' } });
      await page.getByRole('combobox', { name: text.order, exact: true }).selectOption(text.uses);
      const order = async () => (await cellsOf(page, text.name)).map(([feature]) => feature);
      await expect.poll(order).toEqual(rows.map(({ feature }) => feature));

      const shown = (await cellsOf(page, text.name)).map((cells) => [cells[1], cells[4], cells[5], cells[6]]);
      expect(shown).toEqual(
        rows.map(({ visitors, hovered, uses }) =>
          [visitors, hovered.visitors, uses.visitors, uses.total].map((value) => numberFor(reader, value)),
        ),
      );
      const [first] = rows;
      const { ratio, interval } = first?.effect?.inspected.conversion ?? { ratio: 0, interval: { low: 0, high: 0 } };
      const [cells] = await cellsOf(page, text.name);
      for (const value of [ratio, interval.low, interval.high]) expect(cells?.[7]).toContain(percentFor(reader, value));
      await page.close();
    });

    it('are compared by another goal, and tell who saw them', async () => {
      const page = await demo().openPanel('features', readers[0]);
      await page.getByRole('combobox', { name: 'Goal', exact: true }).selectOption('Checkout step');
      const { rows } = await asked({ goal: { events: [{ kind: 'checkout_step' }] } });
      const ratio = rows[0]?.effect?.inspected.conversion?.ratio ?? 0;
      await expect
        .poll(async () => (await cellsOf(page, words.en.name))[0]?.[7])
        .toContain(percentFor(readers[0], ratio));
      const { feature, visitors } = rows[0] ?? { feature: '', visitors: 0 };
      await page.getByRole('button', { name: `See who: ${visitors} saw ${feature}`, exact: true }).click();
      await page.getByRole('dialog').getByText(visitorsText(visitors), { exact: true }).waitFor();
      await page.close();
    });
  });
