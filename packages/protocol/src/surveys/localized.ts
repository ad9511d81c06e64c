import { z } from 'zod';

/** A language as texts are kept by it: BCP 47, such as "ar" or "ar-MA". */
export const languageTag = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language as BCP 47 says it, such as "en" or "ar-MA"');

/** A text by language. */
export type Localized = Record<string, string>;

/** A text in at least one language, at most `longest` characters in each. */
export const localized = (longest: number) =>
  z
    .record(
      languageTag,
      z.string().trim().min(1, 'a text; it is empty').max(longest, `a text of at most ${longest} characters`),
    )
    .refine((texts) => Object.keys(texts).length > 0, 'a text in at least one language')
    .refine((texts) => Object.keys(texts).length <= 40, 'a text in at most 40 languages');

/** What a question, or the thanks, may say: 300 characters. */
export const sentence = () => localized(300);

/** What a button, an option or the end of a scale may say: 120 characters. */
export const label = () => localized(120);
