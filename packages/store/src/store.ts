import type { AuditLog } from './audit-log.ts';
import type { Backups } from './backups.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { DiskUse } from './disk-use.ts';
import type { Documents } from './documents.ts';
import type { Erasure } from './erasure.ts';
import type { EventIds } from './event-ids.ts';
import type { SegmentMembers } from './segment-members.ts';

/** SQL with bound values: `{name:Type}` places in `sql`, their values in `params`. */
export interface StoreQuery {
  sql: string;
  params?: Readonly<Record<string, unknown>>;
}

export interface ReadOptions {
  /** Cancels the query in the engine, not only the waiting for it. */
  signal?: AbortSignal;
  /** Waiting and running together, in ms; default 30,000. */
  timeoutMs?: number;
}

/** One row of an answer, by column name. */
export type StoreRow = Readonly<Record<string, unknown>>;

/** A small answer as rows. */
export interface RowsAnswer {
  /** Integers that a JavaScript number cannot hold exactly come as decimal text, and so does every Decimal. */
  rows: StoreRow[];
  /** Rows that the engine read to answer. */
  rowsRead: number;
  elapsedMs: number;
}

/** An answer as bytes, for what folds over many rows. */
export interface BytesAnswer {
  bytes: Uint8Array;
  /** Rows that the engine read to answer. */
  rowsRead: number;
  elapsedMs: number;
}

/** A file of NDJSON `EventRow`s and the name under which it is stored once. */
export interface Segment {
  /** Absolute path of the file. */
  path: string;
  /** Idempotency token: the same token is stored once, however often and after whatever crash it is tried again. */
  token: string;
}

export interface InsertedSegment {
  /** Events of the segment that are now stored. */
  rows: number;
  /** Events of the segment that were stored before, by id or by order: they count once. */
  duplicates: number;
}

/** What a migration run tells while it goes. */
export interface MigrationProgress {
  migration: string;
  /** 1-based. */
  step: number;
  steps: number;
}

/** Events and documents, in ClickHouse embedded or by URL. */
export interface Store {
  /** Brings the database to this code's state; safe to call again, after a crash too. @throws StoreError `newer_database` */
  migrate(onProgress?: (progress: MigrationProgress) => void): Promise<void>;
  /** Asks for a small answer. The query can only read. @throws StoreError */
  rows(query: StoreQuery, options?: ReadOptions): Promise<RowsAnswer>;
  /** Asks for an answer as RowBinary. The query can only read. @throws StoreError */
  bytes(query: StoreQuery, options?: ReadOptions): Promise<BytesAnswer>;
  /** Asks for an answer in the Native format: column by column. The query can only read. @throws StoreError */
  columns(query: StoreQuery, options?: ReadOptions): Promise<BytesAnswer>;
  /**
   * Stores a whole segment, synced to disk when it returns; trying again after any failure or crash neither loses nor
   * doubles. An event (see `EventIdentity`) is stored once within 48 hours, whatever segment carries it again. Two
   * events with the same order id are both stored: that an order counts once is decided when a question is asked.
   *
   * @throws StoreError `invalid_segment` with the `line` when one is torn or wrong: nothing of the segment is stored then
   */
  insertSegment(segment: Segment): Promise<InsertedSegment>;
  /**
   * Every line of a segment that `insertSegment` would refuse, by its number (1-based), ascending; nothing is stored.
   *
   * @throws StoreError
   */
  unreadableLines(segment: Pick<Segment, 'path'>): Promise<number[]>;
  eventIds: EventIds;
  documents: Documents;
  delivery: Delivery;
  segmentMembers: SegmentMembers;
  erasure: Erasure;
  auditLog: AuditLog;
  backups: Backups;
  /** What the database takes of its disks, and what is left; `nowMs` is the time now, epoch ms. @throws StoreError */
  diskUse(nowMs: number): Promise<DiskUse>;
  /** Resolves when the engine answers a query. @throws StoreError `unavailable` */
  ping(): Promise<void>;
  /** Waits for what runs, then lets go of the engine. */
  close(): Promise<void>;
}
