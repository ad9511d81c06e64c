import type { ReadySurvey } from './ready-survey.ts';

/** How easy a task was: CES. */
export const easeOfTask: ReadySurvey = {
  id: 'ease_of_task',
  titles: { en: 'Ease of this task (CES)', ar: 'سهولة هذه المهمة (جهد العميل)' },
  purposes: {
    en: 'How easy it was to do what people came for. Shown by your own page when the task is done, or by a trigger that you choose.',
    ar: 'ما مدى سهولة إنجاز ما جاء الناس من أجله. تعرضه صفحتك عند انتهاء المهمة، أو عند اللحظة التي تختارها.',
  },
  survey: {
    questions: [
      {
        id: 'easy',
        kind: 'ces',
        text: { en: 'How easy was it to do what you came for?', ar: 'ما مدى سهولة إنجاز ما جئت من أجله؟' },
      },
      {
        id: 'harder',
        kind: 'text',
        text: { en: 'What made it harder than it should be?', ar: 'ما الذي جعله أصعب مما ينبغي؟' },
        showIf: { question: 'easy', scoreTo: 4 },
      },
    ],
    thanks: { en: 'Thank you.', ar: 'شكرًا لك.' },
    rules: { triggers: [{ on: 'call' }] },
  },
};
