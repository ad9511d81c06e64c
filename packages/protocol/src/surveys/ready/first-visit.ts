import type { ReadySurvey } from './ready-survey.ts';

/** What brings somebody who is here for the first time. */
export const firstVisit: ReadySurvey = {
  id: 'first_visit',
  titles: { en: 'First visit', ar: 'الزيارة الأولى' },
  purposes: {
    en: 'Why people come, and whether they find it. Appears to new visitors after 30 seconds on a page.',
    ar: 'لماذا يأتي الناس، وهل يجدون ما جاؤوا من أجله. يظهر للزوّار الجدد بعد ٣٠ ثانية في الصفحة.',
  },
  survey: {
    questions: [
      {
        id: 'purpose',
        kind: 'choice',
        text: { en: 'What brings you here today?', ar: 'ما الذي جاء بك إلى هنا اليوم؟' },
        options: [
          { id: 'buy', text: { en: 'I want to buy something', ar: 'أريد شراء شيء' } },
          { id: 'compare', text: { en: 'I am comparing', ar: 'أقارن بين الخيارات' } },
          { id: 'learn', text: { en: 'I want to know more', ar: 'أريد أن أعرف أكثر' } },
          { id: 'help', text: { en: 'I need help with an order', ar: 'أحتاج إلى مساعدة في طلب' } },
        ],
        hasOther: true,
      },
      {
        id: 'looking_for',
        kind: 'text',
        text: { en: 'What are you looking for?', ar: 'عمَّ تبحث؟' },
        showIf: { question: 'purpose', choices: ['buy', 'compare', 'learn'] },
      },
    ],
    thanks: { en: 'Thank you. Enjoy your visit!', ar: 'شكرًا لك، ونتمنى لك زيارة ممتعة!' },
    rules: { triggers: [{ on: 'time', seconds: 30 }], visitors: 'new' },
  },
};
