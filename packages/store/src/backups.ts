import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackedUpFile, BackedUpTable, StoreBackup } from './backup-manifest.ts';
import type { Engine, Writer } from './engine/engine.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { migrate } from './migrate.ts';
import { isStoreTable } from './migrations/create-table.ts';
import type { Migration } from './migrations/migration.ts';
import { StoreError } from './store-error.ts';

/** Told of each table that is done. */
export type OnTable = (table: { table: string; rows: number }) => void;

/** Saves the whole database into plain files and brings it back, on every engine, and from one kind of engine to another. */
export interface Backups {
  /**
   * Writes every table into the folder, a gzipped file of the format Native for each month.
   *
   * @returns what was written, to be kept and handed to `restore`
   */
  save(folder: string, onTable?: OnTable): Promise<StoreBackup>;
  /**
   * Brings a backup into an empty database. Every file's digest is checked before anything is written, and every table's rows are
   * counted after. A backup of an older version is migrated.
   *
   * @throws StoreError when the database is not empty, a file is damaged, or the backup is of newer code
   */
  restore(folder: string, backup: StoreBackup, onTable?: OnTable): Promise<void>;
}

/** Claims are saved last: a claim without its event is mended by the next try, an event without its claim would count twice. */
const LAST = 'event_ids';

const digest = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const sync = async (path: string) => {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

const tablesOf = async (writer: Writer, database: string) => {
  const rows = await writer.rows({
    sql: `SELECT table, groupArray(name) AS names FROM (
        SELECT table, name FROM system.columns
        WHERE database = {database:String} AND default_kind NOT IN ('ALIAS', 'MATERIALIZED') AND table != 'migrations'
          AND table IN (SELECT name FROM system.tables WHERE database = {database:String} AND ${isStoreTable})
        ORDER BY table, position)
      GROUP BY table ORDER BY table = '${LAST}', table`,
    params: { database },
  });
  return rows.map(({ table, names }) => ({
    table: String(table),
    columns: Array.isArray(names) ? names.map(String) : [],
  }));
};

const partitionsOf = async (writer: Writer, table: string) => {
  const rows = await writer.rows({
    sql: `SELECT DISTINCT _partition_id AS partition FROM ${table} ORDER BY partition`,
  });
  return rows.map(({ partition }) => String(partition));
};

const migrationsOf = async (writer: Writer) =>
  (await writer.rows({ sql: 'SELECT DISTINCT name FROM migrations ORDER BY name' })).map(({ name }) => String(name));

const countOf = async (writer: Writer, table: string) =>
  Number((await writer.rows({ sql: `SELECT count() AS lines FROM ${table}` }))[0]?.lines);

const checkFile = async (folder: string, { path, bytes, sha256 }: BackedUpFile) => {
  const file = join(folder, path);
  const found = await stat(file).catch(() => undefined);
  if (found?.size !== bytes || (await digest(file)) !== sha256)
    throw new StoreError(
      `The file ${file} is missing or damaged: it is not what was backed up. Nothing was restored.`,
      {
        code: 'failed',
      },
    );
};

/** Opens the backups of an engine. */
export const openBackups = (engine: Engine, migrations: readonly Migration[]): Backups => ({
  async save(folder, onTable = () => {}) {
    try {
      return await engine.write(async (writer) => {
        const saved: BackedUpTable[] = [];
        for (const { table, columns } of await tablesOf(writer, engine.database)) {
          await mkdir(join(folder, table), { recursive: true });
          const files: BackedUpFile[] = [];
          for (const partition of await partitionsOf(writer, table)) {
            const path = join(table, `${partition}.native.gz`);
            const file = join(folder, path);
            const rows = await writer.save({ path: file, table, columns, partition });
            await sync(file);
            files.push({ path, rows, bytes: (await stat(file)).size, sha256: await digest(file) });
          }
          saved.push({ table, columns, files });
          onTable({ table, rows: files.reduce((sum, { rows }) => sum + rows, 0) });
        }
        const [version] = await writer.rows({ sql: 'SELECT version() AS version' });
        return { engine: String(version?.version), migrations: await migrationsOf(writer), tables: saved };
      });
    } catch (error) {
      throw toStoreError(error, 'backing up the database');
    }
  },

  async restore(folder, backup, onTable = () => {}) {
    const unknown = backup.migrations.filter((name) => !migrations.some((migration) => migration.name === name));
    if (unknown.length > 0)
      throw new StoreError(
        `The backup was made by a newer version (it has ${unknown.join(', ')}). Restore it with that version or a later one.`,
        { code: 'newer_database' },
      );
    try {
      for (const file of backup.tables.flatMap(({ files }) => files)) await checkFile(folder, file);
      await engine.prepare();
      await engine.write(async (writer) => {
        for (const { table } of await tablesOf(writer, engine.database))
          if ((await countOf(writer, table)) > 0)
            throw new StoreError(
              `The database ${engine.database} is not empty: its table ${table} has rows. A backup is restored into an empty one; remove what is there, or name another database.`,
              { code: 'invalid_query' },
            );
      });
      // The tables as they were, then their rows, then what newer code changes about both.
      await migrate(
        engine,
        migrations.filter(({ name }) => backup.migrations.includes(name)),
      );
      await engine.write(async (writer) => {
        for (const { table, columns, files } of backup.tables) {
          for (const { path } of files) await writer.restore({ path: join(folder, path), table, columns });
          const expected = files.reduce((sum, { rows }) => sum + rows, 0);
          const found = await countOf(writer, table);
          if (found !== expected)
            throw new StoreError(`The table ${table} has ${found} rows after the restore, not ${expected}.`, {
              code: 'failed',
            });
          onTable({ table, rows: found });
        }
      });
      await migrate(engine, migrations);
    } catch (error) {
      throw toStoreError(error, 'restoring the database');
    }
  },
});
