import type { ComponentType } from 'preact';
import type { Answered, AskedKind, Definitions } from '../api/ask.ts';
import type { CsvCell } from '../ui/csv.ts';
import type { Column } from '../ui/table.tsx';

/** A question that was saved, and its answer. */
export interface CardProps<Kind extends AskedKind> {
  definition: Definitions[Kind];
  result: Answered<Kind>['result'];
}

/** What the file of a card holds: plain values below their headings. */
export interface CardFile {
  headings: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}

/** How the answer to one kind of question is drawn on a board, and what its file holds. */
export interface CardKind<Kind extends AskedKind> {
  /** Without anything that leads to single people: those who have a link see it, too. */
  Answer: ComponentType<CardProps<Kind>>;
  /** All rows, also those that the card has no room for. */
  file: (card: CardProps<Kind>) => CardFile;
}

/** As many rows as a card shows; the others are in its file, and where it is shown whole. */
export const CARD_ROWS = 8;

/** The plain values of a table. */
export const fileOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): CardFile => ({
  headings: columns.map(({ heading }) => heading),
  rows: rows.map((row) => columns.map(({ value }) => value(row))),
});
