import type { ComponentChildren } from 'preact';
import { words } from '../locales/index.ts';
import './table.css';
import { Button, IconButton } from './button.tsx';
import { type CsvCell, writeCsv } from './csv.ts';
import { download } from './download.ts';
import { Icon } from './icon.tsx';

/** One column of a table: its heading, what a cell holds, how it is shown. */
export interface Column<Row> {
  heading: string;
  /** The plain value: what goes into the CSV. */
  value: (row: Row) => CsvCell;
  /** What is shown where it differs from the plain value. */
  show?: (row: Row) => ComponentChildren;
  isNumber?: boolean;
}

interface TableProps<Row> {
  /** What the table shows; read aloud before it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

/** A table whose first column names its rows. */
export const Table = <Row,>({ caption, columns, rows }: TableProps<Row>) => (
  // Focusable, so that a keyboard can scroll a table that is wider than its frame. No landmark: the card about it is one.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
  <figure class="table-frame" tabIndex={0} aria-label={caption}>
    <table class="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ heading, isNumber }) => (
            <th key={heading} scope="col" class={isNumber ? 'cell-number' : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {columns.map(({ heading, value, show, isNumber }, position) => {
              const content = show ? show(row) : <bdi>{value(row)}</bdi>;
              return position === 0 ? (
                <th key={heading} scope="row">
                  {content}
                </th>
              ) : (
                <td key={heading} class={isNumber ? 'cell-number' : undefined}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </figure>
);

/** The table as CSV text: headings, then each row's plain values. */
export const csvOf = <Row,>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  writeCsv([columns.map(({ heading }) => heading), ...rows.map((row) => columns.map(({ value }) => value(row)))]);

// Spreadsheets take a file without this mark for the system's old code page and garble Arabic.
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves a table as a CSV file; its name comes without ending. */
export const saveCsv = <Row,>(fileName: string, columns: readonly Column<Row>[], rows: readonly Row[]): void =>
  download(`${fileName}.csv`, 'text/csv;charset=utf-8', BYTE_ORDER_MARK + csvOf(columns, rows));

interface CsvButtonProps<Row> {
  /** The file's name without ending. */
  fileName: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Shows only the picture, where there is little room. */
  isIconOnly?: boolean;
}

/** Saves exactly the rows a table shows. */
export const CsvButton = <Row,>({ fileName, columns, rows, isIconOnly = false }: CsvButtonProps<Row>) => {
  const save = () => saveCsv(fileName, columns, rows);
  const isEmpty = rows.length === 0;
  return isIconOnly ? (
    <IconButton icon="download" label={words.value.downloadCsv} isSmall disabled={isEmpty} onClick={save} />
  ) : (
    <Button icon="download" look="quiet" isSmall disabled={isEmpty} onClick={save}>
      {words.value.csv}
    </Button>
  );
};

/** The table behind a chart: shut until somebody wants the figures. */
export const TableBehind = <Row,>(props: TableProps<Row>) => (
  <details class="table-behind">
    <summary>
      <Icon name="table" />
      {words.value.showTable}
    </summary>
    <div class="table-behind-body">
      <Table {...props} />
    </div>
  </details>
);
