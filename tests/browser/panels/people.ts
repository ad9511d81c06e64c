import type { BreakdownResult, VisitorResult } from '@telltale/query';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, wireBatch, wireEvent } from '../../fixtures/collector.ts';
import { settled, violations } from '../axe.ts';
import { cellsOf, type DemoDashboard, lastDays, moneyFor, numberFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    visitors: 'Visitors',
    search: 'Find by id',
    timeline: 'What they did, the latest first',
    earlier: 'What was before',
    latest: 'Back to the latest',
    toCustomer: 'All that this customer did, on every browser',
    lists: { orders: 'Orders', answers: 'Answers', traits: 'Traits' },
  },
  ar: {
    visitors: 'الزوّار',
    search: 'ابحث بالمعرّف',
    timeline: 'ما فعله، الأحدث أولًا',
    earlier: 'ما قبل ذلك',
    latest: 'عودة إلى الأحدث',
    toCustomer: 'كل ما فعله هذا العميل على كل المتصفحات',
    lists: { orders: 'الطلبات', answers: 'الإجابات', traits: 'الصفات' },
  },
} as const;

const deletionWords = {
  deleteCustomer: 'احذف هذا العميل',
  erased: 'ستُمحى ٥ أحداث من متصفح واحد',
  forGood: 'احذف نهائيًا',
  deleted: 'تم الحذف: مُحيت ٥ أحداث.',
  unknown: 'لا أحد معروف بهذا المعرّف',
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

    describe('of a quiet shop', () => {
      let site: { id: string; publicKey: string };

      beforeAll(async () => {
        const made = await demo().collector.owner('/sites', { method: 'POST', body: { name: 'Quiet shop' } });
        site = (await made.json()) as typeof site;
      });

      /** Somebody who did all there is to list, another one each time that it is tried; resolves when it can be asked for. */
      const somebody = async (name: string) => {
        const customerId = `${name}-${Date.now()}`;
        const event = (kind: string, properties: object) => wireEvent({ kind, properties });
        const order = {
          orderId: `o-${customerId}`,
          value: { amount: '12.50', currency: 'EUR' },
          items: 3,
          coupon: 'MAY',
        };
        const events = [
          wireEvent(),
          event('identify', { customerId, traits: { plan: 'gold' } }),
          event('purchase', order),
          // The thank-you page, opened again.
          event('purchase', order),
          event('survey_answer', { surveyId: 'why', questionId: 'what', questionKind: 'text', text: 'Too dear' }),
        ];
        const sent = await demo().collector.send(wireBatch(site.publicKey, events, { visitorId: id64(), customerId }));
        expect(sent.ok).toBe(true);
        await vi.waitFor(
          async () =>
            expect(await demo().collector.ask(site.id, 'visitor', { customerId })).toMatchObject({ events: 5 }),
          { timeout: 20_000, interval: 50 },
        );
        return customerId;
      };

      it.each(readers)('have orders, answers and traits listed apart, each order once ($language)', async (reader) => {
        const { lists } = words[reader.language];
        const customerId = await somebody(`ada-${reader.language}`);
        const page = await demo().openPanel('people', reader, { site: site.id, own: { customerId } });
        const listed = async (name: string) => {
          await page.getByRole('radio', { name, exact: true }).check();
          return cellsOf(page, name);
        };
        expect((await listed(lists.orders)).map((cells) => [cells[0], cells[2], cells[3], cells[4], cells[6]])).toEqual(
          [[`o-${customerId}`, moneyFor(reader, '12.5', 'EUR'), numberFor(reader, 3), 'MAY', '–']],
        );
        expect((await listed(lists.answers)).map((cells) => cells.slice(0, 3))).toEqual([['Too dear', 'what', 'why']]);
        expect((await listed(lists.traits)).map((cells) => cells.slice(0, 2))).toEqual([['plan', 'gold']]);
        expect(await violations(page)).toEqual([]);
        await page.close();
      });

      it('are deleted by owners alone, once it was read what that erases, and nobody else with them', async () => {
        const reader = readers[1];
        const text = { ...words[reader.language], ...deletionWords };
        const [customerId, other] = [await somebody('bob'), await somebody('cy')];
        const page = await demo().openPanel('people', reader, { site: site.id, own: { customerId } });
        const open = page.getByRole('button', { name: text.deleteCustomer, exact: true });
        await open.click();
        const dialog = page.getByRole('dialog', { name: text.deleteCustomer, exact: true });
        await dialog.getByText(text.erased, { exact: true }).waitFor();
        expect(await dialog.textContent()).toContain(customerId);
        await settled(page);
        expect(await violations(page)).toEqual([]);
        // To read it erases nothing.
        expect(await demo().collector.ask(site.id, 'visitor', { customerId })).toMatchObject({ events: 5 });
        await dialog.getByRole('button', { name: text.forGood, exact: true }).click();
        await dialog.getByText(text.deleted, { exact: true }).waitFor();
        // Who is gone stands there no longer.
        await page.keyboard.press('Escape');
        await page.getByRole('textbox', { name: text.search, exact: true }).waitFor();
        await page.goBack();
        expect(await demo().collector.ask(site.id, 'visitor', { customerId })).toMatchObject({ events: 0 });
        expect(await demo().collector.ask(site.id, 'visitor', { customerId: other })).toMatchObject({ events: 5 });

        // What the collector says of the site to an editor.
        await page.route(/\/api\/v1\/sites$/, async (route) => {
          const answered = await route.fetch();
          const { sites } = (await answered.json()) as { sites: { scopes: string[] }[] };
          const shown = sites.map((one) => ({
            ...one,
            scopes: one.scopes.filter((scope) => scope !== 'events:delete'),
          }));
          await route.fulfill({ response: answered, json: { sites: shown } });
        });
        await page.reload();
        await page.getByText(text.unknown, { exact: true }).waitFor();
        const own = Buffer.from(JSON.stringify({ customerId: other })).toString('base64url');
        await page.goto(`${demo().collector.url}/sites/${site.id}/people?lang=${reader.language}&own=${own}`);
        await page.getByRole('list', { name: text.timeline, exact: true }).waitFor();
        expect(await open.count()).toBe(0);
        await page.close();
      });
    });

    it('says that nobody is known by an id of nobody', async () => {
      const page = await demo().openPanel('people', readers[0], { own: { visitorId: '0123456789abcdef' } });
      await page.getByText('Nobody is known by this id').waitFor();
      await page.close();
    });
  });
