import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** What the spool keeps beside the segments for a person to look at. */
export const KEPT_FILES = { files: 1_000, bytes: 64 * 1024 * 1024 };

/**
 * Removes the oldest files of lines that were set aside, of damage and of torn ends, until those left are few and small enough. Their names begin
 * with the time.
 */
export const boundKeptFiles = async (folder: string, most = KEPT_FILES): Promise<void> => {
  const newestFirst = (await readdir(folder))
    .filter((name) => /\.(refused|damaged|torn)$/.test(name))
    .toSorted()
    .reverse();
  let bytes = 0;
  for (const [index, name] of newestFirst.entries()) {
    const file = path.join(folder, name);
    bytes += (await stat(file)).size;
    // The newest stays, however large: it is why somebody looks.
    if (index > 0 && (index >= most.files || bytes > most.bytes)) await rm(file, { force: true });
  }
};
