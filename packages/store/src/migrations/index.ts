import { events } from './0001-events.ts';
import { documents } from './0002-documents.ts';
import { eventIds } from './0003-event-ids.ts';
import { auditLog } from './0004-audit-log.ts';
import { delivery } from './0005-delivery.ts';
import { rejectedEvents } from './0006-rejected-events.ts';
import { boundedFiles } from './0007-bounded-files.ts';
import { compressedColumns } from './0008-compressed-columns.ts';
import { segmentMembers } from './0009-segment-members.ts';
import type { Migration } from './migration.ts';

/** Every migration, oldest first. Forward only: a new one is one file and one line at the end. */
export const migrations: readonly Migration[] = [
  events,
  documents,
  eventIds,
  auditLog,
  delivery,
  rejectedEvents,
  boundedFiles,
  compressedColumns,
  segmentMembers,
];
