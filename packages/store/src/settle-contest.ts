import { setTimeout as pause } from 'node:timers/promises';
import { countsOnce, isEvent } from './delivery/segment-lines.ts';
import type { Writer } from './engine/engine.ts';
import { eventKeySql, isRemembered, linkSql, makerSql } from './event-identity.ts';
import { lookUp, ownedByOthers, type Standing, segmentNumber } from './standing.ts';
import { StoreError } from './store-error.ts';

/** Another collector has stored its segment long before, unless it died in the middle of it. */
const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 50;

/**
 * A claim that is older, and whose segment is not stored, is that of a collector that died: no statement of the store takes longer
 * than half of it.
 */
const DEAD_AFTER_MINUTES = 10;

/**
 * Segments that have claimed what was nobody else's when this one looked; those with a larger number may store it, unless they are
 * dead. It holds a place for the `token`.
 */
const rivals = `SELECT segment, segment > ${segmentNumber} AND max(claimed_at) > now() - INTERVAL ${DEAD_AFTER_MINUTES} MINUTE AS may_store
  FROM event_ids
  WHERE event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${countsOnce}) AND ${isRemembered}
    AND (event_id, site_visitor) GLOBAL IN (SELECT ${eventKeySql} FROM staged_events WHERE ${countsOnce} AND ${eventKeySql} NOT IN ${ownedByOthers})
    AND segment != ${segmentNumber}
  GROUP BY segment`;

/**
 * Staged events that are stored, as somebody else's. Of what a tag dropped nothing is stored: it may be counted by both. The copies
 * of an event need not have the same time, for each batch's sender has its clock judged anew.
 */
const knowStored = `INSERT INTO known_ids SELECT event_id, ${linkSql('site_id', makerSql)} AS link, 0 FROM events
  WHERE site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE ${isEvent})
    AND time >= (SELECT min(time) - INTERVAL 1 DAY FROM staged_events WHERE ${isEvent})
    AND time <= (SELECT max(time) + INTERVAL 1 DAY FROM staged_events WHERE ${isEvent})
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${isEvent})`;

/**
 * The same but for those that an earlier try of this very segment may have stored: a row that arrived when the staged line did is that
 * line, and a copy arrived at another moment. What the rows say outlives the process, unlike what it could remember of its tries.
 */
const knowStoredByOthers = `${knowStored}
    AND (event_id, link, time, received_at) GLOBAL NOT IN
      (SELECT event_id, ${linkSql('site_id', makerSql)}, time, received_at FROM staged_events WHERE ${isEvent})`;

/** How many of these segments, numbers as decimal text, are stored and counted. */
const counted = async (writer: Writer, segments: readonly string[]): Promise<number> => {
  const [row] = await writer.rows({
    sql: 'SELECT uniqExact(segment) AS done FROM delivery WHERE toString(segment) IN {segments:Array(String)}',
    params: { segments },
  });
  return Number(row?.done);
};

/**
 * Settles whose the events are that several collectors have claimed at the same moment, each before it could see the others' claims.
 * It is asked once the segment's own claims are written, on every shard: of two who both claim and then look, the one who looks last
 * sees the other. The segment with the smallest number owns what is contested. It cannot know whether the other saw it too, and gave
 * way, or has looked before and goes on to store; so it waits until the other is done, and owns what is not stored by then. Who gives
 * way waits for nobody, so that none waits for each other.
 *
 * @throws StoreError `failed`, for this segment alone, while another that has claimed the same is not done: it is tried again, and
 * goes on without the other 10 minutes after that one's claim, for then it is dead. Only a collector that stands still for so long
 * between its claim and its insert, and then goes on, can store an event that another one has stored too.
 */
export const settleContest = async (writer: Writer, token: string, standing: Standing): Promise<Standing> => {
  const rows = await writer.rows({ sql: rivals, params: { token } });
  if (rows.length === 0) return standing;
  const storing = rows.filter(({ may_store }) => Number(may_store) === 1).map(({ segment }) => String(segment));
  const until = performance.now() + PATIENCE_MS;
  while ((await counted(writer, storing)) < storing.length) {
    if (performance.now() > until)
      throw new StoreError('Another collector is storing copies of its events; the segment is tried again.', {
        code: 'failed',
      });
    await pause(LOOK_EVERY_MS);
  }
  const { isRetry } = standing;
  return { ...(await lookUp(writer, token, isRetry ? knowStoredByOthers : knowStored)), isRetry };
};
