import type { ReadySurvey } from './ready-survey.ts';

/** With whom the shop is compared. */
export const whichAlternatives: ReadySurvey = {
  id: 'which_alternatives',
  titles: { en: 'Which alternatives did you compare?', ar: 'ما البدائل التي قارنتها؟' },
  purposes: {
    en: 'With whom customers compare you, and what decides. Appears to returning visitors who scrolled most of a page.',
    ar: 'بمن يقارنك العملاء، وما الذي يحسم القرار. يظهر للزوّار العائدين بعد أن يقرأوا معظم الصفحة.',
  },
  survey: {
    questions: [
      {
        id: 'alternatives',
        kind: 'text',
        text: {
          en: 'Which other shops or products are you comparing?',
          ar: 'ما المتاجر أو المنتجات الأخرى التي تقارن بينها؟',
        },
      },
      {
        id: 'decides',
        kind: 'choice',
        text: { en: 'What will decide it for you?', ar: 'ما الذي سيحسم قرارك؟' },
        options: [
          { id: 'price', text: { en: 'Price', ar: 'السعر' } },
          { id: 'quality', text: { en: 'Quality', ar: 'الجودة' } },
          { id: 'delivery', text: { en: 'Delivery', ar: 'التوصيل' } },
          { id: 'service', text: { en: 'Service', ar: 'الخدمة' } },
          { id: 'trust', text: { en: 'Trust', ar: 'الثقة' } },
        ],
        isMultiple: true,
        hasOther: true,
      },
    ],
    thanks: { en: 'Thank you.', ar: 'شكرًا لك.' },
    rules: { triggers: [{ on: 'scroll', ratio: 0.7 }], visitors: 'returning' },
  },
};
