import { randomBytes } from 'node:crypto';
import type { KeptRejection } from '@telltale/store';
import type { Arrival } from '../ingest/arrival.ts';
import type { SharedColumns } from '../ingest/enrichers/enricher.ts';
import type { RejectedEvent } from '../ingest/validate.ts';
import { scrubPage, scrubText } from '../lib/scrub.ts';
import { keptText } from './kept-text.ts';
import { recordLine } from './record-line.ts';

/** What judging a kept event again needs beside it. */
export type KeptContext =
  | {
      origin: 'tag';
      isWhole: boolean;
      sentAt: number;
      pageId: string;
      /** Without query and fragment. */
      url: string;
      /** The page that the browser said had sent it; absent when it said nothing. */
      sentFrom?: string;
      /** What the enrichers made of the request, which is gone. */
      shared: SharedColumns;
    }
  | { origin: 'server'; isWhole: boolean };

type ColumnsOf = (envelope: NonNullable<RejectedEvent['inBatch']>) => SharedColumns;

/** What stands in place of the lines of refused events. */
export interface RejectionLines {
  lines: string;
  /** How many were refused, by reason. */
  rejected: Map<string, number>;
}

/** Writes refused events as lines for the spool. */
export interface Rejections {
  /** @param columnsOf What the enrichers make of the event's envelope. */
  linesOf(arrival: Arrival, rejected: readonly RejectedEvent[], columnsOf: ColumnsOf): RejectionLines;
}

/** One site's sender that is wrong is wrong with every event: so many a minute are kept, the others are only counted. */
const KEPT_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/** An id that names a rejection: UInt64 as decimal text. */
export const rejectionId = (): string => (BigInt(`0x${randomBytes(8).toString('hex')}`) || 1n).toString();

interface Keeping {
  arrival: Arrival;
  columnsOf: ColumnsOf;
}

const contextOf = (rejected: RejectedEvent, isWhole: boolean, { arrival, columnsOf }: Keeping): KeptContext => {
  const { inBatch } = rejected;
  if (!inBatch) return { origin: 'server', isWhole };
  const { envelope, sentAt } = inBatch;
  return {
    origin: 'tag',
    isWhole,
    sentAt,
    pageId: envelope.pageId,
    url: scrubPage(envelope.url),
    ...(arrival.origin && { sentFrom: arrival.origin.slice(0, 300) }),
    shared: columnsOf(inBatch),
  };
};

/** Makes what is kept of a refused event. */
const keptRejection = (rejected: RejectedEvent, keeping: Keeping): KeptRejection => {
  const { text, isWhole } = keptText(rejected.event);
  const { path, message } = rejected.rejection;
  return {
    id: rejectionId(),
    path: scrubText(path),
    message: scrubText(message),
    kind: scrubText(rejected.kind),
    url: scrubPage(rejected.url),
    event: text,
    context: JSON.stringify(contextOf(rejected, isWhole, keeping)),
  };
};

/** Opens the way of refused events into the spool. */
export const createRejections = (): Rejections => {
  const minutes = new Map<string, { minute: number; kept: number }>();

  const mayKeep = (siteId: string, receivedAt: number): boolean => {
    const minute = Math.floor(receivedAt / MINUTE_MS);
    const known = minutes.get(siteId);
    const current = known?.minute === minute ? known : { minute, kept: 0 };
    minutes.set(siteId, current);
    current.kept += 1;
    return current.kept <= KEPT_A_MINUTE;
  };

  return {
    linesOf: (arrival, rejected, columnsOf) => {
      const { site, receivedAt } = arrival;
      const keeping = { arrival, columnsOf };
      const place = { site_id: site.id, received_at: receivedAt, record: 'rejected' } as const;
      const counts = new Map<string, number>();
      const onlyCounted = new Map<string, number>();
      let lines = '';
      for (const event of rejected) {
        const { code } = event.rejection;
        counts.set(code, (counts.get(code) ?? 0) + 1);
        if (mayKeep(site.id, receivedAt))
          lines += recordLine({ ...place, note: { reason: code, rejection: keptRejection(event, keeping) } });
        else onlyCounted.set(code, (onlyCounted.get(code) ?? 0) + 1);
      }
      for (const [reason, events] of onlyCounted) lines += recordLine({ ...place, note: { reason, events } });
      return { lines, rejected: counts };
    },
  };
};
