import type { TableLayout } from './migration.ts';

/**
 * Settings of every table that takes inserts: what an insert acknowledged is on the disk, and blocks tried again under
 * the same token are dropped (replicated tables do that by themselves).
 */
const insertSettings = ['fsync_after_insert = 1', 'fsync_part_directory = 1'];

/** How many blocks' tokens a table remembers. */
const DEDUPLICATION_WINDOW = 10_000;

/** A replicated table forgets tokens by age too, by default after an hour; a collector may be away for longer. */
const DEDUPLICATION_WINDOW_SECONDS = 7 * 86_400;

/** Sharding key of a table that is small, or whose blocks must be whole: all its rows lie on the cluster's first shard. */
export const FIRST_SHARD = '0';

/** What the table is called that holds a shard's rows; the name without it is that of all shards' rows. */
const LOCAL = '_local';

/** Condition on `system.tables`: the tables that the store asks, whatever they stand on. */
export const isStoreTable = `(engine = 'Distributed' OR engine LIKE '%MergeTree') AND NOT endsWith(name, '${LOCAL}')`;

/** The table that holds a machine's own rows: what a mutation is made on, machine by machine. */
export const ownTable = (cluster: string | undefined, table: string) =>
  cluster === undefined ? table : `${table}${LOCAL}`;

export interface TableDefinition {
  /** A name that needs no quoting. */
  name: string;
  /** Column definitions, one a line, with the line breaks. */
  columns: string;
  /** Clauses between the engine and its settings, such as ORDER BY. */
  clauses: string;
  settings?: readonly string[];
  /** Expression whose remainder chooses the shard of a row. */
  shardBy: string;
}

/** The ENGINE of a table, the one place that knows replication. */
const mergeTree = ({ database, cluster }: TableLayout, table: string) => {
  if (!cluster?.isReplicated)
    return { engine: 'MergeTree', window: [`non_replicated_deduplication_window = ${DEDUPLICATION_WINDOW}`] };
  // By name, not by uuid: a machine that joins later makes its tables by itself, and they must be the same ones.
  const path = `/clickhouse/tables/${cluster.name}/${database}/${table}/{shard}`;
  return {
    engine: `ReplicatedMergeTree('${path}', '{replica}')`,
    window: [
      `replicated_deduplication_window = ${DEDUPLICATION_WINDOW}`,
      `replicated_deduplication_window_seconds = ${DEDUPLICATION_WINDOW_SECONDS}`,
    ],
  };
};

/** Statements that make a table: on a cluster each machine's own, and the one of all shards over it. */
export const createTable = (
  layout: TableLayout,
  { name, columns, clauses, settings = [], shardBy }: TableDefinition,
): readonly string[] => {
  const { database, cluster } = layout;
  const own = ownTable(cluster?.name, name);
  const { engine, window } = mergeTree(layout, own);
  const made = `CREATE TABLE IF NOT EXISTS ${own} (
${columns}
) ENGINE = ${engine} ${clauses}
SETTINGS ${[...insertSettings, ...window, ...settings].join(', ')}`;
  if (cluster === undefined) return [made];
  return [
    made,
    `CREATE TABLE IF NOT EXISTS ${name} AS ${own} ENGINE = Distributed('${cluster.name}', '${database}', '${own}', ${shardBy})`,
  ];
};
