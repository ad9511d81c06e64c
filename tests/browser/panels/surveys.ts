import type { AnswersResult, SurveyResult } from '@telltale/query';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { savedText } from '../dashboard-browser.ts';
import {
  cellsOf,
  DEMO,
  type DemoDashboard,
  lastDays,
  numberFor,
  percentFor,
  type Reader,
  readers,
} from '../demo-dashboard.ts';

const SURVEY = 'after_purchase';

/** Longer than a slow machine needs. */
const patiently = { timeout: 20_000 };

const words = {
  en: {
    list: 'Surveys',
    outcome: 'What became of it',
    recommend: 'How likely are you to recommend Ribbon & Sail to a friend?',
    answers: 'Answers',
    version: 'By version',
    search: 'Search the answers',
    written: 'What visitors wrote',
    themes: 'Themes',
    make: 'New survey',
    begin: 'Begin with this one: What stopped you today?',
    preview: 'Preview',
    goLive: 'Go live',
    save: 'Save',
    discard: 'Discard the changes',
    inWords: 'In words',
    rules: 'Appears when a checkout is left.',
    question: 'What stopped you from completing your order today?',
  },
  ar: {
    list: 'الاستبيانات',
    outcome: 'ما آل إليه',
    recommend: 'ما مدى احتمال أن توصي صديقًا بمتجر شريط وشراع؟',
    answers: 'الإجابات',
    version: 'حسب الإصدار',
    search: 'ابحث في الإجابات',
    written: 'ما كتبه الزوّار',
    themes: 'المواضيع',
    make: 'استبيان جديد',
    begin: 'ابدأ بهذا: ما الذي منعك اليوم؟',
    preview: 'معاينة',
    goLive: 'اعرضه',
    save: 'احفظ',
    discard: 'تجاهل التغييرات',
    inWords: 'بالكلمات',
    rules: 'يظهر عند مغادرة إتمام الشراء.',
    question: 'ما الذي منعك من إتمام طلبك اليوم؟',
  },
} as const;

const pointsFor = ({ locale }: Reader, ratio: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(100 * ratio);

const figure = (page: Page, card: string, name: string) =>
  page
    .getByRole('region', { name: card, exact: true })
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: name }) })
    .locator('dd')
    .first();

/** The panel of surveys against the API. */
export const describeSurveys = (demo: () => DemoDashboard) =>
  describe('surveys', () => {
    it.each(readers)("tell what came of one, with the API's figures ($language)", async (reader: Reader) => {
      const text = words[reader.language];
      const { total } = await demo().ask<SurveyResult>('survey', { survey: SURVEY, range: lastDays });
      const page = await demo().openPanel('surveys', reader, { own: { survey: SURVEY } });
      const card = page.getByRole('region', { name: text.recommend, exact: true });
      await card.waitFor();
      const nps = total.questions.find(({ questionKind }) => questionKind === 'nps');
      const score = nps?.score;
      if (!nps || !score) throw new Error('The crowd gave no score.');
      expect(score.answers).toBeGreaterThan(10);
      const shown = await figure(
        page,
        text.recommend,
        reader.language === 'en' ? 'Net Promoter' : 'صافي نقاط',
      ).innerText();
      expect(shown).toBe(pointsFor(reader, score.value));
      const rows = await cellsOf(page, text.answers);
      expect(rows.slice(0, 11).map((cells) => cells.slice(0, 3))).toEqual(
        Array.from({ length: 11 }, (_, step) => {
          const count = nps.scores.find((one) => one.score === step)?.answers ?? 0;
          return [numberFor(reader, step), numberFor(reader, count), percentFor(reader, count / score.answers)];
        }),
      );
      const outcome = page.getByRole('region', { name: text.outcome, exact: true });
      expect((await outcome.locator('dd').first().innerText()).trim()).toBe(numberFor(reader, total.shown.responses));
      await page.close();
    });

    it.each(readers)('list, search and save what visitors wrote ($language)', async (reader: Reader) => {
      const text = words[reader.language];
      const all = await demo().ask<AnswersResult>('answers', { survey: SURVEY, range: lastDays, limit: 1000 });
      const word = all.list[0]?.text.split(/\s+/).find((one) => one.length > 4) ?? '';
      const found = await demo().ask<AnswersResult>('answers', { survey: SURVEY, range: lastDays, search: word });
      const page = await demo().openPanel('surveys', reader, { own: { survey: SURVEY, view: 'answers' } });
      const card = page.getByRole('region', { name: text.written, exact: true });
      const status = card.locator('p[role=status]');
      await expect.poll(() => status.innerText(), patiently).toContain(numberFor(reader, all.answers));
      await page.getByLabel(text.search).fill(word);
      await expect
        .poll(() => status.innerText(), patiently)
        .toContain(`${text.answers}: ${numberFor(reader, found.answers)} ·`);
      expect(found.answers).toBeGreaterThan(0);
      const csv = await savedText(page, () =>
        card.getByRole('button', { name: reader.language === 'en' ? 'All as CSV' : 'الكل بصيغة CSV' }).click(),
      );
      expect(csv.split('\r\n').filter((line) => line !== '').length).toBeGreaterThan(found.answers);
      await page.close();
    });

    it('keep promoters as a segment in one step', async () => {
      const [reader] = readers;
      const { total } = await demo().ask<SurveyResult>('survey', { survey: SURVEY, range: { last: 90, unit: 'day' } });
      const page = await demo().openPanel('surveys', reader, { own: { survey: SURVEY } });
      await page.getByRole('button', { name: 'Save promoters as a segment' }).click();
      const saved = async () => {
        const response = await demo().collector.owner(`/sites/${DEMO}/segments`);
        const { segments } = (await response.json()) as { segments: { title: string; condition: object }[] };
        return segments.find(({ title }) => title.startsWith('Promoters'));
      };
      await expect.poll(saved, patiently).toBeTruthy();
      const { count } = await demo().ask<{ count: number }>('segment', { condition: (await saved())?.condition });
      const promoters = await demo().ask<SurveyResult>('survey', {
        survey: SURVEY,
        range: { last: 90, unit: 'day' },
        people: { outcome: 'promoter' },
      });
      expect(count).toBe(promoters.people?.count);
      expect(total.questions[0]?.score?.groups?.promoters).toBeGreaterThan(0);
      await page.close();
    });

    it.each(readers)(
      'are made from a ready one, seen before visitors see them, and go live ($language)',
      async (reader: Reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('surveys', reader);
        await page.getByRole('button', { name: text.make }).click();
        await page.getByRole('button', { name: text.begin }).click();
        // The tag's own widget, in its direction, in the frame.
        const frame = page.frameLocator(`iframe[title="${text.preview}"]`);
        await frame.getByText(text.question).waitFor();
        const widget = await frame.locator('html').getAttribute('dir');
        expect(widget).toBe(reader.language === 'ar' ? 'rtl' : 'ltr');
        expect(await page.getByRole('region', { name: text.inWords }).innerText()).toContain(text.rules);
        const title = reader.language === 'en' ? 'Changed in the test' : 'غُيّر في الاختبار';
        await page
          .getByLabel(reader.language === 'en' ? 'Question (en)' : 'السؤال (ar)')
          .first()
          .fill(title);
        await frame.getByText(title).waitFor();
        await page.getByRole('button', { name: text.save, exact: true }).click();
        await page.getByRole('button', { name: text.discard }).waitFor({ state: 'detached' });
        await page.getByRole('button', { name: text.goLive }).click();
        const id = reader.language === 'en' ? 'what_stopped_you' : 'what_stopped_you_2';
        await expect
          .poll(
            () =>
              demo()
                .collector.sites()
                .find((site) => site.id === DEMO)
                ?.surveys.map((survey) => survey.id),
            patiently,
          )
          .toContain(id);
        await page.close();
      },
    );

    it('have no violation in any view, nor anything that stands out of a narrow window', async () => {
      const found: string[] = [];
      const views = [
        { survey: SURVEY, by: 'device' },
        { survey: SURVEY, view: 'answers' },
        { survey: SURVEY, view: 'edit' },
        { view: 'new' },
      ];
      for (const [index, own] of views.entries()) {
        const theme = index % 2 === 0 ? 'dark' : 'light';
        const page = await demo().openPanel('surveys', readers[1], { own, theme, width: 390 });
        await page.locator('main .card').nth(1).or(page.locator('.ready-surveys')).first().waitFor();
        await settled(page);
        for (const summary of (await page.locator('main summary').all()).slice(0, 3)) await summary.click();
        found.push(...(await violations(page)).map((violation) => `${JSON.stringify(own)}: ${violation}`));
        const outside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (outside > 0) found.push(`${JSON.stringify(own)}: ${outside} px stand out`);
        await page.close();
      }
      expect(found).toEqual([]);
    }, 60_000);
  });
