import type { BenchRow } from './bench-row.ts';

/** Rows under a heading of their own. */
export interface BenchSection {
  title: string;
  rows: readonly BenchRow[];
}

const columns = [
  'what',
  'measured',
  'spread',
  'goal',
  'verdict',
  'note',
] as const satisfies readonly (keyof BenchRow)[];
const headings: BenchRow = {
  what: '',
  measured: 'median',
  spread: 'p25 – p75, n',
  goal: 'goal',
  verdict: 'met?',
  note: '',
};

/** One table with aligned columns; a column that no row uses takes no room. */
export const writeTable = (sections: readonly BenchSection[]): string => {
  const rows = sections.flatMap((section) => section.rows);
  const widths = columns.map((column) => Math.max(...rows.concat(headings).map((row) => row[column].length)));
  const line = (row: BenchRow): string =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0;
        return column === 'measured' ? row[column].padStart(width) : row[column].padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(headings), ...sections.flatMap(({ title, rows }) => ['', title, ...rows.map(line)])].join('\n');
};
