import { open, readFile, rename } from 'node:fs/promises';

const writeSynced = async (path: string, flags: 'w' | 'a', bytes: Uint8Array) => {
  const file = await open(path, flags);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Takes one line out of a segment, so that it keeps no other from being stored. It is kept in a file ending in `.refused`.
 * @param line 1-based.
 * @returns the segment's size in bytes from now on.
 * @throws Error when there is no such line.
 */
export const setAsideLine = async (path: string, line: number): Promise<number> => {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const [taken] = lines.splice(line - 1, 1);
  if (taken === undefined || taken === '') throw new Error(`The segment ${path} has no line ${line}.`);
  const rest = Buffer.from(lines.join('\n'));
  await writeSynced(`${path}.refused`, 'a', Buffer.from(`${taken}\n`));
  await writeSynced(`${path}.new`, 'w', rest);
  await rename(`${path}.new`, path);
  return rest.length;
};
