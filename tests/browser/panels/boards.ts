import type {
  CampaignsResult,
  CheckoutsResult,
  EngagementResult,
  ErrorsResult,
  FormsResult,
  FunnelResult,
  HeatmapResult,
  InspectionsResult,
  PathsResult,
  RetentionResult,
  SegmentResult,
  TrendResult,
  VitalsResult,
} from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedText } from '../dashboard-browser.ts';
import { DEMO, type DemoDashboard, lastDays, numberFor, readers } from '../demo-dashboard.ts';

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
        // Another one each time that it is tried.
        const title = `Morning ${reader.language} ${Date.now()}`;
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
        // Without what stands below each: how it changed.
        const figures = (name: string) => card(name).locator('.figures-row dd:not(.is-quiet)').allInnerTexts();
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

    it("hold what any panel answers, drawn with the API's figures, each with its file", async () => {
      const kinds = ['paths', 'engagement', 'campaigns', 'forms', 'features', 'vitals', 'errors', 'heatmaps'];
      const title = 'All that is answered';
      const made = await demo().collector.owner(`/sites/${DEMO}/boards`, {
        method: 'POST',
        body: { title, cards: [] },
      });
      const { id: board } = (await made.json()) as { id: string };
      for (const panel of kinds) {
        const page = await demo().openPanel(panel, readers[0], { query: 'compare=none' });
        await page.getByRole('button', { name: words.en.save, exact: true }).click();
        const box = page.getByRole('dialog', { name: words.en.save, exact: true });
        await box.getByRole('textbox', { name: words.en.card, exact: true }).fill(panel);
        await box.getByRole('combobox', { name: words.en.board, exact: true }).selectOption(title);
        await box.getByRole('button', { name: words.en.do, exact: true }).click();
        await box.waitFor({ state: 'hidden' });
        await page.close();
      }
      const boards = (await (await demo().collector.owner(`/sites/${DEMO}/boards`)).json()) as {
        boards: { id: string; cards: { title: string; kind: string; definition: object }[] }[];
      };
      const { cards = [] } = boards.boards.find(({ id }) => id === board) ?? {};
      expect(cards.map((card) => card.title)).toEqual(kinds);

      const reader = readers[1];
      const page = await demo().openPanel('boards', reader, { own: { board }, theme: 'dark' });
      const card = (name: string) => page.getByRole('region', { name, exact: true });
      const asked = <Result>(name: string) => {
        const { kind = '', definition = {} } = cards.find((one) => one.title === name) ?? {};
        return demo().ask<Result>(kind, { ...definition, range: lastDays });
      };
      const figureOf = async (name: string) => (await card(name).getByRole('definition').allInnerTexts())[0];
      const rowsOf = (name: string) => card(name).locator('tbody tr').count();
      const top = (rows: readonly unknown[]) => Math.min(rows.length, 8);
      const number = (value = 0) => numberFor(reader, value);
      await expect.poll(() => figureOf('paths')).toBe(number((await asked<PathsResult>('paths')).total.visits));
      const told = (await asked<EngagementResult>('engagement')).figures.filter(({ value }) => value !== null);
      await expect.poll(() => card('engagement').getByRole('term').count()).toBe(told.length);
      const { total } = await asked<CampaignsResult>('campaigns');
      await expect.poll(() => figureOf('campaigns')).toBe(number(total.visitors));
      await expect.poll(() => rowsOf('forms')).toBe(top((await asked<FormsResult>('forms')).forms));
      await expect.poll(() => rowsOf('features')).toBe(top((await asked<InspectionsResult>('features')).rows));
      await expect.poll(() => rowsOf('vitals')).toBe((await asked<VitalsResult>('vitals')).total.length);
      await expect.poll(() => figureOf('errors')).toBe(number((await asked<ErrorsResult>('errors')).count));
      await expect.poll(() => figureOf('heatmaps')).toBe(number((await asked<HeatmapResult>('heatmaps')).pageViews));
      const csv = await savedText(page, () =>
        card('features').getByRole('button', { name: 'CSV', exact: true }).click(),
      );
      expect(csv.trim().split('\r\n')).toHaveLength((await asked<InspectionsResult>('features')).rows.length + 1);
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await page.close();
    });

    it('say how to make the first one', async () => {
      const page = await demo().openPanel('boards', readers[0], { own: { board: 'gone' } });
      await page.getByText('There is no such board (any more)').waitFor();
      await page.getByRole('link', { name: 'To Explore' }).waitFor();
      await page.close();
    });
  });
