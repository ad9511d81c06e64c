import type { Engine, ServerWriter, Writer } from './engine/engine.ts';
import { isUnreachable, saysNoSuchDatabase, toStoreError } from './engine/to-store-error.ts';
import { createTable, FIRST_SHARD, ownTable } from './migrations/create-table.ts';
import type { Migration, TableLayout } from './migrations/migration.ts';
import type { MigrationProgress } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * Runs the migrations that the database has not seen, in order, and records each when all its statements are done on every
 * machine. A crash in between makes the next run repeat that migration's statements, which is why each may be repeated. A
 * machine that joined a cluster since gets the tables that the others have.
 *
 * A database that has them all is left alone, whichever machines of a cluster are away.
 *
 * @throws StoreError `newer_database` when the database records a migration that this code does not know
 */
export const migrate = async (
  engine: Engine,
  migrations: readonly Migration[],
  onProgress: (progress: MigrationProgress) => void = () => {},
): Promise<void> => {
  try {
    await engine.write(async (writer) => {
      const { made, unmade } = await lookForTables(engine, writer);
      const done = await recordedOn(made, engine.cluster);
      refuseNewer(done, migrations);
      const missing = migrations.filter(({ name }) => !done.includes(name));
      if (missing.length === 0 && unmade.length === 0) return;

      const layout = await engine.prepare();
      const known = migrations.filter(({ name }) => done.includes(name));
      for (const server of unmade) for (const migration of known) await runOn([server], migration.statements(layout));
      await runOn(writer.servers, recordsTable(layout));
      for (const migration of missing) {
        const statements = migration.statements(layout);
        for (const [index, sql] of statements.entries()) {
          onProgress({ migration: migration.name, step: index + 1, steps: statements.length });
          await runOn(writer.servers, [sql]);
        }
        await writer.run({
          sql: 'INSERT INTO migrations (name) VALUES ({name:String})',
          params: { name: migration.name },
        });
      }
    });
  } catch (error) {
    throw toStoreError(error, 'migrating the database');
  }
};

const recordsTable = (layout: TableLayout) =>
  createTable(layout, {
    name: 'migrations',
    columns: `  name String,
  finished_at DateTime64(3, 'UTC') DEFAULT now64(3)`,
    clauses: 'ORDER BY name',
    shardBy: FIRST_SHARD,
  });

const runOn = async (servers: readonly ServerWriter[], statements: readonly string[]) => {
  for (const sql of statements) for (const server of servers) await server.run({ sql });
};

/** Asked of each machine by itself: the table over all of them cannot be read while one has no tables yet. */
const recordedOn = async (servers: readonly ServerWriter[], cluster: string | undefined) => {
  const sql = `SELECT DISTINCT name FROM ${ownTable(cluster, 'migrations')}`;
  const found = await Promise.all(servers.map((server) => server.rows({ sql })));
  return [...new Set(found.flat().map(({ name }) => String(name)))];
};

const refuseNewer = (done: readonly string[], migrations: readonly Migration[]) => {
  const unknown = done.filter((name) => !migrations.some((migration) => migration.name === name)).sort();
  if (unknown.length > 0)
    throw new StoreError(
      `The database was written by a newer version (it has ${unknown.join(', ')}). Run that version or a later one; nothing was changed.`,
      { code: 'newer_database' },
    );
};

/** The engine of the table of records, which tells whether there are tables, and how they were made. */
const engineOfRecords = async (database: string, server: ServerWriter): Promise<string | undefined> => {
  try {
    const [row] = await server.rows({
      sql: "SELECT engine FROM system.tables WHERE database = {database:String} AND name = 'migrations'",
      params: { database },
    });
    return row && String(row.engine);
  } catch (error) {
    if (saysNoSuchDatabase(error)) return undefined;
    throw error;
  }
};

/** Tells the machines that have the tables from those that do not; one that cannot be reached is neither. */
const lookForTables = async ({ database, cluster }: Engine, { servers }: Writer) => {
  const made: ServerWriter[] = [];
  const unmade: ServerWriter[] = [];
  let unreached: unknown;
  for (const server of servers)
    try {
      const found = await engineOfRecords(database, server);
      if (found !== undefined) refuseOtherLayout({ database, cluster, isSpread: found === 'Distributed' });
      (found === undefined ? unmade : made).push(server);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      unreached = error;
    }
  if (made.length === 0 && unreached !== undefined) throw unreached;
  return { made, unmade };
};

const refuseOtherLayout = ({
  database,
  cluster,
  isSpread,
}: Pick<Engine, 'database' | 'cluster'> & { isSpread: boolean }) => {
  if (isSpread === (cluster !== undefined)) return;
  throw new StoreError(
    isSpread
      ? `The tables of the database ${database} are spread over a cluster. Set CLICKHOUSE_CLUSTER to its name, and CLICKHOUSE_URL to the addresses of all its servers.`
      : `The tables of the database ${database} lie on one server, not spread over the cluster ${cluster}. Back the database up with CLICKHOUSE_CLUSTER unset, and restore the backup into an empty database with it set.`,
    { code: 'invalid_query' },
  );
};
