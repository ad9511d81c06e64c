import { decode } from '../../ingest/decode.ts';
import type { Fault } from '../../ingest/validate.ts';
import { Refusal } from '../../lib/refusal.ts';
import { pause } from '../pause.ts';
import { type FilePart, type FileRecord, MAX_RECORD_BYTES, notUtf8, STRETCH_BYTES, tooLong } from './file-record.ts';

const LINE_FEED = 0x0a;

const faultOf = (error: Refusal): Fault =>
  error.code === 'invalid_encoding'
    ? notUtf8
    : { code: 'invalid_json', path: '', message: error.message.replace('The body', 'The line') };

const isBlank = (bytes: Buffer) => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

const contentOf = (bytes: Buffer): FileRecord['content'] => {
  if (isBlank(bytes)) return undefined;
  if (bytes.length > MAX_RECORD_BYTES) return { fault: tooLong };
  try {
    return { value: decode(bytes) };
  } catch (error) {
    if (error instanceof Refusal) return { fault: faultOf(error) };
    throw error;
  }
};

/** Reads lines of JSON, one object a line; empty lines mean nothing. Lets others have their turn now and then. */
export async function* readNdjson({ bytes, line, isLast }: FilePart): AsyncGenerator<FileRecord> {
  let begin = 0;
  let paused = 0;
  for (let number = line; begin < bytes.length; number += 1) {
    const lineEnd = bytes.indexOf(LINE_FEED, begin);
    if (lineEnd < 0 && !isLast) return;
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
    yield { line: number, lines: 1, end, content: contentOf(bytes.subarray(begin, lineEnd < 0 ? end : lineEnd)) };
    begin = end;
    if (end - paused < STRETCH_BYTES) continue;
    paused = end;
    await pause();
  }
}
