import { countSegment } from './delivery/count-segment.ts';
import { keepRejections, leaveOutReplayed } from './delivery/keep-rejections.ts';
import { countsOnce, isEvent, isReplay } from './delivery/segment-lines.ts';
import type { Engine, Settings, Writer } from './engine/engine.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { eventColumnNames, segmentSelection, segmentStructure, stagedColumnDefinitions } from './event-columns.ts';
import { eventKeySql, isRemembered, linkSql, makerSql } from './event-identity.ts';
import type { InsertedSegment, Segment } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * How a segment's lines are read. Texts stay texts: the engine would otherwise store a dimension that looks like a date as
 * one, and `dimensions.x.:String` would then read nothing.
 */
const lineSettings: Settings = {
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_skip_unknown_fields: 0,
  // `{"a": "x", "a.b": "y"}` and a name given twice are the sender's business, not a reason to refuse the segment.
  type_json_skip_duplicated_paths: 1,
  // With it the line number in an error counts from the chunk's beginning, not from the file's.
  input_format_parallel_parsing: 0,
};

/** One thread and one block: the order of the lines is kept, and a segment becomes one part a month. */
const oneBlock: Settings = {
  max_threads: 1,
  max_insert_threads: 1,
  min_insert_block_size_rows: 10_000_000,
  min_insert_block_size_bytes: 1_000_000_000,
  // An import may span years.
  max_partitions_per_insert_block: 0,
};

/** The segment's own number. */
const segmentNumber = 'sipHash64({token:String})';
const ownedByOthers = `(SELECT event_id, site_visitor FROM known_ids WHERE segment != ${segmentNumber})`;

/** What an earlier try of the segment has claimed, and all that others have. */
const claimedBefore = '(SELECT event_id, site_visitor FROM known_ids)';

/** Such lines of the staged segment as are its own, each event once, the first line of several. */
const ownOnce = (condition: string) =>
  `FROM staged_events WHERE ${condition} AND ${eventKeySql} NOT IN ${ownedByOthers} LIMIT 1 BY event_id, site_id, ${makerSql}`;

/** Events of the staged segment that an earlier try of it has stored already. Read only after a crash: it reads much. */
const storedBefore = `(
  SELECT event_id, ${linkSql('site_id', makerSql)} FROM events
  WHERE time >= (SELECT min(time) FROM staged_events WHERE ${isEvent}) AND time <= (SELECT max(time) FROM staged_events)
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events))`;

/**
 * What is replayed may have been sent again since, mended, and stored longer ago than is remembered. By then its sender's clock may have
 * been judged anew.
 */
const knowStoredReplays = `INSERT INTO known_ids SELECT event_id, ${linkSql('site_id', makerSql)} AS link, 0 FROM events
  WHERE site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND time >= (SELECT min(time) - INTERVAL 1 DAY FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND time <= (SELECT max(time) + INTERVAL 1 DAY FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND (event_id, link) GLOBAL NOT IN (SELECT event_id, site_visitor FROM known_ids)`;

/** The same where every line is its own and none is there twice, as nearly always: looking for copies costs more than all else. */
const everyLine = (condition: string) => `FROM staged_events WHERE ${condition}`;

interface Standing {
  /** Events in the segment, copies included. */
  events: number;
  /** Events that are this segment's to store. */
  own: number;
  /** Lines that are this segment's to count. */
  claims: number;
  /** Lines that are no events, or say more than one. */
  notes: number;
  /** Lines that tell what became of an event that was refused before. */
  replays: number;
  /** True when an earlier try of this segment got as far as claiming its events. */
  isRetry: boolean;
}

/** Reads the file once: a torn or wrong line is found here, before anything is written. */
const stage = async (writer: Writer, path: string) => {
  await writer.run({
    sql: `CREATE TEMPORARY TABLE IF NOT EXISTS staged_events (${stagedColumnDefinitions}) ENGINE = Memory`,
  });
  await writer.run({ sql: 'TRUNCATE TABLE staged_events' });
  await writer.load({
    path,
    structure: segmentStructure,
    insert: (source) => ({
      sql: `INSERT INTO staged_events SELECT ${segmentSelection} FROM ${source}`,
      settings: { ...lineSettings, ...oneBlock },
    }),
  });
};

/** Looks up who owns the segment's events. */
const lookUp = async (writer: Writer, token: string, hasReplays = false): Promise<Standing> => {
  await writer.run({
    sql: 'CREATE TEMPORARY TABLE IF NOT EXISTS known_ids (event_id UInt64, site_visitor UInt64, segment UInt64) ENGINE = Memory',
  });
  await writer.run({ sql: 'TRUNCATE TABLE known_ids' });
  await writer.run({
    sql: `INSERT INTO known_ids SELECT event_id, site_visitor, segment FROM event_ids
      WHERE event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${countsOnce}) AND ${isRemembered}`,
  });
  if (hasReplays) await writer.run({ sql: knowStoredReplays });
  const [standing] = await writer.rows({
    sql: `WITH ${eventKeySql} NOT IN ${ownedByOthers} AS is_own
      SELECT countIf(${isEvent}) AS events, uniqExactIf(${eventKeySql}, ${isEvent} AND is_own) AS own,
      countIf(${countsOnce} AND is_own) AS claims, countIf(note != '') AS notes, countIf(${isReplay}) AS replays,
      (SELECT countIf(segment = ${segmentNumber}) FROM known_ids) AS claimed FROM staged_events`,
    params: { token },
  });
  return {
    events: Number(standing?.events),
    own: Number(standing?.own),
    claims: Number(standing?.claims),
    notes: Number(standing?.notes),
    replays: Number(standing?.replays),
    isRetry: Number(standing?.claimed) > 0,
  };
};

/**
 * Stores a segment: each of its events once, whatever was sent, crashed or tried again before.
 *
 * The steps, and why in this order:
 * 1. The whole file is read into a temporary table. What cannot be read stops here, with nothing written.
 * 2. Its event ids that are not owned yet are claimed for this segment in one block: all of them or none, on a cluster those of
 *    each shard. From here on no other segment stores them, so they must be claimed before, not after: a later segment with a
 *    copy of an event may be stored between a crash here and the next try.
 * 3. Refused events that it carries are kept, and those that it replays are taken off their list, in one block a week.
 * 4. The events it owns are stored, one block a month.
 * 5. What became of its lines is counted, in one block a month.
 *
 * A crash after 1 leaves nothing; after 2 or 3, the claims say that the segment is tried again, and it claims what a shard did not
 * take, and stores what it owns and `events` does not have; after 4 likewise, which is nothing. Kept lines and counts carry the segment's number, and so are written once. A try that still runs in the server while its caller, cut
 * off, tries again is held off by the blocks' deduplication tokens. Every block is synced before its statement returns.
 *
 * What is the same event: the same site, page (or visitor, when no page made it) and event id, if its first copy was stored at most 48 hours before. Two
 * collectors that store two copies at the very same moment do not see each other's claims: both are then stored.
 *
 * Two events with the same order id are two events, and both are stored (the browser's knows the visitor, the server's
 * the exact amount). That an order counts once is decided when a question is asked: see `countsOnceBy` in the protocol.
 */
export const insertSegment = async (engine: Engine, { path, token }: Segment): Promise<InsertedSegment> => {
  try {
    return await engine.write(async (writer) => {
      await stage(writer, path);
      let standing = await lookUp(writer, token);
      if (standing.replays > 0) {
        await leaveOutReplayed(writer, token, segmentNumber);
        standing = await lookUp(writer, token, true);
      }
      const { events, own, claims, notes, isRetry } = standing;
      const isAllStored = notes === 0 && own === events;
      const only = isAllStored ? everyLine : ownOnce;
      if (claims > 0)
        await writer.run({
          sql: `INSERT INTO event_ids (event_id, site_visitor, segment)
            SELECT event_id, ${linkSql('site_id', makerSql)}, ${segmentNumber} ${only(
              isRetry ? `${countsOnce} AND ${eventKeySql} NOT IN ${claimedBefore}` : countsOnce,
            )}`,
          params: { token },
          // A claim that is written twice says the same as once.
          settings: { ...oneBlock, insert_deduplication_token: isRetry ? `${token} again` : token },
        });
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
