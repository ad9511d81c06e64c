import type { SurveyDraft } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { DEMO, type DemoDashboard, type Reader, readers } from '../demo-dashboard.ts';

/** Longer than a slow machine needs. */
const patiently = { timeout: 20_000 };

const words = {
  en: {
    make: 'New survey',
    begin: 'Begin with this one: What stopped you today?',
    preview: 'Preview',
    goLive: 'Go live',
    save: 'Save',
    discard: 'Discard the changes',
    inWords: 'In words',
    rules: 'Appears when a checkout is left that was active within 30 minutes.',
    question: 'What stopped you from completing your order today?',
  },
  ar: {
    make: 'استبيان جديد',
    begin: 'ابدأ بهذا: ما الذي منعك اليوم؟',
    preview: 'معاينة',
    goLive: 'اعرضه',
    save: 'احفظ',
    discard: 'تجاهل التغييرات',
    inWords: 'بالكلمات',
    rules: 'يظهر عند مغادرة إتمام شراء كان نشطًا خلال ٣٠ دقيقة.',
    question: 'ما الذي منعك من إتمام طلبك اليوم؟',
  },
} as const;

/** The making of surveys against the API. */
export const describeSurveyEditor = (demo: () => DemoDashboard) =>
  describe('surveys in their editor', () => {
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

    it('get from the editor what their documents hold: conditions of an event, several devices, colours; told in words', async () => {
      const [reader] = readers;
      // Another one each time that it is tried.
      const id = `edited-${Date.now()}`;
      const draft: Omit<SurveyDraft, 'version'> = {
        id,
        title: 'Edited',
        questions: [{ id: 'satisfied', kind: 'csat', text: { en: 'Satisfied?' } }],
        thanks: { en: 'Thanks' },
        rules: { triggers: [{ on: 'event', kind: 'purchase' }] },
      };
      const made = await demo().collector.owner(`/sites/${DEMO}/surveys`, { method: 'POST', body: draft });
      expect(made.status).toBe(201);
      const page = await demo().openPanel('surveys', reader, { own: { survey: id, view: 'edit' } });
      await page.getByRole('button', { name: 'Only with a condition' }).click();
      const condition = page.getByRole('group', { name: 'Condition 1', exact: true });
      await condition.getByLabel('Property').selectOption('value');
      await condition.getByLabel('Condition', { exact: true }).selectOption('at_least');
      await condition.getByRole('combobox', { name: 'Value' }).fill('50');
      await condition.getByRole('combobox', { name: 'Value' }).press('Enter');
      for (const device of ['Desktop', 'Tablet']) await page.getByRole('checkbox', { name: device }).check();
      await page.getByRole('switch', { name: /^As faces/ }).click();
      await page.getByRole('switch', { name: /^Colours of my own/ }).click();
      await page.getByLabel('Background, Dark', { exact: true }).fill('#101418');
      const rules = page.getByRole('region', { name: words.en.inWords });
      for (const sentence of [
        'Appears after an event “Purchase” whose Order value is at least \u206850\u2069.',
        'Only on computers and tablets.',
        'One survey at a time.',
        'Nobody sees it without having consented.',
      ])
        await rules.getByText(sentence, { exact: true }).waitFor();
      await page.getByRole('button', { name: words.en.save, exact: true }).click();
      await page.getByRole('button', { name: words.en.discard }).waitFor({ state: 'detached' });
      const { survey } = (await (await demo().collector.owner(`/sites/${DEMO}/surveys/${id}`)).json()) as {
        survey: { survey: SurveyDraft };
      };
      expect(survey.survey).toMatchObject({
        questions: [{ hasFaces: false }],
        rules: {
          triggers: [{ on: 'event', filters: [{ property: 'value', operator: 'at_least', values: ['50'] }] }],
          devices: ['desktop', 'tablet'],
        },
        look: { colours: { dark: { background: '#101418' } } },
      });
      await page.getByRole('button', { name: 'All surveys' }).click();
      await page.getByLabel('Days without another survey for whoever saw one').fill('3');
      await page.getByRole('button', { name: 'Save the days' }).click();
      const capDays = () =>
        demo()
          .collector.sites()
          .find((site) => site.id === DEMO)?.surveyCapDays;
      await expect.poll(capDays, patiently).toBe(3);
      await page.close();
    });
  });
