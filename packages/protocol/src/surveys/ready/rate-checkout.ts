import type { ReadySurvey } from './ready-survey.ts';

/** How satisfied who bought is with the way to pay: CSAT. */
export const rateCheckout: ReadySurvey = {
  id: 'rate_checkout',
  titles: { en: 'Rate the checkout (CSAT)', ar: 'قيّم إتمام الشراء (رضا العملاء)' },
  purposes: {
    en: 'How satisfied customers are with the checkout itself. Appears right after the order.',
    ar: 'مدى رضا العملاء عن خطوات الشراء نفسها. يظهر بعد الطلب مباشرة.',
  },
  survey: {
    questions: [
      {
        id: 'satisfied',
        kind: 'csat',
        text: { en: 'How satisfied are you with the checkout?', ar: 'ما مدى رضاك عن خطوات إتمام الشراء؟' },
      },
      {
        id: 'bothered',
        kind: 'text',
        text: { en: 'What got in your way?', ar: 'ما الذي أعاقك؟' },
        showIf: { question: 'satisfied', scoreTo: 3 },
      },
    ],
    thanks: { en: 'Thank you, this helps us.', ar: 'شكرًا لك، إجابتك تساعدنا.' },
    rules: { triggers: [{ on: 'event', kind: 'purchase' }], delaySeconds: 1 },
  },
};
