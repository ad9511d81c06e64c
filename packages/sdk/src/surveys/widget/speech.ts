import { textsFor } from '../../lib/texts-for.ts';
import type { SurveySettings, SurveyText } from '../survey-settings.ts';
import { make } from './make.ts';

/** How a survey speaks to this visitor. */
export interface Speech {
  language: string;
  direction: 'ltr' | 'rtl';
  /** A text, in the survey's language where it has it. */
  say(text: SurveyText): string;
  /** The same for the page, marked as another language's where it is. */
  show(text: SurveyText): Node | string;
  /** A number in the digits of the language. */
  count(value: number): string;
}

/** Speaks the page's language, else one that the visitor reads, else the survey's first. */
export const speechOf = ({ questions }: SurveySettings): Speech => {
  const { language, direction } = textsFor(questions[0]?.text ?? {});
  const languageIn = (text: SurveyText): string => (language in text ? language : (Object.keys(text)[0] ?? ''));
  const say = (text: SurveyText): string => text[languageIn(text)] ?? '';
  // Browsers write plain Arabic with Latin digits; texts that name a region, such as "ar-MA", have that region's own.
  const digits = new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-arab' : language);
  return {
    language,
    direction,
    say,
    show(text) {
      const lang = languageIn(text);
      return lang === language ? say(text) : make('span', { lang, dir: 'auto' }, say(text));
    },
    count: (value) => digits.format(value),
  };
};
