import { PngButton } from './png-button.tsx';
import { type Column, CsvButton } from './table.tsx';

interface CardFilesProps<Row> {
  /** The files' name without ending. */
  fileName: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** What the picture is of, where the card alone does not say it. */
  about?: string;
}

/** Saves what a card shows, as a picture and as a table; two small buttons beside its title. */
export const CardFiles = <Row,>({ fileName, columns, rows, about }: CardFilesProps<Row>) => (
  <>
    <PngButton fileName={fileName} {...(about && { about })} isIconOnly />
    <CsvButton fileName={fileName} columns={columns} rows={rows} isIconOnly />
  </>
);
