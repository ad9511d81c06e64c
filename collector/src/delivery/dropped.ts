import { createHash } from 'node:crypto';
import type { UnjudgedBatch } from '@telltale/protocol';
import { SECOND_TAG } from '../diagnosis/arrival-signs.ts';
import type { Arrival } from '../ingest/arrival.ts';
import { cutDeeperThan, KEPT_LEVELS } from '../ingest/depth.ts';
import { recordLine } from './record-line.ts';

/** Why the tag drops events; what else a sender writes counts as "other". */
const reasons = new Set(['overflow', 'expired', 'too_large', 'refused', 'unreadable']);

/** What a batch says was dropped, as lines for the spool. */
export interface DroppedLines {
  lines: string;
  /** How many were dropped, by reason. */
  dropped: Map<string, number>;
}

const numberOf = (...parts: readonly unknown[]): string =>
  BigInt(`0x${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`).toString();

/**
 * What the tag had to drop before it could send. A batch that is sent again, because its answer was lost, says it again: the lines
 * carry the id under which it is told, or one made of the batch's first event, so that they count once.
 */
export const droppedLines = (
  { dropped = {}, droppedId, envelopes }: UnjudgedBatch,
  { site, receivedAt }: Arrival,
): DroppedLines => {
  const counts = new Map<string, number>();
  for (const [told, events] of Object.entries(dropped)) {
    if (told === SECOND_TAG) continue;
    const reason = reasons.has(told) ? told : 'other';
    if (events > 0) counts.set(reason, (counts.get(reason) ?? 0) + events);
  }
  if (counts.size === 0) return { lines: '', dropped: counts };
  const [first] = envelopes;
  const [event] = first?.events ?? [];
  // Not judged yet: it may be nested deeper than can be written.
  const firstEvent = cutDeeperThan(event, KEPT_LEVELS);
  const batch =
    droppedId === undefined
      ? numberOf(site.id, first?.visitorId, first?.pageId, firstEvent, dropped)
      : numberOf(site.id, droppedId);
  const lines = [...counts].map(([reason, events]) =>
    recordLine({
      site_id: site.id,
      received_at: receivedAt,
      record: 'dropped',
      event_id: numberOf(batch, reason),
      visitor_id: batch,
      note: { reason, events },
    }),
  );
  return { lines: lines.join(''), dropped: counts };
};
