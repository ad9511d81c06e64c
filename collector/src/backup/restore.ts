import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { openStore } from '@telltale/store';
import type { Config } from '../config.ts';
import { lockFolder } from '../lib/folder-lock.ts';
import { storeOptions } from './back-up.ts';
import { type Manifest, readManifest } from './backup-folder.ts';
import { noteAct } from './note-act.ts';

const refuseUsedSpool = async (folder: string) => {
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => !name.startsWith('.')))
    throw new Error(
      `The spool ${folder} is not empty. Restore into a new DATA_DIR, or let a collector drain it first.`,
    );
};

/**
 * Brings a backup into an empty DATA_DIR, or into an empty database of a server. Segments of the spool are put back as they were: the
 * collector stores them at its next start, each event once.
 * @throws Error with a sentence for people.
 */
export const restore = async (
  config: Parameters<typeof storeOptions>[0] & Pick<Config, 'dataDir'>,
  folder: string,
  say: (text: string) => void = () => {},
): Promise<Manifest> => {
  const manifest = await readManifest(folder);
  const spoolFolder = path.join(config.dataDir, 'spool');
  const lock = await lockFolder(config.dataDir);
  try {
    await refuseUsedSpool(spoolFolder);
    const store = await openStore(storeOptions(config));
    try {
      await store.backups.restore(folder, manifest.store, ({ table, rows }) => say(`${table}: ${rows} rows`));
      const changes = [{ field: 'createdAt', to: manifest.createdAt }];
      await noteAct(store, { action: 'backup.restore', folder, changes }, say);
    } finally {
      await store.close();
    }
    await mkdir(spoolFolder, { recursive: true });
    for (const name of manifest.spool ?? [])
      await copyFile(path.join(folder, 'spool', name), path.join(spoolFolder, name));
    return manifest;
  } finally {
    await lock.release();
  }
};
