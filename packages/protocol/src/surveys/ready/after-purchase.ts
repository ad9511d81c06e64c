import type { ReadySurvey } from './ready-survey.ts';

/** Whether who bought would recommend the shop: the Net Promoter Score. */
export const afterPurchase: ReadySurvey = {
  id: 'after_purchase',
  titles: { en: 'After a purchase (NPS)', ar: 'بعد الشراء (صافي نقاط الترويج)' },
  purposes: {
    en: 'Whether customers would recommend you, and why. Appears after a purchase, again after half a year.',
    ar: 'هل يوصي بك العملاء، ولماذا. يظهر بعد الشراء، ثم مرة أخرى بعد نصف عام.',
  },
  survey: {
    questions: [
      {
        id: 'recommend',
        kind: 'nps',
        text: {
          en: 'How likely are you to recommend us to a friend or colleague?',
          ar: 'ما مدى احتمال أن توصي بنا صديقًا أو زميلًا؟',
        },
      },
      {
        id: 'improve',
        kind: 'text',
        text: { en: 'What should we do better?', ar: 'ما الذي ينبغي أن نحسّنه؟' },
        showIf: { question: 'recommend', scoreTo: 6 },
      },
      {
        id: 'missing',
        kind: 'text',
        text: { en: 'What was missing for a 9 or a 10?', ar: 'ما الذي كان ينقص ليكون التقييم ٩ أو ١٠؟' },
        showIf: { question: 'recommend', scoreFrom: 7, scoreTo: 8 },
      },
      {
        id: 'liked',
        kind: 'text',
        text: { en: 'What did you like most?', ar: 'ما أكثر ما أعجبك؟' },
        showIf: { question: 'recommend', scoreFrom: 9 },
      },
    ],
    thanks: { en: 'Thank you for your answer.', ar: 'شكرًا على إجابتك.' },
    rules: { triggers: [{ on: 'event', kind: 'purchase' }], delaySeconds: 2 },
    repeat: { rule: 'every', days: 180 },
    priority: 60,
  },
};
