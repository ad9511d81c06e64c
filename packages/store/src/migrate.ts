import type { Engine } from './engine/engine.ts';
import { toStoreError } from './engine/to-store-error.ts';
import type { Migration, TableLayout } from './migrations/migration.ts';
import { mergeTree, onCluster } from './migrations/table-engine.ts';
import type { MigrationProgress } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * Runs the migrations that the database has not seen, in order, and records each when all its statements are done. A
 * crash in between makes the next run repeat that migration's statements, which is why each may be repeated.
 *
 * @throws StoreError `newer_database` when the database records a migration that this code does not know
 */
export const migrate = async (
  engine: Engine,
  migrations: readonly Migration[],
  onProgress: (progress: MigrationProgress) => void = () => {},
): Promise<void> => {
  try {
    await engine.prepare();
    await runMissing(engine, migrations, onProgress);
  } catch (error) {
    throw toStoreError(error, 'migrating the database');
  }
};

const runMissing = (
  engine: Engine,
  migrations: readonly Migration[],
  onProgress: (progress: MigrationProgress) => void,
) =>
  engine.write(async (writer) => {
    const layout: TableLayout = { database: engine.database, cluster: engine.cluster };
    await writer.run({
      sql: `CREATE TABLE IF NOT EXISTS migrations${onCluster(layout)} (
  name String,
  finished_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ${mergeTree(layout, { clauses: 'ORDER BY name' })}`,
    });
    const recorded = await writer.rows({ sql: 'SELECT DISTINCT name FROM migrations' });
    const done = new Set(recorded.map(({ name }) => String(name)));
    const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name)).sort();
    if (unknown.length > 0)
      throw new StoreError(
        `The database was written by a newer version (it has ${unknown.join(', ')}). Run that version or a later one; nothing was changed.`,
        { code: 'newer_database' },
      );
    for (const migration of migrations.filter(({ name }) => !done.has(name))) {
      const statements = migration.statements(layout);
      for (const [index, sql] of statements.entries()) {
        onProgress({ migration: migration.name, step: index + 1, steps: statements.length });
        await writer.run({ sql });
      }
      await writer.run({
        sql: 'INSERT INTO migrations (name) VALUES ({name:String})',
        params: { name: migration.name },
      });
    }
  });
