import type { EventRow } from '@telltale/store';

/** UTF-8 has no half characters; encoding puts U+FFFD in their place. */
const wellFormed = (_name: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;

/**
 * A row as a line of a segment. A sender may write half a character (a lone surrogate), which no engine takes and which would keep
 * a whole segment from being stored: it becomes U+FFFD. `JSON.stringify` writes lone surrogates as `\ud…`, and nothing else but
 * that text itself, so the usual line is made once.
 */
export const rowLine = (row: EventRow): string => {
  const line = JSON.stringify(row);
  return `${line.includes('\\ud') ? JSON.stringify(row, wellFormed) : line}\n`;
};
