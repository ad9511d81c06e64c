/** The languages the dashboard speaks. A new one is an entry here and a file beside this one. */
export const languages = ['en', 'ar'] as const;

/** A language of the dashboard. */
export type Language = (typeof languages)[number];

/** What each language is called by its own speakers, and which way it runs. */
export const languageTraits: Record<Language, { name: string; direction: 'ltr' | 'rtl' }> = {
  en: { name: 'English', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
};

/** Narrows any text to a language of the dashboard. */
export const isLanguage = (text: string | null | undefined): text is Language =>
  languages.some((language) => language === text);

/**
 * The regional form of a language that the browser prefers (`ar-EG`), or the language itself: numbers and dates then
 * look the way the reader writes them.
 */
export const localeOf = (language: Language, preferred: readonly string[]): string =>
  preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;

/** The first of the browser's languages that the dashboard speaks; English when there is none. */
export const preferredLanguage = (preferred: readonly string[]): Language =>
  preferred.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
