import { type Survey, type SurveyDraft, surveySchema } from '@telltale/protocol';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually } from './visit.ts';

/** One question, as it is written. */
export type QuestionDraft = SurveyDraft['questions'][number];

/** A question of each kind, in both languages. */
export const questions = {
  nps: { id: 'recommend', kind: 'nps', text: { en: 'Would you recommend us?', ar: 'هل توصي بنا؟' } },
  csat: { id: 'satisfied', kind: 'csat', text: { en: 'How satisfied are you?', ar: 'ما مدى رضاك؟' } },
  ces: { id: 'easy', kind: 'ces', text: { en: 'How easy was it?', ar: 'ما مدى السهولة؟' } },
  rating: {
    id: 'rate',
    kind: 'rating',
    text: { en: 'Rate the guide', ar: 'قيّم الدليل' },
    low: { en: 'Poor', ar: 'ضعيف' },
    high: { en: 'Excellent', ar: 'ممتاز' },
  },
  choice: {
    id: 'stopped',
    kind: 'choice',
    text: { en: 'What stopped you?', ar: 'ما الذي منعك؟' },
    options: [
      { id: 'price', text: { en: 'The price', ar: 'السعر' } },
      { id: 'delivery', text: { en: 'Delivery', ar: 'التوصيل' } },
    ],
    hasOther: true,
  },
  text: { id: 'why', kind: 'text', text: { en: 'Why?', ar: 'لماذا؟' } },
} satisfies Record<QuestionDraft['kind'], QuestionDraft>;

/** Always due at once, never held back, unless a test says so. */
export const surveyOf = (asked: QuestionDraft[], changed: Partial<SurveyDraft> = {}): Survey =>
  surveySchema.parse({
    id: 'ask',
    version: 2,
    title: 'Ask',
    questions: asked,
    thanks: { en: 'Thank you!', ar: 'شكرًا لك!' },
    rules: { triggers: [{ on: 'time', seconds: 0 }] },
    ...changed,
  });

/** A page in Arabic with the tag. */
export const arabicPage =
  '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>صفحة</title>{tag}<body><main>مرحبا</main>';

/** The card of the survey on a page. */
export const card = (page: Page) => page.locator('[data-tt-ignore] section');

/** The button that goes on. */
export const goOn = (page: Page) => page.locator('[data-tt-ignore] [type=submit]');

/** What was answered so far, without what each answer says of the moment. */
export const answers = (pages: Pages) =>
  pages
    .events('survey_answer')
    .map(({ properties: { questionId, questionNumber, score, choice, text } }) =>
      Object.fromEntries(
        Object.entries({ questionId, questionNumber, score, choice, text }).filter(([, value]) => value !== undefined),
      ),
    );

/** Waits until so many surveys were shown. */
export const shown = (pages: Pages, times = 1) =>
  eventually(() => expect(pages.events('survey_shown')).toHaveLength(times));
