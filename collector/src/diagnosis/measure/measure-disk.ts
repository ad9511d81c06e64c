import { statfs } from 'node:fs/promises';
import type { Store } from '@telltale/store';
import type { DiskFacts } from '../facts.ts';

export interface MeasuredDisk {
  store: Pick<Store, 'diskUse'>;
  /** Folder of the spool. */
  dataDir: string;
  /** Of every site. */
  retentionDays: readonly number[];
  nowMs: number;
}

/** Room on the disks, and what the events will take of it. @throws StoreError, or Error when the folder cannot be asked */
export const measureDisk = async ({ store, dataDir, retentionDays, nowMs }: MeasuredDisk): Promise<DiskFacts> => {
  const [use, folder] = await Promise.all([store.diskUse(nowMs), statfs(dataDir)]);
  const { freeBytes, totalBytes, eventBytes, events, storedLately, latelyDays } = use;
  const bytesPerEvent = events > 0 ? eventBytes / events : 0;
  return {
    freeBytes,
    totalBytes,
    spoolFreeBytes: folder.bavail * folder.bsize,
    eventBytes,
    bytesPerDay: Math.round((storedLately / latelyDays) * bytesPerEvent),
    retentionDays: Math.max(0, ...retentionDays),
  };
};
