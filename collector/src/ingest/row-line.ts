import type { EventRow } from '@telltale/store';

/** UTF-8 has no half characters; encoding puts U+FFFD in their place. */
const wellFormed = (_name: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;

/** From here on, JSON written by JavaScript holds whole numbers that the engine takes for integers and then has no room for. */
const TOO_LARGE = 2 ** 63;
/** A text, or a number of that many digits; texts are matched so that the digits in them are left alone. */
const TEXT_OR_LARGE = /"(?:[^"\\]|\\.)*"|-?\d{19,}/g;

/** Writes large whole numbers with an exponent: that makes them fractions to the engine, of the same value. */
const withExponents = (line: string) =>
  line.replace(TEXT_OR_LARGE, (token) => (token.startsWith('"') ? token : Number(token).toExponential()));

/**
 * A row as a line of a segment. A sender may write half a character (a lone surrogate), which no engine takes and which would keep
 * a whole segment from being stored: it becomes U+FFFD. `JSON.stringify` writes lone surrogates as `\ud…`, and nothing else but
 * that text itself, so the usual line is made once.
 */
export const rowLine = (row: EventRow): string => {
  const usual = JSON.stringify(row);
  const line = usual.includes('\\ud') ? JSON.stringify(row, wellFormed) : usual;
  const hasLarge = Object.values(row.measures ?? {}).some((measure) => Math.abs(measure) >= TOO_LARGE);
  return `${hasLarge ? withExponents(line) : line}\n`;
};
