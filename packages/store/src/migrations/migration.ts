/** The servers of a cluster, as tables are made on them. */
export interface ClusterLayout {
  /** In the servers' configuration. */
  name: string;
  /** True when the servers name their shard and replica, and so have a Keeper: every shard's tables are replicated. */
  isReplicated: boolean;
}

/** Where tables are made: on one machine, or on every machine of a cluster. */
export interface TableLayout {
  database: string;
  /** Undefined on one machine. */
  cluster: ClusterLayout | undefined;
}

/** One forward step of the database. It never changes once released; the next change is the next file. */
export interface Migration {
  /** Sorts by its number: `0001-events`. */
  name: string;
  /**
   * Each runs on every machine of a cluster, and may be run again after a crash and on a machine that joins later: IF NOT EXISTS,
   * or the same result twice.
   */
  statements: (layout: TableLayout) => readonly string[];
}
