import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { openStore } from '@telltale/store';
import type { Config } from '../config.ts';
import { type FolderLock, lockFolder } from '../lib/folder-lock.ts';
import { type Manifest, writeManifest } from './backup-folder.ts';
import { noteAct } from './note-act.ts';

type BackUpConfig = Pick<Config, 'dataDir' | 'clickhouseUrl' | 'clickhouseDatabase' | 'clickhouseCluster'>;

/** Where the settings say that the store is. */
export const storeOptions = ({ dataDir, clickhouseUrl, clickhouseDatabase, clickhouseCluster }: BackUpConfig) =>
  clickhouseUrl
    ? {
        url: clickhouseUrl,
        ...(clickhouseDatabase && { database: clickhouseDatabase }),
        ...(clickhouseCluster && { cluster: clickhouseCluster }),
      }
    : { dataDir: path.join(dataDir, 'store') };

/** Copies what waits in the spool. The daily salt is left out: a copy of it would undo that it is destroyed at midnight. */
const copySpool = async (dataDir: string, folder: string): Promise<string[]> => {
  const from = path.join(dataDir, 'spool');
  const names = (await readdir(from).catch(() => [])).filter((name) => !name.startsWith('.'));
  await mkdir(path.join(folder, 'spool'));
  for (const name of names) await copyFile(path.join(from, name), path.join(folder, 'spool', name));
  return names;
};

/**
 * Backs up the store and what waits in the spool into a new folder. With the embedded store no collector may run meanwhile; with a
 * server they may: what their spools hold reaches the server by itself.
 * @throws Error with a sentence for people; the folder is then no whole backup.
 */
export const backUp = async (
  config: BackUpConfig,
  folder: string,
  say: (text: string) => void = () => {},
): Promise<Manifest> => {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty. Name a new folder: a backup never overwrites another one.`);
  let lock: FolderLock | undefined;
  try {
    lock = await lockFolder(config.dataDir);
  } catch (cause) {
    if (!config.clickhouseUrl)
      throw new Error(
        'The embedded store is in use. Stop the collector, back up, and start it again: tags keep their events meanwhile and send them later.',
        { cause },
      );
    say('A collector is running: its spool is not part of the backup, it reaches the server by itself.');
  }
  try {
    // With the folder locked nothing moves from the spool into the store meanwhile.
    const spool = lock ? await copySpool(config.dataDir, folder) : null;
    const store = await openStore(storeOptions(config));
    try {
      const saved = await store.backups.save(folder, ({ table, rows }) => say(`${table}: ${rows} rows`));
      const manifest: Manifest = { format: 1, createdAt: new Date().toISOString(), store: saved, spool };
      await writeManifest(folder, manifest);
      await noteAct(store, { action: 'backup.create', folder }, say);
      return manifest;
    } finally {
      await store.close();
    }
  } finally {
    await lock?.release();
  }
};
