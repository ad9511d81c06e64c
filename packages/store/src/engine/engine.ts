import type { TableLayout } from '../migrations/migration.ts';
import type { StoreRow } from '../store.ts';

/** Values by name for the `{name:Type}` places of a statement. */
export type Params = Readonly<Record<string, unknown>>;

/** Engine settings of one statement. */
export type Settings = Readonly<Record<string, string | number>>;

/** SQL, the values bound to it and the settings it runs under. */
export interface Statement {
  sql: string;
  params?: Params;
  settings?: Settings;
}

/** A statement that answers. */
export interface ReadStatement extends Statement {
  /** JSONCompact carries the rows and the engine's statistics; RowBinary and Native only the values, row by row or column by column. */
  format: 'JSONCompact' | 'RowBinary' | 'Native';
  /** Waiting for a connection and running together. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** True when it is known to take milliseconds: it does not wait in line with people's questions. */
  isShort?: boolean;
}

/** What a statement answered. */
export interface EngineAnswer {
  bytes: Uint8Array;
  /** Rows read from storage. */
  rowsRead: number;
  elapsedMs: number;
}

/** Rows of a file, turned into a table by `insert`. */
interface FileLoad {
  /** Absolute path of a file of NDJSON. */
  path: string;
  /** Names and types of the lines' keys. */
  structure: string;
  /** Makes the INSERT … SELECT statement that reads from `source`, a table expression. */
  insert: (source: string) => Statement;
}

/** Rows in a gzipped file of the format Native, which keeps every type as it is. */
export interface SavedRows {
  /** Absolute path of the file. */
  path: string;
  /** Of the engine's own database; a name that needs no quoting. */
  table: string;
  columns: readonly string[];
}

/** Rows that are restored are never taken for a block that was inserted before. */
export const restoringSettings: Settings = { insert_deduplicate: 0, max_partitions_per_insert_block: 0 };

/** One machine that holds tables, for what every one of them must be told by itself. */
export interface ServerWriter {
  /** For people: `http://host:port`, without the password; empty for the engine in this process. */
  address: string;
  run(statement: Statement): Promise<void>;
  rows(statement: Statement): Promise<StoreRow[]>;
}

/** One writing session: its statements see each other's temporary tables, and no other writer runs meanwhile here. */
export interface Writer {
  run(statement: Statement): Promise<void>;
  rows(statement: Statement): Promise<StoreRow[]>;
  /** Every machine, of a cluster in the order of their addresses: at least one. */
  servers: readonly ServerWriter[];
  load(file: FileLoad): Promise<void>;
  /** Writes a partition's rows into a new file. @returns how many, as counted while or after they were written. */
  save(rows: SavedRows & { partition: string }): Promise<number>;
  /** Adds the rows of a file that `save` wrote. */
  restore(rows: SavedRows): Promise<void>;
}

/** ClickHouse, wherever it runs. The implementations differ in how they connect; what they accept is the same. */
export interface Engine {
  /** Name of the cluster that tables are spread over; undefined on one machine. */
  readonly cluster: string | undefined;
  readonly database: string;
  /** True when other processes may write at the same time. */
  readonly isShared: boolean;
  /** What one question may use at most. */
  readonly maxQueryMemoryBytes: number;
  /**
   * Makes the database where there is none, and finds out how its tables are to be made.
   *
   * @throws StoreError `invalid_query` when the addresses and the cluster do not fit each other
   */
  prepare(): Promise<TableLayout>;
  read(statement: ReadStatement): Promise<EngineAnswer>;
  write<Result>(use: (writer: Writer) => Promise<Result>): Promise<Result>;
  /** @throws when the engine does not answer `SELECT 1` in time, whatever else is running */
  ping(): Promise<void>;
  close(): Promise<void>;
}
