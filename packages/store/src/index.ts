export type { AuditChange, AuditEntry, AuditFilter, AuditLog } from './audit-log.ts';
export type { BackedUpFile, BackedUpTable, StoreBackup } from './backup-manifest.ts';
export type { Backups, OnTable } from './backups.ts';
export {
  type Delivery,
  type DeliveryCount,
  type Outcome,
  outcomes,
  type RejectedEventRow,
  type RejectedSelection,
} from './delivery/delivery.ts';
export type { KeptRejection, LineNote, LineRecord, RecordLine } from './delivery/line-note.ts';
export type { DiskUse } from './disk-use.ts';
export type { Document, DocumentKey, Documents, PutDocument, RemoveDocument } from './documents.ts';
export type { EraseOptions, Erasure, EventSelection, SelectedEvents } from './erasure.ts';
export { type EventIdentity, eventKey, HORIZON_HOURS } from './event-identity.ts';
export type { DatedEvent, EventIds } from './event-ids.ts';
export type { EventRow } from './event-row.ts';
export { type OpenStoreOptions, openStore } from './open-store.ts';
export type { SegmentMembers, SnapshotKey } from './segment-members.ts';
export type {
  BytesAnswer,
  InsertedSegment,
  MigrationProgress,
  ReadOptions,
  RowsAnswer,
  Segment,
  Store,
  StoreQuery,
  StoreRow,
} from './store.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
