import { crc32 } from 'node:zlib';

/**
 * A segment is made of groups: the lines that were synced together, and behind them a line that holds how many bytes they are and
 * their CRC-32: `{"record":"check 5321 8d3fa1c2"}`. The store passes over it, because it is neither an event nor a record that it
 * counts. The length leads back to the group's beginning, so that a damaged group does not hide the sound ones behind it.
 */
const OPENING = '{"record":"check ';
const WHOLE = /^\{"record":"check (\d{1,12}) ([0-9a-f]{8})"\}\n?$/;

/** What every check line begins with; no event's line does, and in a text its quotes would be escaped. */
export const CHECK_OPENING = Buffer.from(OPENING);
/** No check line is longer, its line feed included. */
export const LONGEST_CHECK_BYTES = 64;

/** What a check line says. */
export interface GroupCheck {
  bytes: number;
  crc: number;
}

/** Segments with this at the end of their names have checks; those of versions before had none. */
const CHECKED = '-crc';
export const checkedToken = (name: string): string => `${name}${CHECKED}`;
export const isCheckedToken = (token: string): boolean => token.endsWith(CHECKED);

export const isCheckLine = (line: string): boolean => line.startsWith(OPENING);

/** @returns nothing when the line is no whole check. */
export const readCheck = (line: Buffer): GroupCheck | undefined => {
  const [, bytes, crc] = WHOLE.exec(line.toString('latin1')) ?? [];
  return crc === undefined ? undefined : { bytes: Number(bytes), crc: Number.parseInt(crc, 16) };
};

const checkOf = (lines: Buffer): string =>
  `${OPENING}${lines.length} ${crc32(lines).toString(16).padStart(8, '0')}"}\n`;

/** Makes a group of whole lines: their bytes, and those of their check. */
export const groupOf = (lines: Buffer): Buffer => Buffer.concat([lines, Buffer.from(checkOf(lines))]);

const encoder = new TextEncoder();
/** Of UTF-8, for a unit of UTF-16. */
const MOST_BYTES_A_UNIT = 3;

/** Nearly every group fits. */
const KEPT_BYTES = 1024 * 1024;

/**
 * Makes groups of texts of whole lines, one after the other, in memory that it keeps: a group lasts until the next one is made. New
 * memory for each would make V8 collect garbage several times a second.
 *
 * Each text is encoded by itself, straight to its place, in a third of the time that joining and copying take: joined with a text that
 * holds other letters than Latin ones, all would take the slower way.
 */
export const createGrouping = (): ((texts: readonly string[]) => Buffer) => {
  const kept = Buffer.allocUnsafeSlow(KEPT_BYTES);
  return (texts) => {
    const units = texts.reduce((sum, text) => sum + text.length, 0);
    const most = units * MOST_BYTES_A_UNIT + LONGEST_CHECK_BYTES;
    const group = most <= kept.length ? kept : Buffer.allocUnsafeSlow(most);
    let length = 0;
    for (const text of texts) length += encoder.encodeInto(text, group.subarray(length)).written;
    return group.subarray(0, length + group.write(checkOf(group.subarray(0, length)), length, 'latin1'));
  };
};
