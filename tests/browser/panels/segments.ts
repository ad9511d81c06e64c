import type {
  SegmentOverlapResult,
  SegmentProfileResult,
  SegmentResult,
  SegmentSizeResult,
  TrendResult,
  VisitorCondition,
} from '@telltale/query';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedBytes } from '../dashboard-browser.ts';
import { cellsOf, DEMO, type DemoDashboard, lastDays, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    result: 'Result',
    condition: 'Condition',
    kinds: {
      visits: 'was there as',
      touch: 'was brought by',
      buyer: 'is a buyer who buys',
      rfm: 'is among the buyers (RFM)',
      funnel: 'in a funnel',
      sequence: 'did in this order',
      firstTime: 'did for the first time',
    },
    views: { size: 'Size over time', overlap: 'Overlap', profile: 'What sets it apart' },
    sizes: 'Members over time',
    overlapWith: (title: string) => `Overlap with ${title}`,
    table: 'Table',
  },
  ar: {
    result: 'النتيجة',
    condition: 'الشرط',
    kinds: {
      visits: 'حضر بصفته',
      touch: 'أتى به',
      buyer: 'مشترٍ يشتري',
      rfm: 'من بين المشترين (RFM)',
      funnel: 'في مسار تحويل',
      sequence: 'قام بهذا الترتيب بـ',
      firstTime: 'قام لأول مرة بـ',
    },
    views: { size: 'حجمها عبر الزمن', overlap: 'التداخل', profile: 'ما يميّزها' },
    sizes: 'الأفراد عبر الزمن',
    overlapWith: (title: string) => `التداخل مع ${title}`,
    table: 'الجدول',
  },
} as const;

const last30 = { last: 30, unit: 'day' } as const;

/** What the builder makes of each kind before anything is changed. */
const fresh: Record<keyof typeof words.en.kinds, VisitorCondition> = {
  visits: { visits: 'new', during: last30 },
  touch: { touch: 'first', filters: [{ property: 'channel', operator: 'is', values: ['search'] }] },
  buyer: { buyer: 'one_off', of: { kind: 'purchase' } },
  rfm: { rfm: { kind: 'purchase' }, property: 'value', currency: 'EUR', monetary: [5] },
  funnel: {
    funnel: {
      range: last30,
      steps: ['page_view', 'checkout_step', 'purchase'].map((kind) => ({ events: [{ kind }] })),
    },
    outcome: 'dropped',
  },
  sequence: {
    sequence: [{ kind: 'page_view' }, { kind: 'purchase' }],
    within: { amount: 1, unit: 'day' },
  },
  firstTime: { firstTime: { kind: 'purchase' }, during: last30 },
};

const buyers: VisitorCondition = { all: [{ did: { kind: 'purchase' } }] };

/** The panel of segments against the API. */
export const describeSegments = (demo: () => DemoDashboard) =>
  describe('segments', () => {
    const asked = <Result>(kind: string, definition: object) => demo().ask<Result>(kind, definition);
    const save = async (id: string, title: string, condition: VisitorCondition) => {
      const { status } = await demo().collector.owner(`/sites/${DEMO}/segments`, {
        method: 'POST',
        body: { id, title, condition },
      });
      expect([201, 409]).toContain(status);
    };
    const sizeOf = (page: Page, name: string) =>
      page.getByRole('region', { name, exact: true }).locator('.segment-size strong');

    it.each(readers)("are made of every kind of condition, with the API's figures ($language)", async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('segments', reader);
      for (const [kind, label] of Object.entries(text.kinds)) {
        await page.getByRole('combobox', { name: text.condition, exact: true }).selectOption(label);
        const condition = { all: [fresh[kind as keyof typeof fresh]] };
        const { count } = await asked<SegmentResult>('segment', { condition, population: lastDays });
        await expect
          .poll(() => sizeOf(page, text.result).innerText(), { message: kind })
          .toBe(numberFor(reader, count));
      }
      const png = page
        .getByRole('region', { name: text.result, exact: true })
        .getByRole('button', { name: 'PNG', exact: true });
      expect((await savedBytes(page, () => png.click())).subarray(1, 4).toString('latin1')).toBe('PNG');
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.close();
    });

    it.each(readers)(
      "tell their size over time, their overlap with another and what sets them apart, with the API's figures ($language)",
      async (reader) => {
        const text = words[reader.language];
        const phones: VisitorCondition = {
          all: [{ did: { kind: 'page_view', filters: [{ property: 'device', operator: 'is', values: ['mobile'] }] } }],
        };
        await save('phones', 'Phones', phones);
        const page = await demo().openPanel('segments', reader);
        const show = (view: keyof typeof text.views) =>
          page.getByRole('radio', { name: text.views[view], exact: true }).check({ force: true });

        await show('size');
        const { sizes } = await asked<SegmentSizeResult>('segment_size', { condition: buyers, range: lastDays });
        await page.getByText(text.table, { exact: true }).click();
        expect((await cellsOf(page, text.sizes)).map(([, members]) => members)).toEqual(
          sizes.map(({ count }) => numberFor(reader, count)),
        );

        await show('overlap');
        const { combinations } = await asked<SegmentOverlapResult>('segment_overlap', {
          segments: [{ condition: buyers }, { condition: phones }],
          population: lastDays,
        });
        const countOf = (...both: [boolean, boolean]) =>
          combinations.find(({ isIn }) => isIn.join() === both.join())?.count ?? 0;
        expect((await cellsOf(page, text.overlapWith('Phones'))).map(([, count]) => count)).toEqual(
          [countOf(true, true), countOf(true, false), countOf(false, true), countOf(false, false)].map((count) =>
            numberFor(reader, count),
          ),
        );

        await show('profile');
        const { values } = await asked<SegmentProfileResult>('segment_profile', {
          condition: buyers,
          population: lastDays,
        });
        expect((await cellsOf(page, text.views.profile)).map(([, members, others]) => [members, others])).toEqual(
          values.map(({ memberRatio, otherRatio }) => [
            percentFor(reader, memberRatio),
            percentFor(reader, otherRatio),
          ]),
        );
        await settled(page);
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );

    it('are saved, changed, renamed and removed; what cannot be removed is said', async () => {
      const page = await demo().openPanel('segments', readers[0]);
      const saved = page.getByRole('combobox', { name: 'Saved segments' });
      const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog('Save as a new one').getByRole('textbox', { name: 'Name' }).fill('Who bought');
      await page.keyboard.press('Enter');
      await expect.poll(() => saved.locator('option:checked').innerText()).toBe('Who bought');

      await page.getByRole('combobox', { name: 'How often' }).selectOption('exactly');
      await page.getByRole('button', { name: 'Save the changes' }).click();
      await expect.poll(() => page.getByRole('button', { name: 'Save the changes' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Rename' }).click();
      await dialog('Rename').getByRole('textbox', { name: 'Name' }).fill('Bought once');
      await page.keyboard.press('Enter');
      await expect.poll(() => saved.locator('option:checked').innerText()).toBe('Bought once');

      const list = async () => {
        const response = await demo().collector.owner(`/sites/${DEMO}/segments`);
        return ((await response.json()) as { segments: { id: string; title: string; condition: unknown }[] }).segments;
      };
      const kept = (await list()).find(({ title }) => title === 'Bought once');
      expect(kept?.condition).toEqual({
        all: [{ did: { kind: 'purchase' }, times: { operator: 'exactly', value: 1 } }],
      });

      await save('named', 'Names it', { segment: kept?.id ?? '' });
      const remove = async () => {
        await page.getByRole('button', { name: 'Remove', exact: true }).click();
        await dialog('Remove the segment Bought once').getByRole('button', { name: 'Remove' }).click();
      };
      await remove();
      expect(await page.getByRole('alert').innerText()).toContain('change them first');
      await demo().collector.owner(`/sites/${DEMO}/segments/named`, { method: 'DELETE' });
      await remove();
      await expect.poll(() => saved.locator('option:checked').innerText()).toBe('Not saved yet');
      expect((await list()).map(({ title }) => title)).not.toContain('Bought once');
      await page.close();
    });

    it('are kept as they are now, said to be so wherever they are used, and made live again', async () => {
      await save('kept', 'Kept', buyers);
      const page = await demo().openPanel('segments', readers[0], { own: { ...buyers, saved: 'kept' } });
      await page.getByText('Live: its members are those who fulfil it whenever it is asked.').waitFor();
      await page.getByRole('button', { name: 'Keep who is in it now' }).click();
      // Those of all times: a segment is not only of the days that are looked at.
      const always = { condition: buyers, population: { last: 365, unit: 'day' } };
      const members = numberFor(readers[0], (await asked<SegmentResult>('segment', always)).count);
      await page.getByText(new RegExp(`^A snapshot: its members are the ${members} of`)).waitFor();
      const saved = page.getByRole('combobox', { name: 'Saved segments' });
      expect(await saved.locator('option:checked').innerText()).toBe('Kept (snapshot)');
      const used = await demo().openPanel('overview', readers[1], { query: 'segment=kept' });
      await used
        .getByText(/^الشريحة Kept كما كانت في .*: لقطة\.$/)
        .first()
        .waitFor();
      await used.close();
      await page.getByRole('button', { name: 'Make it live again' }).click();
      await page.getByText('Live: its members are those who fulfil it whenever it is asked.').waitFor();
      await page.close();
    });

    it('take any of several events for a step of a funnel', async () => {
      const reached = (...steps: object[][]) => ({
        all: [{ funnel: { range: last30, steps: steps.map((events) => ({ events })) }, outcome: 'reached', step: 2 }],
      });
      const [view, step, click, bought] = ['page_view', 'checkout_step', 'click', 'purchase'].map((kind) => ({ kind }));
      if (!view || !step || !click || !bought) throw new Error('There are four kinds.');
      const sizeNow = async (condition: object) =>
        numberFor(readers[0], (await asked<SegmentResult>('segment', { condition, population: lastDays })).count);
      const [plain, either] = [reached([view], [step], [bought]), reached([view], [step, click], [bought])];
      const sizes = [await sizeNow(plain), await sizeNow(either)];
      expect(sizes[0]).not.toBe(sizes[1]);

      const page = await demo().openPanel('segments', readers[0], { own: plain });
      await expect.poll(() => sizeOf(page, words.en.result).innerText()).toBe(sizes[0]);
      await page.getByRole('button', { name: 'Event 2, or 2' }).click();
      await page.getByRole('combobox', { name: 'Event 2, or 2' }).selectOption({ label: 'Click' });
      await expect.poll(() => sizeOf(page, words.en.result).innerText()).toBe(sizes[1]);
      await page.getByRole('button', { name: 'Remove alternative 2 of event 2' }).click();
      await expect.poll(() => sizeOf(page, words.en.result).innerText()).toBe(sizes[0]);
      await page.close();
    });

    it('are chosen beside the filters, of every figure, and a link keeps the choice', async () => {
      await save('buyers', 'Buyers', buyers);
      const page = await demo().openPanel('overview', readers[0]);
      await page.getByRole('combobox', { name: 'Segment', exact: true }).selectOption('Buyers');
      const { lines } = await asked<TrendResult>('trend', {
        range: lastDays,
        series: [{ events: [{ kind: 'page_view' }], aggregation: 'visitors' }],
        filters: [{ visitor: { segment: 'buyers' } }],
      });
      const visitors = page.getByRole('radio', {
        name: new RegExp(`^Visitors ${numberFor(readers[0], lines[0]?.total ?? 0)}( |$)`),
      });
      await visitors.waitFor();
      await page.getByRole('link', { name: 'Paths', exact: true }).click();
      expect(await page.getByRole('combobox', { name: 'Segment', exact: true }).inputValue()).toBe('buyers');
      await page.goBack();
      await page.reload();
      await visitors.waitFor();
      await page.getByRole('link', { name: 'Live', exact: true }).click();
      expect(new URL(page.url()).searchParams.has('segment')).toBe(false);
      await page.close();
    });
  });
