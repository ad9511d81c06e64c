import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../store-error.ts';

/** The process that the engine's own lock file names, when it is another one than this. */
const holderOf = (dataDir: string): number | undefined => {
  try {
    const [, pid] = /^PID: (\d+)/m.exec(readFileSync(join(dataDir, 'status'), 'utf8')) ?? [];
    return pid === undefined || Number(pid) === process.pid ? undefined : Number(pid);
  } catch {
    return undefined;
  }
};

/** Says why the embedded engine could not be opened: chDB itself prints the reason on stderr only. */
export const lockedError = (dataDir: string, cause: unknown): StoreError => {
  const said = cause instanceof Error ? cause.message : String(cause);
  // chDB binds one folder a process.
  if (/only one active data directory/i.test(said))
    return new StoreError(
      `This process already has an embedded store in another folder; close it before opening ${dataDir}.`,
      {
        code: 'locked',
        cause,
      },
    );
  const holder = holderOf(dataDir);
  return holder === undefined
    ? new StoreError(`The embedded store cannot open the folder ${dataDir}: ${said}`, { code: 'failed', cause })
    : new StoreError(
        `The data folder ${dataDir} is in use by another process (${holder}). Stop it first, or give this one a folder of its own.`,
        { code: 'locked', isRetryable: true, cause },
      );
};
