import { QuestionError } from '../../question.ts';
import { normalText } from './normal-text.ts';

/** What Arabic writes together with the word that follows: and, so; the; with, as, for; and these with the article. */
const JOINED = '(?:و|ف)?(?:ال|بال|كال|لل|ب|ك|ل)?';

const QUOTED = /^["“”«»](.+)["“”«»]$/u;

/**
 * The regular expression (RE2) that finds a theme's words in a text made normal, with a space before and after. A word is found where
 * one of the text begins with it, so that "price" finds "prices"; in quotes only where it is the whole word. What Arabic writes together
 * with a word is no part of it. Words made normal are letters, digits and spaces, so nothing needs to be escaped.
 *
 * @throws QuestionError `empty_word` where a word has neither letter nor digit
 */
export const themePattern = (words: readonly string[], path: string): string => {
  const found = words.map((word, index) => {
    const quoted = QUOTED.exec(word.trim())?.[1];
    const normal = normalText(quoted ?? word);
    if (normal === '')
      throw new QuestionError(
        'empty_word',
        `${path}.${index}`,
        `"${word}" has neither letter nor digit: nothing could be found by it. Leave it out.`,
      );
    return `${/^\p{Script=Arabic}/u.test(normal) ? JOINED : ''}${normal}${quoted === undefined ? '' : ' '}`;
  });
  return ` (?:${found.join('|')})`;
};
