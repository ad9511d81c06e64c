import type { BreakdownResult, VisitorResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { cellsOf, type DemoDashboard, lastDays, numberFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    visitors: 'Visitors',
    search: 'Find by id',
    timeline: 'What they did, the latest first',
    earlier: 'What was before',
    latest: 'Back to the latest',
    toCustomer: 'All that this customer did, on every browser',
  },
  ar: {
    visitors: 'الزوّار',
    search: 'ابحث بالمعرّف',
    timeline: 'ما فعله، الأحدث أولًا',
    earlier: 'ما قبل ذلك',
    latest: 'عودة إلى الأحدث',
    toCustomer: 'كل ما فعله هذا العميل على كل المتصفحات',
  },
} as const;

/** The panel of people against the API. */
export const describePeople = (demo: () => DemoDashboard) =>
  describe('people', () => {
    const mostActive = async () => {
      const { rows } = await demo().ask<BreakdownResult>('breakdown', {
        range: lastDays,
        events: [{ kind: 'page_view' }],
        property: 'visitorId',
        limit: 100,
      });
      return rows;
    };

    it.each(readers)('are found, and one is shown with all that they did ($language)', async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('people', reader);
      const known = await mostActive();
      const rows = await cellsOf(page, text.visitors);
      expect(rows.map((cells) => cells.slice(0, 3))).toEqual(
        known.map(({ value, sessions, events }) => [value, numberFor(reader, sessions), numberFor(reader, events)]),
      );

      const visitorId = known[0]?.value ?? '';
      await page.getByRole('textbox', { name: text.search, exact: true }).fill(visitorId.slice(0, 12));
      await expect.poll(() => page.getByRole('rowheader').count()).toBe(1);
      await page.getByRole('link', { name: visitorId, exact: true }).click();

      const person = await demo().ask<VisitorResult>('visitor', { visitorId });
      await page.getByRole('list', { name: text.timeline }).waitFor();
      const figures = await page.getByRole('definition').allTextContents();
      expect(figures).toEqual(
        expect.arrayContaining([visitorId, numberFor(reader, person.sessions), numberFor(reader, person.events)]),
      );
      expect(await page.locator('.timeline-event').count()).toBe(person.timeline.length);
      // One person is shown whole: no days to choose.
      expect(await page.getByRole('button', { name: /Last 30 days|آخر ٣٠ يومًا/ }).count()).toBe(0);
      await page.close();
    });

    it('are followed back in time, and forward again', async () => {
      const text = words.en;
      const visitorId = (await mostActive())[0]?.value ?? '';
      const page = await demo().openPanel('people', readers[0], { own: { visitorId } });
      const { nextBefore, timeline } = await demo().ask<VisitorResult>('visitor', { visitorId });
      const before = await demo().ask<VisitorResult>('visitor', { visitorId, before: nextBefore });
      await page.getByRole('button', { name: text.earlier }).click();
      const latestShown = () => page.locator('.timeline-event time').first().getAttribute('datetime');
      const latestOf = (events: VisitorResult['timeline']) => new Date(events[0]?.time ?? 0).toISOString();
      await expect.poll(latestShown).toBe(latestOf(before.timeline));
      expect(await page.locator('.timeline-event').count()).toBe(before.timeline.length);
      await page.getByRole('button', { name: text.latest }).click();
      await expect.poll(latestShown).toBe(latestOf(timeline));
      await page.close();
    });

    it('are customers on every browser', async () => {
      const { rows } = await demo().ask<BreakdownResult>('breakdown', {
        range: lastDays,
        events: [{ kind: 'page_view' }],
        property: 'customerId',
        filters: [{ property: 'customerId', operator: 'is_set' }],
        limit: 1,
      });
      const customerId = rows[0]?.value ?? '';
      const page = await demo().openPanel('people', readers[0], { own: { by: 'customerId' } });
      await page.getByRole('link', { name: customerId, exact: true }).click();
      const { orders } = await demo().ask<VisitorResult>('visitor', { customerId });
      await page.getByRole('heading', { name: 'Customer', level: 2, exact: true }).waitFor();
      await expect.poll(() => page.getByRole('definition').allTextContents()).toContain(numberFor(readers[0], orders));
      await page.close();
    });

    it('says that nobody is known by an id of nobody', async () => {
      const page = await demo().openPanel('people', readers[0], { own: { visitorId: '0123456789abcdef' } });
      await page.getByText('Nobody is known by this id').waitFor();
      await page.close();
    });
  });
