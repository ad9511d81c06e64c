import type { Fault } from '../../ingest/validate.ts';

/** One record of a file, a line or a row, and where it ends: whatever is sent next begins there. */
export interface FileRecord {
  /** 1-based, of its first line in the file. A row may have several. */
  line: number;
  /** Lines that it takes. */
  lines: number;
  /** Bytes from the part's beginning to the end of the record, its line end included. */
  end: number;
  /** The value as it was read, why it could not be read, or nothing: an empty line. */
  content: { value: unknown } | { cells: readonly string[] } | { fault: Fault } | undefined;
}

/** A part of a file: whole records, and perhaps the beginning of one more. */
export interface FilePart {
  bytes: Buffer;
  /** Number of the line that it begins with. */
  line: number;
  /** True when the file ends with it: what has no line end is a record too. */
  isLast: boolean;
}

/** Longest record: an event with all that it may carry is shorter. */
export const MAX_RECORD_BYTES = 256 * 1024;

/** How much is read before others have their turn. */
export const STRETCH_BYTES = 16 * 1024;

export const notUtf8: Fault = {
  code: 'invalid_encoding',
  path: '',
  message: 'The line is not UTF-8; save the file as UTF-8 ("CSV UTF-8" in a spreadsheet).',
};

export const tooLong: Fault = {
  code: 'line_too_long',
  path: '',
  message: `The line is longer than ${MAX_RECORD_BYTES} bytes, or a quote that opens in it is never closed.`,
};
