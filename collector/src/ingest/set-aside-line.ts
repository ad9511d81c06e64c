import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import type { LineNote, LineRecord } from '@telltale/store';
import { recordLine } from '../delivery/record-line.ts';
import { boundKeptFiles } from './bound-kept-files.ts';

/** Of which event a line was that was set aside; a record's line is no event. */
export interface SetAsideEvent {
  siteId: string;
  /** Epoch ms. */
  receivedAt: number;
}

/** A segment after a line was set aside. */
export interface SegmentWithout {
  /** Its size in bytes from now on. */
  sizeBytes: number;
  event: SetAsideEvent | undefined;
}

const writeSynced = async (file: string, flags: 'w' | 'a', bytes: Uint8Array) => {
  const handle = await open(file, flags);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const parsed = (text: unknown): Record<string, unknown> => {
  try {
    return Object(JSON.parse(String(text))) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** What stands in the segment instead: the same, only counted. */
const countOf = (taken: string, nowMs: number): { line: string; event: SetAsideEvent | undefined } => {
  const { site_id, received_at, record, note } = parsed(taken);
  const siteId = typeof site_id === 'string' ? site_id : '';
  const receivedAt = Number.isSafeInteger(received_at) ? Number(received_at) : nowMs;
  const place = { site_id: siteId, received_at: receivedAt };
  if (!record) return { line: recordLine({ ...place, record: 'set_aside', note: {} }), event: { siteId, receivedAt } };
  const { reason, events, rejection } = parsed(note) as LineNote;
  // A count that cannot be read is not made simpler once more.
  if (!rejection) return { line: '', event: undefined };
  const counted = { reason: String(reason ?? ''), events: Number(events ?? 1) };
  return { line: recordLine({ ...place, record: record as LineRecord, note: counted }), event: undefined };
};

/**
 * Takes one line out of a segment, so that it keeps no other from being stored. It is kept in a file ending in `.refused`, and a line
 * that counts it takes its place.
 * @param line 1-based.
 * @throws Error when there is no such line.
 */
export const setAsideLine = async (file: string, line: number, nowMs = Date.now()): Promise<SegmentWithout> => {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const taken = lines[line - 1];
  if (taken === undefined || taken === '') throw new Error(`The segment ${file} has no line ${line}.`);
  const instead = countOf(taken, nowMs);
  const rest = [...lines.slice(0, line - 1), ...lines.slice(line)].join('\n');
  const bytes = Buffer.from(`${rest}${instead.line}`);
  await writeSynced(`${file}.refused`, 'a', Buffer.from(`${taken}\n`));
  await writeSynced(`${file}.new`, 'w', bytes);
  await rename(`${file}.new`, file);
  await boundKeptFiles(path.dirname(file));
  return { sizeBytes: bytes.length, event: instead.event };
};
