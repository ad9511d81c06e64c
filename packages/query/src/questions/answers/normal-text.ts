import { bind, type Fragment, sql } from '../../sql/fragment.ts';

/** Marks over and under letters, what only directs how a text is set, the Arabic stretch, and apostrophes: none of them makes another word. */
const DROPPED = String.raw`[\p{Mn}\p{Cf}ـ'’]+`;

/** Letters and digits that people write for each other, after marks are gone: so أ, إ and آ are already ا, and ؤ is و. */
const WRITTEN = 'ٱةىیکς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹';
const MEANT = 'اهييكσ01234567890123456789';

/** What is neither letter nor digit only parts words. */
const BETWEEN_WORDS = String.raw`[^\p{L}\p{N}]+`;

const meantBy = new Map([...WRITTEN].map((letter, index) => [letter, [...MEANT][index] ?? letter]));

/**
 * A text as it is searched in: accents and marks gone, in small letters, letters that are written for each other made one, Arabic digits
 * as 0 to 9, words parted by single spaces, without one before or after. Empty where there is neither letter nor digit.
 */
export const normalText = (text: string): string =>
  [...text.normalize('NFKD').replace(new RegExp(DROPPED, 'gu'), '').toLowerCase()]
    .map((letter) => meantBy.get(letter) ?? letter)
    .join('')
    .replace(new RegExp(BETWEEN_WORDS, 'gu'), ' ')
    .trim();

/** The same in the engine, with a space before and after, so that " word" is found where a word begins. */
export const normalSql = (text: Fragment): Fragment => {
  const letters = sql`lowerUTF8(replaceRegexpAll(normalizeUTF8NFKD(${text}), ${bind('String', DROPPED)}, ''))`;
  const meant = sql`translateUTF8(${letters}, ${bind('String', WRITTEN)}, ${bind('String', MEANT)})`;
  return sql`concat(' ', trim(BOTH ' ' FROM replaceRegexpAll(${meant}, ${bind('String', BETWEEN_WORDS)}, ' ')), ' ')`;
};
