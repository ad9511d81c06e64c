import type { Writer } from '../engine/engine.ts';
import { stagedColumnDefinitions } from '../event-columns.ts';
import { noteReason, rejectionId, rejectionText, replayedId, replayedReason } from './segment-lines.ts';

/** A site's refused events of one day are kept up to these; the others are only counted. A day is UTC's, and all go after 30. */
export const KEPT_A_DAY = { events: 1_000, bytes: 4_000_000 };

const kept = `SELECT site_id, received_at, ${rejectionId} AS id, ${noteReason} AS reason, ${[
  'path',
  'message',
  'kind',
  'url',
  'event',
  'context',
]
  .map((name) => `${rejectionText(name)} AS ${name}`)
  .join(', ')}, ${replayedId} != 0 AS is_replay, length(note) AS size
  FROM staged_events WHERE record = 'rejected' AND ${rejectionId} != 0`;

/** What each day of the staged sites holds already. */
const before = `SELECT site_id, toDate(received_at) AS day, count() AS events, sum(length(event) + length(context)) AS bytes
  FROM rejected_events WHERE removed_by = 0 AND site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE record = 'rejected')
    AND received_at >= (SELECT toStartOfDay(min(received_at)) FROM staged_events WHERE record = 'rejected') GROUP BY ALL`;

/**
 * Keeps the segment's refused events, as far as there is room, and takes those off the list that it replays. Both are done once,
 * however often the segment is tried.
 */
export const keepRejections = async (writer: Writer, token: string, segmentNumber: string): Promise<void> => {
  await writer.run({
    sql: `INSERT INTO rejected_events
      SELECT site_id, received_at, id, reason, path, message, kind, url, event, context, 0 FROM (
        SELECT *, toDate(received_at) AS day,
          row_number() OVER (PARTITION BY site_id, day ORDER BY received_at, id) AS place,
          sum(size) OVER (PARTITION BY site_id, day ORDER BY received_at, id) AS size_so_far FROM (${kept})
      ) AS fresh LEFT JOIN (${before}) AS held ON fresh.site_id = held.site_id AND fresh.day = held.day
      WHERE (is_replay OR (held.events + place <= ${KEPT_A_DAY.events} AND held.bytes + size_so_far <= ${KEPT_A_DAY.bytes}))
        AND id NOT IN (SELECT id FROM rejected_events WHERE site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE record = 'rejected'))
      UNION ALL
      SELECT site_id, received_at, ${replayedId} AS id, ${replayedReason}, '', '', '', '', '', '', ${segmentNumber}
        FROM staged_events WHERE note != '' AND id != 0
          AND id NOT IN (SELECT id FROM rejected_events WHERE removed_by = ${segmentNumber})`,
    params: { token },
    settings: { insert_deduplication_token: token, max_threads: 1 },
  });
};

/**
 * Takes lines out of the staged segment that replay what another segment replayed already, or this one in an earlier line: such a
 * line is nothing that was received.
 */
export const leaveOutReplayed = async (writer: Writer, token: string, segmentNumber: string): Promise<void> => {
  await writer.run({
    sql: `CREATE TEMPORARY TABLE IF NOT EXISTS first_replays (${stagedColumnDefinitions}) ENGINE = Memory`,
  });
  await writer.run({ sql: 'TRUNCATE TABLE first_replays' });
  await writer.run({
    sql: `INSERT INTO first_replays SELECT * FROM staged_events WHERE note = '' OR ${replayedId} = 0
      UNION ALL
      SELECT * FROM staged_events WHERE note != '' AND ${replayedId} != 0
        AND ${replayedId} NOT IN (SELECT id FROM rejected_events WHERE removed_by NOT IN (0, ${segmentNumber})) LIMIT 1 BY ${replayedId}`,
    params: { token },
    settings: { max_threads: 1 },
  });
  await writer.run({ sql: 'TRUNCATE TABLE staged_events' });
  await writer.run({ sql: 'INSERT INTO staged_events SELECT * FROM first_replays', settings: { max_threads: 1 } });
  await writer.run({ sql: 'TRUNCATE TABLE first_replays' });
};
