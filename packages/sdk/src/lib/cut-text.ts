import { MAX_NAME_LENGTH } from '@telltale/protocol/limits';

/**
 * The first characters of a text, `most` UTF-16 code units at the most (default: 120, a name); a character that would be cut in two goes
 * as well. Addresses need it not: they are ASCII.
 */
export const cutText = (text: string, most = MAX_NAME_LENGTH): string =>
  text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
