import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse';
import type { Fault } from '../../ingest/validate.ts';
import { pause } from '../pause.ts';
import { type FilePart, type FileRecord, MAX_RECORD_BYTES, notUtf8, STRETCH_BYTES, tooLong } from './file-record.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Each broken quote has what follows read anew: a file that is full of them is read in several parts. */
const MAX_FRESH_STARTS = 50;

interface Row {
  cells: readonly string[];
  /** Bytes from the beginning to the row's end, its line end included. */
  bytes: number;
}

/** Rows up to the first that cannot be read. @throws CsvError */
async function* rows(bytes: Buffer, delimiter: string): AsyncGenerator<Row> {
  let ready: Row[] = [];
  let failure: Error | undefined;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
    // A stream that fails drops what nobody has read of it yet, so nothing is left to it.
    on_record: (cells: string[], { bytes: end }) => {
      ready.push({ cells, bytes: end });
      return null;
    },
  });
  parser.on('error', (error) => {
    failure = error;
  });
  parser.resume();
  try {
    for (let at = 0; at < bytes.length && !failure; at += STRETCH_BYTES) {
      await new Promise((written) => parser.write(bytes.subarray(at, at + STRETCH_BYTES), written));
      yield* ready;
      ready = [];
      await pause();
    }
    if (!failure) await new Promise((ended) => parser.end(ended));
    yield* ready;
    if (failure) throw failure;
  } finally {
    parser.destroy();
  }
}

const countLines = (bytes: Buffer): number => {
  let lines = bytes.at(-1) === LINE_FEED ? 0 : 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
};

const brokenQuote: Fault = {
  code: 'broken_quotes',
  path: '',
  message:
    'A quote stands in the middle of a cell, or is never closed. Put quotes round the whole cell and write those in it twice: "5"" wide".',
};

const faultOf = ({ code }: CsvError): Fault => (code === 'CSV_MAX_RECORD_SIZE' ? tooLong : brokenQuote);

/**
 * Reads rows of CSV (RFC 4180, any separator of one character). A row with broken quotes is refused by its first line, and reading
 * goes on with the next line, so that nothing after it is swallowed in silence.
 */
export async function* readCsv({ bytes: sent, line, isLast }: FilePart, delimiter: string): AsyncGenerator<FileRecord> {
  // Half a line end behind a quote would be taken for a cell that goes on.
  const bytes = !isLast && sent.at(-1) === CARRIAGE_RETURN ? sent.subarray(0, -1) : sent;
  const isAllUtf8 = isUtf8(bytes);
  let begin = 0;
  let number = line;
  for (let start = 0; begin < bytes.length && start < MAX_FRESH_STARTS; start += 1) {
    const base = begin;
    try {
      for await (const row of rows(bytes.subarray(base), delimiter)) {
        const end = base + row.bytes;
        // What has no line end may go on in the next part.
        if (!isLast && end === bytes.length && bytes[end - 1] !== LINE_FEED) return;
        const content = isAllUtf8 || isUtf8(bytes.subarray(begin, end)) ? { cells: row.cells } : { fault: notUtf8 };
        const lines = countLines(bytes.subarray(begin, end));
        const isEmpty = row.cells.length === 1 && row.cells[0]?.trim() === '';
        yield { line: number, lines, end, content: isEmpty ? undefined : content };
        begin = end;
        number += lines;
      }
      return;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED';
      if (isOpen && !isLast && bytes.length - begin < MAX_RECORD_BYTES) return;
      const lineEnd = bytes.indexOf(LINE_FEED, begin);
      if (lineEnd < 0 && !isLast) return;
      const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
      yield { line: number, lines: 1, end, content: { fault: faultOf(error) } };
      begin = end;
      number += 1;
    }
  }
}
