import { type FileHandle, open, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupOf } from './group-check.ts';

/** Files that are written beside a segment while it is changed; after a crash they are worth nothing. */
export const UNFINISHED = /\.(new|probe)$/;

const written = async (path: string, flags: 'w' | 'a', bytes: Uint8Array) => {
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file?.close();
  }
};

/** Keeps bytes that were taken out of a segment, for a person to look at: synced, behind what was kept before. */
export const keepBeside = (path: string, bytes: Uint8Array): Promise<void> => written(path, 'a', bytes);

/**
 * Puts other lines in the place of a segment's, synced: a crash leaves the one or the other.
 * @returns its size in bytes from now on.
 */
export const replaceLines = async (path: string, lines: Buffer, isChecked: boolean): Promise<number> => {
  const bytes = isChecked && lines.length > 0 ? groupOf(lines) : lines;
  await written(`${path}.new`, 'w', bytes);
  await rename(`${path}.new`, path);
  return bytes.length;
};

/** Syncs a folder: without it a new file's name could be missing after a power cut, and with it all that is in it. */
export const syncFolder = async (folder: string) => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes a file beside the segments and removes it. @throws when that cannot be. */
export const probeFolder = async (folder: string): Promise<void> => {
  const file = join(folder, '.probe');
  await writeFile(file, 'written to see whether it can be\n');
  await unlink(file);
};
