import { MAX_NAME_LENGTH } from '@telltale/protocol/limits';
import { guard } from './guard.ts';

/**
 * The first characters of a text, `most` UTF-16 code units at the most (default: 120, a name); a character that would be cut in two goes
 * as well. What the page passes that is no text (nothing, a number, a symbol) gives '', which the collector refuses for a name. Addresses
 * need it not: they are ASCII.
 */
export const cutText = (text: string, most = MAX_NAME_LENGTH): string =>
  guard(() => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')) ?? '';
