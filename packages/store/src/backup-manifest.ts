/** One file of a backup. */
export interface BackedUpFile {
  /** Relative to the backup's folder. */
  path: string;
  rows: number;
  bytes: number;
  /** Of the file's bytes, in hex. */
  sha256: string;
}

/** One table of a backup. */
export interface BackedUpTable {
  table: string;
  columns: string[];
  files: BackedUpFile[];
}

/** What a backup of the store holds. */
export interface StoreBackup {
  /** The engine's version, for people. */
  engine: string;
  /** Names of the migrations that had made the tables. */
  migrations: string[];
  tables: BackedUpTable[];
}
