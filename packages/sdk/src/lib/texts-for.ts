/** Texts with the language they are in, for `lang` and `dir`. */
export interface ChosenTexts<Texts> {
  language: string;
  direction: 'ltr' | 'rtl';
  texts: Texts;
}

const rightToLeft = /^(ar|arc|ckb|dv|fa|he|ks|nqo|ps|sd|syr|ug|ur|yi)\b/;

/** Chooses the texts in the page's language, else in one that the visitor reads, else the first. */
export const textsFor = <Texts>(byLanguage: Record<string, Texts>): ChosenTexts<Texts> => {
  for (const wanted of [document.documentElement.lang, ...navigator.languages, ...Object.keys(byLanguage)])
    for (const language of [wanted, wanted.split('-')[0] ?? '']) {
      const texts = byLanguage[language];
      if (texts !== undefined) return { language, direction: rightToLeft.test(language) ? 'rtl' : 'ltr', texts };
    }
  throw new Error('There are texts in no language.');
};
