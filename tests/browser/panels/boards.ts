import type { CheckoutsResult, FunnelResult, RetentionResult, SegmentResult, TrendResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { type DemoDashboard, lastDays, numberFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    save: 'Save to a board',
    card: 'Name of the card',
    newBoard: 'Name of the board',
    board: 'Board',
    do: 'Save',
    entered: 'Entered',
    members: 'Members',
    later: (title: string) => `Move later: ${title}`,
    remove: (title: string) => `Take off the board: ${title}`,
    open: (title: string) => `Open: ${title}`,
  },
  ar: {
    save: 'احفظ في لوح',
    card: 'اسم البطاقة',
    newBoard: 'اسم اللوح',
    board: 'اللوح',
    do: 'احفظ',
    entered: 'دخلوا',
    members: 'الأفراد',
    later: (title: string) => `أخّر: ${title}`,
    remove: (title: string) => `أزل من اللوح: ${title}`,
    open: (title: string) => `افتح: ${title}`,
  },
} as const;

/** The panel of boards against the API. */
export const describeBoards = (demo: () => DemoDashboard) =>
  describe('boards', () => {
    it.each(readers)(
      "hold what was saved to them, ask it anew with the API's figures, and are put into order ($language)",
      async (reader) => {
        const text = words[reader.language];
        const title = `Morning ${reader.language}`;
        const saveFrom = async (panel: string, card: string, query = '') => {
          const page = await demo().openPanel(panel, reader, { query });
          await page.getByRole('button', { name: text.save }).first().click();
          const box = page.getByRole('dialog', { name: text.save });
          await box.getByRole('textbox', { name: text.card }).fill(card);
          const board = box.getByRole('combobox', { name: text.board, exact: true });
          if (panel === 'funnels') await box.getByRole('textbox', { name: text.newBoard }).fill(title);
          else await board.selectOption(title);
          await box.getByRole('button', { name: text.do, exact: true }).click();
          await box.waitFor({ state: 'hidden' });
          await page.close();
        };
        await saveFrom('funnels', 'Checkout');
        await saveFrom('segments', 'Buyers');
        await saveFrom('explore', 'Views', 'range=90d&compare=none');
        await saveFrom('retention', 'Coming back');
        await saveFrom('checkouts', 'Carts');

        const page = await demo().openPanel('boards', reader);
        await page.getByRole('combobox', { name: text.board, exact: true }).selectOption(title);
        const card = (name: string) => page.getByRole('region', { name, exact: true });
        const figures = (name: string) => card(name).getByRole('definition').allInnerTexts();
        const funnel = await demo().ask<FunnelResult>('funnel', {
          range: lastDays,
          steps: ['page_view', 'checkout_step', 'purchase'].map((kind) => ({ events: [{ kind }] })),
        });
        const segment = await demo().ask<SegmentResult>('segment', {
          condition: { all: [{ did: { kind: 'purchase' } }] },
          population: lastDays,
        });
        const { startAts } = await demo().ask<TrendResult>('trend', {
          range: { last: 90, unit: 'day' },
          series: [{ events: [{ kind: 'page_view' }] }],
        });
        await expect
          .poll(async () => (await figures('Checkout')).slice(0, 2))
          .toEqual([numberFor(reader, funnel.total.entered), numberFor(reader, funnel.total.converted)]);
        await expect.poll(async () => (await figures('Buyers'))[0]).toBe(numberFor(reader, segment.count));
        // A point for each day of the card's own days.
        await expect
          .poll(() => card('Views').getByRole('slider').getAttribute('aria-valuemax'))
          .toBe(String(startAts.length - 1));

        const { total } = await demo().ask<CheckoutsResult>('checkouts', { range: lastDays });
        await expect.poll(async () => (await figures('Carts'))[0]).toBe(numberFor(reader, total.begun));
        const cohorts = await demo().ask<RetentionResult>('retention', {
          range: lastDays,
          startEvents: [{ kind: 'page_view' }],
          returnEvents: [{ kind: 'page_view' }],
        });
        await expect.poll(async () => (await figures('Coming back'))[0]).toBe(numberFor(reader, cohorts.size));
        const titles = () => page.locator('main').getByRole('heading', { level: 2 }).allInnerTexts();
        await page.getByRole('button', { name: text.later('Checkout'), exact: true }).click();
        await expect.poll(titles).toEqual(['Buyers', 'Checkout', 'Views', 'Coming back', 'Carts']);
        await page.getByRole('button', { name: text.remove('Buyers'), exact: true }).click();
        await expect.poll(titles).toEqual(['Checkout', 'Views', 'Coming back', 'Carts']);
        await page.reload();
        await expect.poll(titles).toEqual(['Checkout', 'Views', 'Coming back', 'Carts']);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

        await page.getByRole('link', { name: text.open('Views'), exact: true }).click();
        await expect.poll(() => new URL(page.url()).searchParams.get('range')).toBe('90d');
        expect(new URL(page.url()).pathname).toMatch(/\/explore$/);
        await page.close();
      },
    );

    it('say how to make the first one', async () => {
      const page = await demo().openPanel('boards', readers[0], { own: { board: 'gone' } });
      await page.getByText('There is no such board (any more)').waitFor();
      await page.getByRole('link', { name: 'To Explore' }).waitFor();
      await page.close();
    });
  });
