import type { CheckoutState, CheckoutsResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { savedText } from '../dashboard-browser.ts';
import {
  cellsOf,
  type DemoDashboard,
  lastDays,
  moneyFor,
  numberFor,
  percentFor,
  type Reader,
  readers,
} from '../demo-dashboard.ts';

const words = {
  en: {
    outcomes: 'What became of them',
    steps: 'The steps at which they stop',
    fields: 'The fields they touched last',
    people: 'The people',
    state: 'State',
    states: { abandoned: 'Abandoned', completed: 'Completed' },
    timeline: 'What they did, the latest first',
  },
  ar: {
    outcomes: 'ما آلت إليه',
    steps: 'الخطوات التي يتوقفون عندها',
    fields: 'آخر الحقول التي لمسوها',
    people: 'الأشخاص',
    state: 'الحالة',
    states: { abandoned: 'متروكة', completed: 'مكتملة' },
    timeline: 'ما فعله، الأحدث أولًا',
  },
} as const;

const order: CheckoutState[] = ['abandoned', 'open', 'recovered', 'lost', 'completed'];

/** The panel of checkouts against the API and the crowd's own story. */
export const describeCheckouts = (demo: () => DemoDashboard) =>
  describe('checkouts', () => {
    const checkouts = (definition: object = {}) =>
      demo().ask<CheckoutsResult>('checkouts', { range: lastDays, ...definition });

    it.each(readers)(
      "tell what became of them and where they stop, with the API's figures, a currency each ($language)",
      async (reader: Reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('checkouts', reader);
        const { total, steps, fields } = await checkouts();
        const currencies = ['EUR', 'SAR'];
        const states = await cellsOf(page, text.outcomes);
        expect(states.map((cells) => cells.slice(1))).toEqual(
          order.map((state) => [
            numberFor(reader, total.states[state]),
            percentFor(reader, total.states[state] / total.begun),
            ...currencies.map((currency) => {
              const amount = total.values[state][currency];
              return amount ? moneyFor(reader, amount, currency) : '–';
            }),
          ]),
        );
        expect((await cellsOf(page, text.steps)).map((cells) => cells.slice(0, 3))).toEqual(
          steps.map(({ step, reached, stopped }) => [step, numberFor(reader, reached), numberFor(reader, stopped)]),
        );
        expect((await cellsOf(page, text.fields)).map(([field, step]) => [field, step])).toEqual(
          fields.map(({ field, step }) => [field, step]),
        );
        await page.close();
      },
    );

    it('are as many as the crowd began', async () => {
      const page = await demo().openPanel('checkouts', readers[0], { query: 'range=90d' });
      const begun = page.getByRole('definition').first();
      await begun.waitFor();
      expect(await begun.textContent()).toBe(numberFor(readers[0], demo().truth.checkouts.begun));
      await page.close();
    });

    it('list the people of a state; each leads to all that the person did', async () => {
      const reader = readers[0];
      const text = words.en;
      const page = await demo().openPanel('checkouts', reader);
      const people = page.getByRole('region', { name: text.people, exact: true });
      await people.getByRole('combobox', { name: text.state }).selectOption('completed');
      const { list, total } = await checkouts({ list: { states: ['completed'] } });
      const rows = await cellsOf(page, `${text.people}: ${text.states.completed}`);
      expect(rows.map(([visitor]) => visitor)).toEqual(list?.checkouts.map(({ visitorId }) => visitorId));
      expect(rows).toHaveLength(total.states.completed);
      const csv = await savedText(page, () => people.getByRole('button', { name: 'CSV', exact: true }).click());
      expect(csv.trim().split('\r\n')).toHaveLength(rows.length + 1);

      await people.getByRole('link').first().click();
      await page.getByRole('list', { name: text.timeline }).waitFor();
      await page.goBack();
      await page.getByRole('table', { name: `${text.people}: ${text.states.completed}`, exact: true }).waitFor();
      await page.close();
    });

    it('say what to do when there are none', async () => {
      const page = await demo().openPanel('checkouts', readers[0], { query: 'range=2020-01-01..2020-01-02' });
      await page.getByText('Nobody began a checkout in these days').waitFor();
      await page.getByRole('link', { name: 'To the setup' }).waitFor();
      await page.close();
    });
  });
