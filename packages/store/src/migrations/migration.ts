/** Where tables are made: on one machine, or on every machine of a cluster. */
export interface TableLayout {
  database: string;
  /** The cluster's name in the server's configuration; undefined on one machine. */
  cluster: string | undefined;
}

/** One forward step of the database. It never changes once released; the next change is the next file. */
export interface Migration {
  /** Sorts by its number: `0001-events`. */
  name: string;
  /** Each may be run again after a crash: IF NOT EXISTS, or the same result twice. */
  statements: (layout: TableLayout) => readonly string[];
}
