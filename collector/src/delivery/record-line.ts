import type { LineNote, LineRecord, RecordLine } from '@telltale/store';

/** A segment's line that is no event. */
export interface UnwrittenRecord extends Omit<RecordLine, 'note'> {
  record: LineRecord;
  note: LineNote;
}

/** UTF-8 has no half characters, and a sender may write some: U+FFFD takes their place. */
const wellFormed = (_name: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;

/** Writes what a line says beside an event's columns. */
export const noteText = (note: LineNote): string => JSON.stringify(note, wellFormed);

/** Writes a record as a line of a segment. */
export const recordLine = ({ note, ...line }: UnwrittenRecord): string =>
  `${JSON.stringify({ ...line, note: noteText(note) })}\n`;
