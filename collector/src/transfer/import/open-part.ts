import { Refusal } from '../../lib/refusal.ts';
import { readColumns, separatorOf } from './csv-columns.ts';
import type { FileRecord } from './file-record.ts';
import type { Import } from './import.ts';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';

/** A part of a file as it was sent. */
export interface SentPart {
  bytes: Buffer;
  /** True when the file ends with it. */
  isLast: boolean;
}

/** A part whose records can be read. */
export interface OpenedPart {
  one: Import;
  /** The records behind the header. @param onHeader Told of the import with its columns, once the header is read. */
  records(onHeader: (one: Import) => void): AsyncGenerator<FileRecord>;
  /** The file's offset of a place in what is read. */
  offsetOf(end: number): number;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const LINE_FEED = 0x0a;

const beginsWith = (bytes: Buffer, start: Buffer) => bytes.subarray(0, start.length).equals(start);

const firstLineOf = (bytes: Buffer): string => {
  const end = bytes.indexOf(LINE_FEED);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
};

/** @throws Refusal `invalid_encoding` when the file is UTF-16, as spreadsheets write "Unicode text" */
export const openPart = (one: Import, { bytes: sent, isLast }: SentPart): OpenedPart => {
  const isFirst = one.offset === 0;
  if (isFirst && UTF_16.some((mark) => beginsWith(sent, mark)))
    throw new Refusal(
      400,
      'invalid_encoding',
      'The file is UTF-16; save it as UTF-8 ("CSV UTF-8" in a spreadsheet). Nothing was taken.',
    );
  const skipped = isFirst && beginsWith(sent, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const part = { bytes: sent.subarray(skipped), line: one.line + 1, isLast };
  const offsetOf = (end: number) => one.offset + skipped + end;

  async function* rows(onHeader: (one: Import) => void): AsyncGenerator<FileRecord> {
    const separator = one.columns ? one.separator : separatorOf(firstLineOf(part.bytes));
    let { columns } = one;
    for await (const record of readCsv(part, separator)) {
      if (columns || !record.content) {
        yield record;
        continue;
      }
      if ('fault' in record.content)
        throw new Refusal(400, record.content.fault.code, `Line ${record.line}: ${record.content.fault.message}`);
      columns = 'cells' in record.content ? readColumns(record.content.cells) : [];
      const { line, lines, end } = record;
      onHeader({ ...one, columns, separator, line: line + lines - 1, offset: offsetOf(end) });
    }
  }

  return { one, offsetOf, records: (onHeader) => (one.format === 'csv' ? rows(onHeader) : readNdjson(part)) };
};
