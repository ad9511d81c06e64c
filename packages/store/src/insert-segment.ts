import { claimEvents } from './claim-events.ts';
import { countSegment } from './delivery/count-segment.ts';
import { keepRejections } from './delivery/keep-rejections.ts';
import { isEvent } from './delivery/segment-lines.ts';
import type { Engine } from './engine/engine.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { eventColumnNames } from './event-columns.ts';
import { eventKeySql, linkSql, makerSql } from './event-identity.ts';
import { oneBlock, stageSegment } from './stage-segment.ts';
import { ownLines, segmentNumber } from './standing.ts';
import type { InsertedSegment, Segment } from './store.ts';
import { StoreError } from './store-error.ts';

/** Events of the staged segment that an earlier try of it has stored already. Read only after a crash or a long rest: it reads much. */
const storedBefore = `(
  SELECT event_id, ${linkSql('site_id', makerSql)} FROM events
  WHERE time >= (SELECT min(time) FROM staged_events WHERE ${isEvent}) AND time <= (SELECT max(time) FROM staged_events)
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events))`;

/**
 * Stores a segment: each of its events once, whatever was sent, crashed or tried again before.
 *
 * The steps, and why in this order:
 * 1. The whole file is read into a temporary table. What cannot be read stops here, with nothing written.
 * 2. Its event ids that are not owned yet are claimed for this segment: see `claimEvents`. From here on no other segment stores
 *    them, so they must be claimed before, not after: a later segment with a copy of an event may be stored between a crash here and
 *    the next try.
 * 3. Refused events that it carries are kept, and those that it replays are taken off their list, in one block a week.
 * 4. The events it owns are stored, one block a month.
 * 5. What became of its lines is counted, in one block a month.
 *
 * A crash after 1 leaves nothing; after 2 or 3, the claims say that the segment is tried again, and it claims what a shard did not
 * take, and stores what it owns and `events` does not have; after 4 likewise, which is nothing. Kept lines and counts carry the segment's number, and so are written once. A try that still runs in the server while its caller, cut
 * off, tries again is held off by the blocks' deduplication tokens. Every block is synced before its statement returns.
 *
 * Of a segment that rested for two days nobody remembers an earlier try: it is stored like one that is tried again. What `events` has of
 * it by then from another segment is a copy, however long ago that was.
 *
 * What is the same event: see `EventIdentity`, if its first copy was stored at most 48 hours before.
 *
 * Two events with the same order id are two events, and both are stored (the browser's knows the visitor, the server's
 * the exact amount). That an order counts once is decided when a question is asked: see `countsOnceBy` in the protocol.
 */
export const insertSegment = async (engine: Engine, { path, token }: Segment): Promise<InsertedSegment> => {
  try {
    return await engine.write(async (writer) => {
      await stageSegment(writer, path);
      const others = !engine.isShared ? 'none' : engine.cluster === undefined ? 'in_turns' : 'shard_by_shard';
      const standing = await claimEvents(writer, { token, others });
      const { events, own, claims, notes, isRetry, isAllStored } = standing;
      const only = ownLines(standing);
      if (notes > 0) await keepRejections(writer, token, segmentNumber);
      if (own > 0)
        await writer.run({
          sql: `INSERT INTO events (${eventColumnNames}) SELECT ${eventColumnNames} ${only(
            isRetry ? `${isEvent} AND ${eventKeySql} NOT IN ${storedBefore}` : isEvent,
          )}`,
          params: { token },
          settings: { ...oneBlock, insert_deduplication_token: token },
        });
      await countSegment(writer, {
        token,
        segmentNumber,
        only,
        hasNotes: notes > 0,
        isAllStored,
        // Without claims nothing tells a second try from a first one.
        isFirstTry: claims > 0 && !isRetry,
      });
      await writer.run({ sql: 'TRUNCATE TABLE staged_events' });
      return { rows: own, duplicates: events - own };
    });
  } catch (error) {
    throw toSegmentError(error, path);
  }
};

/** Names the line when the engine names a row: in NDJSON they are the same. */
const toSegmentError = (error: unknown, path: string): StoreError => {
  const said = error instanceof Error ? error.message : String(error);
  const [, row] = /\(at row (\d+)\)/.exec(said) ?? [];
  if (row === undefined) return toStoreError(error, `storing the segment ${path}`);
  return new StoreError(
    `Line ${row} of the segment ${path} is not a whole event row; nothing of the segment was stored.`,
    {
      code: 'invalid_segment',
      line: Number(row),
      cause: error,
    },
  );
};
