import { readFile, truncate } from 'node:fs/promises';
import { countInstead } from './count-instead.ts';
import { CHECK_OPENING, isCheckLine, LONGEST_CHECK_BYTES } from './group-check.ts';
import { isSound } from './is-sound.ts';
import { keepBeside, replaceLines } from './segment-file.ts';
import { segmentParts } from './segment-parts.ts';

/** What was taken out of a segment, and kept beside it. */
export interface Mended {
  /** The segment's size in bytes from now on. */
  sizeBytes: number;
  /** Behind the last group that was synced: nobody was told that it is stored. In a file ending in `.torn`. */
  tornBytes: number;
  /** Of groups that were written whole and are not any more. In a file ending in `.damaged`. */
  damagedBytes: number;
  /** Events in the damaged groups: counted as set aside. */
  damagedEvents: number;
}

export interface MendOptions {
  /** True when the segment was being written when the process died. */
  isOpen: boolean;
  nowMs: number;
}

/** Where the damage ends and the torn tail begins: a group whose check was written was whole once. */
const tornFrom = (rest: Buffer): number => {
  const check = rest.lastIndexOf(CHECK_OPENING);
  const end = check < 0 ? 0 : rest.indexOf('\n', check) + 1;
  return end > 0 && end - check <= LONGEST_CHECK_BYTES ? end : 0;
};

const linesOf = (bytes: Buffer): string[] =>
  bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '' && !isCheckLine(line));

/**
 * Compares a segment with its checks. What a crash tore off is cut. A group that is not as it was written is taken out, kept beside,
 * and counted in its place; all others stay.
 * @param path Of a segment with checks.
 * @returns nothing when the segment is sound.
 * @throws when it cannot be read or changed; it is then as it was.
 */
export const mendSegment = async (path: string, { isOpen, nowMs }: MendOptions): Promise<Mended | undefined> => {
  if (await isSound(path)) return undefined;
  const segment = await readFile(path);
  const parts = segmentParts(segment);
  const last = parts.at(-1);
  const tail = isOpen && last && !last.isSound ? last.bytes : Buffer.alloc(0);
  const torn = tail.subarray(tornFrom(tail));
  const whole = segment.length - torn.length;
  const damaged = parts
    .filter((part) => !part.isSound)
    .map(({ bytes }) => (bytes === tail ? bytes.subarray(0, bytes.length - torn.length) : bytes))
    .filter(({ length }) => length > 0);

  if (torn.length > 0) await keepBeside(`${path}.torn`, torn);
  if (damaged.length === 0) {
    await truncate(path, whole);
    return { sizeBytes: whole, tornBytes: torn.length, damagedBytes: 0, damagedEvents: 0 };
  }
  await keepBeside(`${path}.damaged`, Buffer.concat(damaged));
  const { lines, events } = countInstead(damaged.flatMap(linesOf), nowMs);
  const sound = parts.filter((part) => part.isSound).map(({ bytes }) => bytes);
  return {
    sizeBytes: await replaceLines(path, Buffer.concat([...sound, Buffer.from(lines)]), true),
    tornBytes: torn.length,
    damagedBytes: damaged.reduce((sum, { length }) => sum + length, 0),
    damagedEvents: events,
  };
};
