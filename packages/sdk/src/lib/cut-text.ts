/**
 * The first characters of a text, `most` UTF-16 code units at the most; a character that would be cut in two goes
 * as well. Addresses need it not: they are ASCII.
 */
export const cutText = (text: string, most: number): string => text.slice(0, most).replace(/\p{Cs}$/u, '');
