import type { ReadySurvey } from './ready-survey.ts';

/** Where customers first heard of the shop: what no referrer tells. */
export const howDidYouHear: ReadySurvey = {
  id: 'how_did_you_hear',
  titles: { en: 'How did you hear about us?', ar: 'كيف سمعت عنا؟' },
  purposes: {
    en: 'Where customers really come from, word of mouth included. Appears after a purchase.',
    ar: 'من أين يأتي العملاء فعلًا، ومنه ما يتناقله الناس. يظهر بعد الشراء.',
  },
  survey: {
    questions: [
      {
        id: 'source',
        kind: 'choice',
        text: { en: 'How did you first hear about us?', ar: 'كيف سمعت عنا أول مرة؟' },
        options: [
          { id: 'friend', text: { en: 'From a friend or family', ar: 'من صديق أو قريب' } },
          { id: 'search', text: { en: 'In a search engine', ar: 'من محرك بحث' } },
          { id: 'assistant', text: { en: 'From an AI assistant', ar: 'من مساعد ذكاء اصطناعي' } },
          { id: 'social', text: { en: 'On social media', ar: 'من وسائل التواصل' } },
          { id: 'influencer', text: { en: 'From somebody I follow', ar: 'ممن أتابعه' } },
          { id: 'advert', text: { en: 'In an advert', ar: 'من إعلان' } },
          { id: 'press', text: { en: 'In the press or a podcast', ar: 'من الصحافة أو بودكاست' } },
        ],
        hasOther: true,
      },
    ],
    thanks: { en: 'Thank you!', ar: 'شكرًا لك!' },
    rules: { triggers: [{ on: 'event', kind: 'purchase' }], delaySeconds: 2 },
  },
};
