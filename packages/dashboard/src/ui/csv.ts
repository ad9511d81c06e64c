/** One cell: text or a number as it is, nothing for null. */
export type CsvCell = string | number | null;

// Spreadsheets run text that starts with one of these as a formula, and visitors choose the text (a page's path, a
// campaign's name). A leading apostrophe makes it text again. https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

const writeCell = (cell: CsvCell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA_START.test(cell) && !DECIMAL.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Writes rows as CSV (RFC 4180). Text that a spreadsheet would run as a formula is made harmless. */
export const writeCsv = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
