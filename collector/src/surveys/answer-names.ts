import type { Survey } from '@telltale/protocol';
import type { WrittenAnswer } from '@telltale/query';
import type { NamedTheme } from './default-themes.ts';

/** What stands in a file of answers in place of ids, in one language. */
export interface AnswerNames {
  /** Of the columns. */
  headings: readonly string[];
  /** What a theme is called. */
  theme(id: string): string;
  /** What the question said and what the chosen option says, as they were last; their ids where nobody wrote them. */
  of(answer: Pick<WrittenAnswer, 'surveyId' | 'questionId' | 'choice'>): Promise<{ question: string; choice: string }>;
}

interface AnswerNamesOptions {
  language: 'en' | 'ar';
  themes: readonly NamedTheme[];
  /** Every version of a survey that visitors saw, the latest first. @throws StoreError */
  versionsOf: (surveyId: string) => Promise<readonly Survey[]>;
}

const headings = {
  en: [
    'When',
    'Survey',
    'Version',
    'Question',
    'Choice',
    'Words',
    'Score',
    'Themes',
    'Page',
    'Language',
    'Device',
    'Country',
    'Visitor',
    'Customer',
  ],
  ar: [
    'متى',
    'الاستبيان',
    'الإصدار',
    'السؤال',
    'الاختيار',
    'الكلمات',
    'الدرجة',
    'المواضيع',
    'الصفحة',
    'اللغة',
    'الجهاز',
    'البلد',
    'الزائر',
    'العميل',
  ],
} as const;

/** Names questions, options and themes in a language, in their first one where they lack it. */
export const createAnswerNames = ({ language, themes, versionsOf }: AnswerNamesOptions): AnswerNames => {
  const textIn = (texts: Readonly<Record<string, string>>) => texts[language] ?? Object.values(texts)[0];
  const titles = new Map(themes.map(({ id, titles: said }) => [id, textIn(said)]));
  const versions = new Map<string, Promise<readonly Survey[]>>();
  const known = (surveyId: string) => {
    const found = versions.get(surveyId) ?? versionsOf(surveyId);
    versions.set(surveyId, found);
    return found;
  };
  return {
    headings: headings[language],
    theme: (id) => titles.get(id) ?? id,
    async of({ surveyId, questionId, choice }) {
      const asked = (await known(surveyId)).flatMap(({ questions }) => questions).filter(({ id }) => id === questionId);
      const option = asked
        .flatMap((question) => (question.kind === 'choice' ? question.options : []))
        .find(({ id }) => id === choice);
      const [question] = asked;
      return {
        question: (question && textIn(question.text)) ?? questionId,
        choice: (option && textIn(option.text)) ?? choice,
      };
    },
  };
};
