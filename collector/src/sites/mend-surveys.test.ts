import { expect, it } from 'vitest';
import { defaultSiteSettings, readSite } from './site.ts';

const site = {
  ...defaultSiteSettings,
  name: 'Shop',
  timeZone: 'UTC',
  id: 'shop',
  publicKeys: ['key'],
  createdAt: 1,
};

/** As sites held their one kind of survey before there were others. */
const former = {
  id: 'after_purchase',
  version: 3,
  questionId: 'recommend',
  questionKind: 'nps',
  texts: {
    en: {
      question: 'Recommend us?',
      lowLabel: 'No',
      highLabel: 'Yes',
      followUp: 'Why?',
      thanks: 'Thank you',
      submit: 'Send',
      dismiss: 'Close',
    },
    ar: { question: 'هل توصي؟', lowLabel: '', highLabel: '', thanks: 'شكرًا', submit: 'إرسال', dismiss: 'إغلاق' },
  },
  trigger: { kind: 'purchase', delayMs: 1200 },
};

it('a site that was kept with a survey of the former kind is read with the same survey as it is now', () => {
  const [survey] = readSite({ ...site, surveys: [former] }).surveys;
  expect(survey).toMatchObject({
    id: 'after_purchase',
    version: 3,
    questions: [
      { id: 'recommend', kind: 'nps', text: { en: 'Recommend us?', ar: 'هل توصي؟' }, low: { en: 'No' } },
      { id: 'recommend-why', kind: 'text', text: { en: 'Why?' }, isOptional: true },
    ],
    thanks: { en: 'Thank you', ar: 'شكرًا' },
    words: { send: { en: 'Send', ar: 'إرسال' }, dismiss: { en: 'Close', ar: 'إغلاق' } },
    rules: { triggers: [{ on: 'event', kind: 'purchase' }], delaySeconds: 1.2 },
  });
  expect(readSite({ ...site, surveys: [survey] }).surveys).toEqual([survey]);
});

it('a site with a survey that is neither of the two is refused, with what is wrong named', () => {
  expect(() => readSite({ ...site, surveys: [{ id: 'x' }] })).toThrow(/questions/);
});
