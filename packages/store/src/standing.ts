import { countsOnce, isEvent, isReplay } from './delivery/segment-lines.ts';
import type { Writer } from './engine/engine.ts';
import { eventKeySql, hasRested, isRemembered, linkSql, makerSql } from './event-identity.ts';

/** SQL of the segment's own number. */
export const segmentNumber = 'sipHash64({token:String})';

/** What of a staged segment is its own to store and to count. */
export interface Standing {
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
  /**
   * True when an earlier try of this segment got as far as claiming its events, or may have, so long ago that nothing remembers it:
   * when a collector was away for two days.
   */
  isRetry: boolean;
  /** True when it waited so long that nothing remembers an earlier try of it, nor whether another segment stored its events since. */
  isRested: boolean;
  /** True when every line is the segment's own and none is there twice, as nearly always. */
  isAllStored: boolean;
}

/** Events and lines, by the key, that another segment owns. Of several that claimed one, the one with the smallest number does. */
export const ownedByOthers = `(SELECT event_id, site_visitor FROM known_ids GROUP BY event_id, site_visitor
  HAVING countIf(segment = ${segmentNumber}) = 0 OR min(segment) != ${segmentNumber})`;

/** Such lines of the staged segment as are its own, each event once, the first line of several. */
const ownOnce = (condition: string) =>
  `FROM staged_events WHERE ${condition} AND ${eventKeySql} NOT IN ${ownedByOthers} LIMIT 1 BY event_id, site_id, ${makerSql}`;

/** The same where all are: looking for copies costs more than all else. */
const everyLine = (condition: string) => `FROM staged_events WHERE ${condition}`;

/** SQL from FROM on: such staged lines as are the segment's own, each event once. It holds a place for the `token`. */
export const ownLines = ({ isAllStored }: Pick<Standing, 'isAllStored'>) => (isAllStored ? everyLine : ownOnce);

/**
 * What is replayed may have been sent again since, mended, and stored longer ago than is remembered. By then its sender's clock may have
 * been judged anew.
 */
export const knowStoredReplays = `INSERT INTO known_ids SELECT event_id, ${linkSql('site_id', makerSql)} AS link, 0 FROM events
  WHERE site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND time >= (SELECT min(time) - INTERVAL 1 DAY FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND time <= (SELECT max(time) + INTERVAL 1 DAY FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND (event_id, link) GLOBAL NOT IN (SELECT event_id, site_visitor FROM known_ids)`;

/**
 * Staged events that are stored, as somebody else's. Of what a tag dropped nothing is stored: it may be counted by both. The copies
 * of an event need not have the same time, for each batch's sender has its clock judged anew.
 */
export const knowStored = `INSERT INTO known_ids SELECT event_id, ${linkSql('site_id', makerSql)} AS link, 0 FROM events
  WHERE site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE ${isEvent})
    AND time >= (SELECT min(time) - INTERVAL 1 DAY FROM staged_events WHERE ${isEvent})
    AND time <= (SELECT max(time) + INTERVAL 1 DAY FROM staged_events WHERE ${isEvent})
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${isEvent})`;

/**
 * The same but for those that an earlier try of this very segment may have stored: a row that arrived when the staged line did is that
 * line, and a copy arrived at another moment. What the rows say outlives the process, unlike what it could remember of its tries.
 */
export const knowStoredByOthers = `${knowStored}
    AND (event_id, link, time, received_at) GLOBAL NOT IN
      (SELECT event_id, ${linkSql('site_id', makerSql)}, time, received_at FROM staged_events WHERE ${isEvent})`;

/**
 * Looks up who owns the segment's events.
 * @param alsoKnown Statements that add to what is known of others, in `known_ids`.
 */
export const lookUp = async (writer: Writer, token: string, alsoKnown: readonly string[] = []): Promise<Standing> => {
  await writer.run({
    sql: 'CREATE TEMPORARY TABLE IF NOT EXISTS known_ids (event_id UInt64, site_visitor UInt64, segment UInt64) ENGINE = Memory',
  });
  await writer.run({ sql: 'TRUNCATE TABLE known_ids' });
  await writer.run({
    sql: `INSERT INTO known_ids SELECT event_id, site_visitor, segment FROM event_ids
      WHERE event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${countsOnce}) AND ${isRemembered}`,
  });
  for (const sql of alsoKnown) await writer.run({ sql });
  const [row] = await writer.rows({
    sql: `WITH ${eventKeySql} NOT IN ${ownedByOthers} AS is_own
      SELECT countIf(${isEvent}) AS events, uniqExactIf(${eventKeySql}, ${isEvent} AND is_own) AS own,
      countIf(${countsOnce} AND is_own) AS claims, countIf(note != '') AS notes, countIf(${isReplay}) AS replays, ${hasRested} AS has_rested,
      (SELECT countIf(segment = ${segmentNumber}) FROM known_ids) AS claimed FROM staged_events`,
    params: { token },
  });
  const [events, own, notes] = [Number(row?.events), Number(row?.own), Number(row?.notes)];
  const isRested = Number(row?.has_rested) > 0;
  return {
    events,
    own,
    claims: Number(row?.claims),
    notes,
    replays: Number(row?.replays),
    isRetry: Number(row?.claimed) > 0 || isRested,
    isRested,
    isAllStored: notes === 0 && own === events,
  };
};
