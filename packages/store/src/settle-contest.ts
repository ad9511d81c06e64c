import { setTimeout as pause } from 'node:timers/promises';
import { countsOnce } from './delivery/segment-lines.ts';
import type { Writer } from './engine/engine.ts';
import { eventKeySql, isRemembered } from './event-identity.ts';
import { knowStored, knowStoredByOthers, lookUp, ownedByOthers, type Standing, segmentNumber } from './standing.ts';
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
  return { ...(await lookUp(writer, token, [isRetry ? knowStoredByOthers : knowStored])), isRetry };
};
