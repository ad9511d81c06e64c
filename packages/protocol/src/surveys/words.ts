import { z } from 'zod';
import { type Localized, label } from './localized.ts';

/** What the widget itself says. */
const sayings = {
  en: {
    send: 'Send',
    next: 'Next',
    skip: 'Skip',
    dismiss: 'Not now',
    other: 'Something else',
    /** `{n}` of `{all}`: numbers. */
    progress: 'Question {n} of {all}',
    low: { nps: 'Not at all likely', ces: 'Very difficult' },
    high: { nps: 'Extremely likely', ces: 'Very easy' },
    csat: ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
  },
  ar: {
    send: 'إرسال',
    next: 'التالي',
    skip: 'تخطٍّ',
    dismiss: 'ليس الآن',
    other: 'شيء آخر',
    progress: 'السؤال {n} من {all}',
    low: { nps: 'غير محتمل إطلاقًا', ces: 'صعب جدًا' },
    high: { nps: 'محتمل جدًا', ces: 'سهل جدًا' },
    csat: ['غير راضٍ إطلاقًا', 'غير راضٍ', 'محايد', 'راضٍ', 'راضٍ جدًا'],
  },
} as const;

type Saying = (typeof sayings)['en' | 'ar'];

/** Words of the owner's in place of, or in languages beside, those that are there: English and Arabic. */
export const wordsSchema = z.strictObject({
  send: label().optional(),
  next: label().optional(),
  skip: label().optional(),
  dismiss: label().optional(),
  other: label().optional(),
  progress: label().optional(),
});

/** Words of the owner's. */
export type SurveyWords = z.infer<typeof wordsSchema>;

/** What is said in these languages when the owner says nothing else; in English where it is known in none of them. */
export const sayIn = (languages: readonly string[], choose: (saying: Saying) => string): Localized => {
  const said: Localized = {};
  for (const language of languages) {
    const saying = sayings[(language.split('-')[0] ?? '') as keyof typeof sayings];
    if (saying) said[language] = choose(saying);
  }
  return Object.keys(said).length > 0 ? said : { en: choose(sayings.en) };
};
