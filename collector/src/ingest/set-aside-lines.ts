import { readFile } from 'node:fs/promises';
import { countInstead } from './count-instead.ts';
import { isCheckLine } from './group-check.ts';
import { keepBeside, replaceLines } from './segment-file.ts';

/** A segment after lines were set aside. */
export interface SegmentWithout {
  /** Its size in bytes from now on. */
  sizeBytes: number;
  /** How many of those lines are counted as events that were set aside. */
  events: number;
}

export interface SetAsideOptions {
  /** Whether the segment has checks. */
  isChecked: boolean;
  nowMs: number;
}

/**
 * Takes lines out of a segment, all at once, so that they keep no other from being stored. They are kept in a file ending in
 * `.refused`, and lines that count them take their place.
 * @param numbers 1-based, among all lines of the file.
 * @throws Error when there is no such line.
 */
export const setAsideLines = async (
  path: string,
  numbers: readonly number[],
  { isChecked, nowMs }: SetAsideOptions,
): Promise<SegmentWithout> => {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const isTaken = new Set(numbers);
  for (const number of isTaken) if (!lines[number - 1]) throw new Error(`The segment ${path} has no line ${number}.`);
  const taken = lines.filter((_, index) => isTaken.has(index + 1));
  const left = lines.filter((line, index) => line !== '' && !isTaken.has(index + 1) && !isCheckLine(line));
  const counted = countInstead(taken, nowMs);
  await keepBeside(`${path}.refused`, Buffer.from(taken.map((line) => `${line}\n`).join('')));
  const rest = Buffer.from(`${left.map((line) => `${line}\n`).join('')}${counted.lines}`);
  return { sizeBytes: await replaceLines(path, rest, isChecked), events: counted.events };
};
