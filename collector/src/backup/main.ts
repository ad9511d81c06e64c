import path from 'node:path';
import { readConfig } from '../config.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const commands = { backup: backUp, restore } as const;

/** `pnpm backup FOLDER` and `pnpm restore FOLDER`: the settings say which store. */
const main = async ([name = '', folder]: readonly string[]) => {
  if (!folder || (name !== 'backup' && name !== 'restore'))
    throw new Error('Name the folder of the backup: "pnpm backup /backups/monday" or "pnpm restore /backups/monday".');
  const { store, spool } = await commands[name](readConfig(), path.resolve(folder), say);
  const rows = store.tables.flatMap(({ files }) => files).reduce((sum, file) => sum + file.rows, 0);
  const segments = spool === null ? '' : ` and ${spool.length} files of the spool`;
  say(`${name === 'backup' ? 'Backed up' : 'Restored'} ${rows} rows${segments}. ${path.resolve(folder)}`);
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
