import type { ReadySurvey } from './ready-survey.ts';

/** What people miss, from a tab that is always there. */
export const whatIsMissing: ReadySurvey = {
  id: 'what_is_missing',
  titles: { en: 'What is missing here?', ar: 'ما الذي ينقص هنا؟' },
  purposes: {
    en: 'Wishes and complaints at any time. A tab at the edge of every page opens it.',
    ar: 'الرغبات والشكاوى في أي وقت. يفتحه زر على حافة كل صفحة.',
  },
  survey: {
    questions: [
      {
        id: 'rating',
        kind: 'rating',
        text: { en: 'How do you like this page?', ar: 'كيف تجد هذه الصفحة؟' },
      },
      {
        id: 'missing',
        kind: 'text',
        text: { en: 'What is missing, or does not work?', ar: 'ما الذي ينقص أو لا يعمل؟' },
      },
    ],
    thanks: { en: 'Thank you. We read every word.', ar: 'شكرًا لك. نقرأ كل كلمة.' },
    look: { place: 'tab', tabLabel: { en: 'Feedback', ar: 'رأيك' } },
    rules: { triggers: [{ on: 'call' }] },
  },
};
