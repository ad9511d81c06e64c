import type { FunnelDefinitionInput, FunnelResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedText } from '../dashboard-browser.ts';
import { cellsOf, type DemoDashboard, lastDays, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    views: { time: 'Time taken', trend: 'Over time', next: 'What came next', drivers: 'What goes with it' },
    time: 'Time taken',
    trend: 'Conversion by when they entered',
    next: 'What those who dropped out did next',
    drivers: 'What goes with converting',
    table: 'Table',
    optional: 'Optional: can be skipped, step 2',
  },
  ar: {
    views: { time: 'الزمن المستغرق', trend: 'عبر الزمن', next: 'ما تلا', drivers: 'ما يرافقه' },
    time: 'الزمن المستغرق',
    trend: 'معدل التحويل حسب وقت الدخول',
    next: 'ما فعله المنسحبون بعدها',
    drivers: 'ما يرافق التحوّل',
    table: 'الجدول',
    optional: 'اختيارية: يمكن تخطيها، الخطوة ٢',
  },
} as const;

const kinds = ['page_view', 'click', 'checkout_step', 'purchase'];
const threeKinds = ['page_view', 'checkout_step', 'purchase'];
const own = { steps: kinds.map((kind) => [{ kind }]) };

/** The panel of funnels against the API: what it tells beside the steps. */
export const describeFunnels = (demo: () => DemoDashboard) =>
  describe('funnels', () => {
    const asked = (change: Partial<FunnelDefinitionInput> = {}) =>
      demo().ask<FunnelResult>('funnel', {
        range: lastDays,
        steps: kinds.map((kind, index) => ({ events: [{ kind }], ...(index === 1 && { isOptional: true }) })),
        ...change,
      });

    it.each(readers)(
      "skip an optional step, and tell times, days, what came next and what goes with it, with the API's figures ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('funnels', reader, { own });
        const show = (view: keyof typeof text.views) =>
          page.getByRole('radio', { name: text.views[view], exact: true }).check({ force: true });
        await page.getByRole('checkbox', { name: text.optional }).check();
        const { total } = await asked();
        const bars = page.locator('.funnel-step-count');
        await expect
          .poll(() => bars.allInnerTexts())
          .toEqual(total.steps.map(({ reached }) => numberFor(reader, reached)));

        await show('time');
        expect(await cellsOf(page, text.time)).toHaveLength(kinds.length);
        await page
          .getByRole('img', {
            name: new RegExp(`[,،] ${numberFor(reader, Math.max(...(total.toConvertMs?.counts ?? [])))}[,،] `),
          })
          .waitFor();

        await show('trend');
        const { overTime } = await asked({ interval: 'day' });
        await page.getByText(text.table, { exact: true }).click();
        expect((await cellsOf(page, text.trend)).map(([, entered, converted]) => [entered, converted])).toEqual(
          overTime?.map(({ entered, converted }) => [numberFor(reader, entered), numberFor(reader, converted)]),
        );

        await show('next');
        const { next } = await asked({ next: { step: 1 } });
        const rest = [next?.other ?? 0, next?.nothing ?? 0].filter((units) => units > 0);
        expect((await cellsOf(page, text.next)).map(([, units]) => units)).toEqual(
          [...(next?.events ?? []).map(({ units }) => units), ...rest].map((units) => numberFor(reader, units)),
        );

        const explained: object[] = [];
        page.on('request', (request) => {
          if (request.url().endsWith('/questions/funnel')) explained.push(request.postDataJSON() as object);
        });
        await show('drivers');
        const rows = await cellsOf(page, text.drivers);
        // In the order of the question that the panel asked.
        const { drivers } = await demo().ask<FunnelResult>('funnel', explained.at(-1) ?? {});
        expect(drivers?.length).toBeGreaterThan(0);
        expect(rows.map((cells) => cells.slice(1, 3))).toEqual(
          drivers?.map(({ with: having }) => [numberFor(reader, having.units), percentFor(reader, having.ratio ?? 0)]),
        );
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );

    it('leave out who did something else, say which step tells the value, and count customers', async () => {
      const page = await demo().openPanel('funnels', readers[0], {
        own: { steps: threeKinds.map((kind) => [{ kind }]) },
      });
      await page.getByRole('combobox', { name: 'Broken down by', exact: true }).selectOption('Page');
      await page.getByRole('combobox', { name: 'The value comes from' }).selectOption('Step 2');
      await page.getByRole('button', { name: 'Leave out an event' }).click();
      await page.getByRole('combobox', { name: 'Left out 1' }).selectOption('Click');
      await page.getByRole('combobox', { name: 'After', exact: true }).selectOption('Step 2');
      const steps = threeKinds.map((kind) => ({ events: [{ kind }] }));
      const breakdown = { property: 'path', attribution: { step: 2 } };
      const exclusions = [{ events: [{ kind: 'click' }], from: 2, to: 3 }];
      const { total, groups, unattributed } = await asked({ steps, exclusions, breakdown });
      expect(total.converted).not.toBe((await asked({ steps })).total.converted);
      await page.getByRole('button', { name: `See who: ${total.dropped} Dropped out`, exact: true }).waitFor();
      const rows = await cellsOf(page, 'By value');
      expect(rows.map(([, entered]) => entered)).toEqual(
        [...(groups ?? []), ...(unattributed ? [unattributed] : [])].map(({ entered }) => String(entered)),
      );
      expect(rows.at(-1)?.[0]).toBe('Did not come to that step');

      await page.getByRole('button', { name: 'Remove what is left out 1' }).click();
      await page.getByRole('radio', { name: 'Customers' }).check({ force: true });
      const ofCustomers = await asked({ steps, unit: 'customer', people: { outcome: 'converted' } });
      await page
        .getByRole('button', { name: `See who: ${ofCustomers.total.converted} Converted`, exact: true })
        .click();
      const list = page.getByRole('dialog', { name: 'Converted', exact: true });
      await expect.poll(() => list.getByRole('rowheader').allInnerTexts()).toEqual(ofCustomers.customers?.customerIds);
      await page.close();
    });

    it('are put into another order by dragging', async () => {
      const page = await demo().openPanel('funnels', readers[0]);
      const handles = page.locator('.drag-handle');
      await handles.nth(2).scrollIntoViewIfNeeded();
      const from = await handles.nth(2).boundingBox();
      const to = await handles.nth(0).boundingBox();
      if (!from || !to) throw new Error('There is no handle to drag by.');
      await page.mouse.move(from.x + 5, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(to.x + 5, to.y - 30, { steps: 5 });
      await page.mouse.up();
      await expect
        .poll(() => page.getByRole('combobox', { name: 'Step 1', exact: true }).inputValue())
        .toBe('purchase');
      expect(await page.getByRole('combobox', { name: 'Step 3', exact: true }).inputValue()).toBe('checkout_step');
      await page.close();
    });

    it('list their people page by page, save them all, and open them as a segment', async () => {
      // Thirty days to buy: more than a page of them still may, whatever day of the week it is.
      const page = await demo().openPanel('funnels', readers[0], { own: { windowAmount: 30 } });
      const { people } = await asked({
        conversionWindow: { amount: 30, unit: 'day' },
        steps: threeKinds.map((kind) => ({ events: [{ kind }] })),
        people: { outcome: 'open', limit: 1000 },
      });
      expect(people?.count).toBeGreaterThan(100);
      await page.getByRole('button', { name: `See who: ${people?.count} Still open`, exact: true }).click();
      const list = page.getByRole('dialog', { name: 'Still open', exact: true });
      await list.getByText('1 to 100 are listed.', { exact: true }).waitFor();
      await list.getByRole('button', { name: 'Next page' }).click();
      await list.getByText(`101 to ${Math.min(200, people?.count ?? 0)} are listed.`, { exact: true }).waitFor();
      await expect.poll(() => list.getByRole('rowheader').allInnerTexts()).toEqual(people?.visitorIds.slice(100, 200));
      const csv = await savedText(page, () => list.getByRole('button', { name: 'Save everyone as CSV' }).click());
      expect(csv.trim().split('\r\n').slice(1)).toEqual(people?.visitorIds);
      await list.getByRole('link', { name: 'Open as a segment' }).click();
      const size = page.getByRole('region', { name: 'Result' }).locator('.segment-size strong');
      await expect.poll(() => size.innerText()).toBe(String(people?.count));
      await page.close();
    });
  });
