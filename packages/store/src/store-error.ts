/** What went wrong, for code that decides what to do next. */
export type StoreErrorCode =
  /** The engine cannot be reached, is starting, or is overloaded. */
  | 'unavailable'
  /** The engine has no room: too many parts, disk full, read-only tables. */
  | 'full'
  /** The query's own time limit ran out. */
  | 'timeout'
  /** The query's own memory limit ran out. */
  | 'memory_limit'
  /** The query has more parts, or is nested deeper, than the engine takes. */
  | 'too_complex'
  /** The caller's signal fired. */
  | 'cancelled'
  /** A value is missing or the SQL is wrong: a defect of the caller. */
  | 'invalid_query'
  /** A line of a segment is torn or not an event row; `line` names it. */
  | 'invalid_segment'
  /** The document was changed by someone else since it was read. */
  | 'conflict'
  /** Another process holds the data directory. */
  | 'locked'
  /** The server refused the user or the password. */
  | 'denied'
  /** The database was written by newer code than this. */
  | 'newer_database'
  /** The store was closed. */
  | 'closed'
  /** Anything else the engine said. */
  | 'failed';

export interface StoreErrorOptions {
  code: StoreErrorCode;
  /** True when the same call may succeed later, unchanged. */
  isRetryable?: boolean;
  /** 1-based line of the segment. */
  line?: number;
  cause?: unknown;
}

/** Every failure of the store: what failed, whether trying again makes sense, and the engine's own error as `cause`. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly isRetryable: boolean;
  readonly line: number | undefined;
  constructor(message: string, { code, isRetryable = false, line, cause }: StoreErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.isRetryable = isRetryable;
    this.line = line;
  }
}
