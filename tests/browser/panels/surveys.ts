import type { AnswersResult, Compared, SurveyResult } from '@telltale/query';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { id64, wireBatch, wireEvent } from '../../fixtures/collector.ts';
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
        card.getByRole('link', { name: reader.language === 'en' ? 'All as CSV' : 'الكل بصيغة CSV' }).click(),
      );
      const [headings, ...lines] = csv.trimEnd().split('\r\n');
      expect(headings).toMatch(reader.language === 'en' ? /^When,Survey,/ : /^متى,الاستبيان,/);
      expect(lines).toHaveLength(found.answers);
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

    it('are broken down by any dimension, and by a saved segment, with the figures of the API', async () => {
      const [reader] = readers;
      const condition = { did: { kind: 'purchase' } };
      const saved = await demo().collector.owner(`/sites/${DEMO}/segments`, {
        method: 'POST',
        body: { title: 'Those who bought', condition },
      });
      const { id } = (await saved.json()) as { id: string };
      const page = await demo().openPanel('surveys', reader, { own: { survey: SURVEY } });
      const choose = page.getByRole('combobox', { name: 'Broken down by', exact: true });
      for (const [chosen, name, breakdown] of [
        ['surveyLanguage', 'Survey language', { property: 'surveyLanguage' }],
        [`segment:${id}`, 'Segment', { segments: [id] }],
      ] as const) {
        const { groups } = await demo().ask<SurveyResult>('survey', { survey: SURVEY, range: lastDays, breakdown });
        await choose.selectOption(chosen);
        expect(groups?.[0]?.shown.responses).toBeGreaterThan(0);
        const asAnswered = groups?.map(({ shown, answered }) => [
          numberFor(reader, shown.responses),
          numberFor(reader, answered.responses),
        ]);
        // The answer of before stays in sight while the next one is asked for.
        await expect
          .poll(async () => (await cellsOf(page, name)).map((cells) => cells.slice(1, 3)), patiently)
          .toEqual(asAnswered);
      }
      await page.close();
    });

    it('of several versions are read alone or together, each answer by the name that it had', async () => {
      const [, reader] = readers;
      // Another one each time that it is tried.
      const id = `versions-${Date.now()}`;
      const address = `/sites/${DEMO}/surveys/${id}`;
      const labels = ['Bad', 'Weak', 'Fair', 'Good', 'Great'].map((en, at) => ({ en, ar: `درجة ${at}` }));
      const asking = (options: string[], said: string) => ({
        title: 'Versions',
        questions: [
          { id: 'rated', kind: 'csat', text: { en: 'How was it?', ar: 'كيف كان؟' }, labels, hasFaces: false },
          {
            id: 'missed',
            kind: 'choice',
            text: { en: 'What was missing?', ar: 'ما الذي نقص؟' },
            options: options.map((option) => ({ id: option, text: { en: option, ar: `${said} ${option}` } })),
          },
        ],
        thanks: { en: 'Thanks', ar: 'شكرًا' },
        rules: { triggers: [{ on: 'call' }] },
      });
      const change = async (body: object) =>
        (await (await demo().collector.owner(address, { method: 'PATCH', body })).json()) as { revision: number };
      const survey = asking(['old', 'kept'], 'خيار');
      await demo().collector.owner(`/sites/${DEMO}/surveys`, { method: 'POST', body: { ...survey, id } });
      const { revision } = await change({ state: 'live', revision: 1 });
      const next = await change({ survey: asking(['kept', 'new'], 'بند'), revision });
      const answer = async (surveyVersion: number, score: number, choice: string) => {
        const about = { surveyId: id, surveyVersion, responseId: id64() };
        const events = [
          { kind: 'survey_shown', properties: about },
          {
            kind: 'survey_answer',
            properties: { ...about, questionId: 'rated', questionKind: 'csat', questionNumber: 1, score },
          },
          {
            kind: 'survey_answer',
            properties: { ...about, questionId: 'missed', questionKind: 'choice', questionNumber: 2, choice },
          },
        ];
        await demo().collector.send(wireBatch(DEMO, events.map(wireEvent), { visitorId: id64() }));
      };
      for (const choice of ['old', 'kept']) await answer(1, 5, choice);
      await answer(2, 2, 'new');
      const told = async () => {
        const { total } = await demo().ask<SurveyResult>('survey', { survey: id, range: lastDays });
        return total.answered.responses;
      };
      await expect.poll(told, patiently).toBe(3);
      const page = await demo().openPanel('surveys', reader, { own: { survey: id } });
      const rated = page.getByRole('region', { name: 'كيف كان؟', exact: true });
      const missed = page.getByRole('region', { name: 'ما الذي نقص؟', exact: true });
      const answersTo = (card: typeof rated) => card.locator('tbody tr th').allInnerTexts();
      const sorted = async () => (await answersTo(missed)).sort();
      await expect.poll(sorted, patiently).toEqual(['بند kept', 'بند new', 'خيار old']);
      expect(await answersTo(rated)).toEqual(labels.map(({ ar }, at) => `${numberFor(reader, at + 1)} · ${ar}`));
      await page.getByRole('combobox', { name: 'الإصدار', exact: true }).selectOption('1');
      await expect.poll(sorted, patiently).toEqual(['خيار kept', 'خيار old']);
      await page.close();
      await change({ state: 'ended', revision: next.revision });
    });

    it('keep the wording that they came with when they are changed for the first time', async () => {
      const address = `/sites/${DEMO}/surveys/left_checkout`;
      interface Kept {
        revision: number;
        survey: { id?: string; version?: number; thanks: object };
      }
      const read = async () =>
        (await (await demo().collector.owner(address)).json()) as { survey: Kept; versions: Kept[] };
      const before = await read();
      const { id: _, version = 0, ...survey } = before.survey.survey;
      // Another wording each time that it is tried.
      const body = { survey: { ...survey, thanks: { en: `Thanks ${version}` } }, revision: before.survey.revision };
      const changed = await demo().collector.owner(address, { method: 'PATCH', body });
      expect(changed.status).toBe(200);
      const { versions } = await read();
      expect(versions.map((one) => one.survey.version)).toEqual([
        version + 1,
        ...before.versions.map((one) => one.survey.version),
      ]);
      expect(versions[1]?.survey.thanks).toEqual(survey.thanks);
      expect((await demo().collector.owner(address, { method: 'PATCH', body })).status, 'too late').toBe(409);
    });

    it('stand beside the days before: what became of one, and what was written', async () => {
      const [reader] = readers;
      const open = async <Result>(kind: string, view: string) => {
        const page = await demo().openPanel('account', reader);
        const sent = page.waitForRequest((request) => request.url().endsWith(`/questions/${kind}`));
        const own = Buffer.from(JSON.stringify({ survey: SURVEY, view })).toString('base64url');
        await page.goto(`${demo().collector.url}/sites/${DEMO}/surveys?lang=en&compare=previous&own=${own}`);
        const definition = (await sent).postDataJSON() as object;
        return { page, result: await demo().ask<Compared<Result>>(kind, definition) };
      };
      const changeFor = (now: number, before = 0) =>
        before === 0
          ? '–'
          : new Intl.NumberFormat(reader.locale, { style: 'percent', signDisplay: 'exceptZero' }).format(
              now / before - 1,
            );
      const outcome = await open<SurveyResult>('survey', '');
      const shown = figure(outcome.page, words.en.outcome, 'Shown').locator('xpath=..').locator('.change');
      const { total, comparison } = outcome.result;
      expect((await shown.innerText()).trim()).toBe(
        changeFor(total.shown.responses, comparison?.total.shown.responses),
      );
      await outcome.page.close();
      const written = await open<AnswersResult>('answers', 'answers');
      const status = written.page
        .getByRole('region', { name: words.en.written, exact: true })
        .locator('p[role=status]');
      expect((await status.locator('.change').innerText()).trim()).toBe(
        changeFor(written.result.answers, written.result.comparison?.answers),
      );
      await written.page.close();
    });

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
    });
  });
