import type { TableLayout } from './migration.ts';

/** Part of a CREATE statement that makes it run on every machine of the cluster. */
export const onCluster = ({ cluster }: TableLayout) => (cluster === undefined ? '' : ` ON CLUSTER ${cluster}`);

/**
 * Settings of every table that takes inserts: what an insert acknowledged is on the disk, and blocks tried again under
 * the same token are dropped (replicated tables do that by themselves).
 */
const insertSettings = ['fsync_after_insert = 1', 'fsync_part_directory = 1'];

/** How many blocks' tokens a table remembers. */
const DEDUPLICATION_WINDOW = 10_000;

export interface TableEngineOptions {
  /** Clauses between the engine and its settings, such as ORDER BY. */
  clauses: string;
  settings?: readonly string[];
}

/** The ENGINE clause of a table, the one place that knows replication. */
export const mergeTree = ({ cluster }: TableLayout, { clauses, settings = [] }: TableEngineOptions) => {
  const window = cluster === undefined ? 'non_replicated_deduplication_window' : 'replicated_deduplication_window';
  const engine = cluster === undefined ? 'MergeTree' : 'ReplicatedMergeTree';
  return `ENGINE = ${engine} ${clauses}
SETTINGS ${[...insertSettings, `${window} = ${DEDUPLICATION_WINDOW}`, ...settings].join(', ')}`;
};
