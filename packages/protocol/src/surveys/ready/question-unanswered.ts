import type { ReadySurvey } from './ready-survey.ts';

/** What people still want to know before they decide. */
export const questionUnanswered: ReadySurvey = {
  id: 'question_unanswered',
  titles: { en: 'Is a question unanswered?', ar: 'هل بقي سؤال دون إجابة؟' },
  purposes: {
    en: 'What is missing on a page. Appears when somebody is about to leave.',
    ar: 'ما الذي ينقص الصفحة. يظهر عندما يوشك أحدهم على المغادرة.',
  },
  survey: {
    questions: [
      {
        id: 'has_question',
        kind: 'choice',
        text: { en: 'Did we answer all your questions?', ar: 'هل أجبنا عن كل أسئلتك؟' },
        options: [
          { id: 'all', text: { en: 'Yes, all of them', ar: 'نعم، كلها' } },
          { id: 'some', text: { en: 'Not all of them', ar: 'ليس كلها' } },
        ],
      },
      {
        id: 'which',
        kind: 'text',
        text: { en: 'Which one is still open?', ar: 'ما السؤال الذي ما زال مفتوحًا؟' },
        showIf: { question: 'has_question', choices: ['some'] },
      },
    ],
    thanks: { en: 'Thank you, we will work on it.', ar: 'شكرًا لك، سنعمل على ذلك.' },
    rules: { triggers: [{ on: 'exit' }] },
  },
};
