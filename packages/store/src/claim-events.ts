import { leaveOutReplayed } from './delivery/keep-rejections.ts';
import { countsOnce, isEvent, isReplay } from './delivery/segment-lines.ts';
import type { Writer } from './engine/engine.ts';
import { eventKeySql, isRemembered, linkSql, makerSql } from './event-identity.ts';
import { oneBlock } from './stage-segment.ts';
import { StoreError } from './store-error.ts';

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
  /** True when an earlier try of this segment got as far as claiming its events. */
  isRetry: boolean;
  /** True when every line is the segment's own and none is there twice, as nearly always. */
  isAllStored: boolean;
}

/** Events and lines, by the key, that another segment owns. Of several that claimed one, the one with the smallest number does. */
const ownedByOthers = `(SELECT event_id, site_visitor FROM known_ids GROUP BY event_id, site_visitor
  HAVING countIf(segment = ${segmentNumber}) = 0 OR min(segment) != ${segmentNumber})`;

/** What an earlier try of the segment has claimed, and all that others have. */
const claimedBefore = '(SELECT event_id, site_visitor FROM known_ids)';

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
const knowStoredReplays = `INSERT INTO known_ids SELECT event_id, ${linkSql('site_id', makerSql)} AS link, 0 FROM events
  WHERE site_id GLOBAL IN (SELECT site_id FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND event_id GLOBAL IN (SELECT event_id FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND time >= (SELECT min(time) - INTERVAL 1 DAY FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND time <= (SELECT max(time) + INTERVAL 1 DAY FROM staged_events WHERE ${isEvent} AND ${isReplay})
    AND (event_id, link) GLOBAL NOT IN (SELECT event_id, site_visitor FROM known_ids)`;

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
  const [row] = await writer.rows({
    sql: `WITH ${eventKeySql} NOT IN ${ownedByOthers} AS is_own
      SELECT countIf(${isEvent}) AS events, uniqExactIf(${eventKeySql}, ${isEvent} AND is_own) AS own,
      countIf(${countsOnce} AND is_own) AS claims, countIf(note != '') AS notes, countIf(${isReplay}) AS replays,
      (SELECT countIf(segment = ${segmentNumber}) FROM known_ids) AS claimed FROM staged_events`,
    params: { token },
  });
  const [events, own, notes] = [Number(row?.events), Number(row?.own), Number(row?.notes)];
  return {
    events,
    own,
    claims: Number(row?.claims),
    notes,
    replays: Number(row?.replays),
    isRetry: Number(row?.claimed) > 0,
    isAllStored: notes === 0 && own === events,
  };
};

/**
 * Beside its claims a block holds a line with its turn, a number that counts up: `event_id` is the turn and `site_visitor` is 0. Ids of
 * events are larger, but for one in 65,000 of those that are wholly random, and their `site_visitor` is a hash.
 */
const TURNS_END = 2 ** 48;

/** The first turn when none is remembered: two days after the last one, whose token the engine may still know, this is larger. */
const firstTurn = "toUInt64(toDate(now('UTC'))) * 1000000000";

const nextTurn = async (writer: Writer): Promise<number> => {
  const [row] = await writer.rows({
    sql: `SELECT if(count() = 0, ${firstTurn}, max(event_id) + 1) AS turn FROM event_ids WHERE event_id < ${TURNS_END} AND site_visitor = 0`,
  });
  return Number(row?.turn);
};

const hasTurn = async (writer: Writer, token: string, turn: number): Promise<boolean> => {
  const [row] = await writer.rows({
    sql: `SELECT countIf(segment = ${segmentNumber}) AS own FROM event_ids WHERE event_id = {turn:UInt64} AND site_visitor = 0`,
    params: { token, turn },
  });
  return Number(row?.own) > 0;
};

interface Claiming {
  token: string;
  standing: Standing;
  /** Left out where none is taken. */
  turn: number | undefined;
}

/** Writes the claims in one block: all of them or none, on a cluster those of each shard. */
const claim = async (writer: Writer, { token, standing, turn }: Claiming) => {
  const { isRetry } = standing;
  const lines = ownLines(standing)(isRetry ? `${countsOnce} AND ${eventKeySql} NOT IN ${claimedBefore}` : countsOnce);
  const ownToken = isRetry ? `${token} again` : token;
  await writer.run({
    sql: `INSERT INTO event_ids (event_id, site_visitor, segment)
      SELECT event_id, ${linkSql('site_id', makerSql)}, ${segmentNumber} ${lines}${
        turn === undefined ? '' : ` UNION ALL SELECT {turn:UInt64}, 0, ${segmentNumber}`
      }`,
    params: { token, turn: turn ?? 0 },
    // A claim that is written twice says the same as once.
    settings: { ...oneBlock, insert_deduplication_token: turn === undefined ? ownToken : `turn ${turn}` },
  });
};

/** So many others would have to claim at the very moment of one try each. */
const MOST_TRIES = 30;

/** A few tries may have met others. Where the engine knows turns whose lines are lost, as after a power cut, it may know thousands. */
const stepAfter = (tries: number) => 2 ** Math.max(0, tries - 12);

export interface ClaimOptions {
  token: string;
  /** True when others may claim at the same moment, and a block is written whole: on a server that is no cluster. */
  takesTurns: boolean;
}

/**
 * Finds out which of the staged events are this segment's, and claims them: from here on no other segment stores them.
 *
 * Where others may do so at the same moment, claims are written in turns. A block carries the turn that follows the last one that was
 * seen before looking, and its deduplication token is the turn: the engine takes one block of two. Whoever is left out looks again, and
 * sees the other's claims. Like this no claim is written by one who has not seen all before it, and no event is claimed twice.
 *
 * @throws StoreError `failed`, to be tried again, when others were faster each time
 */
export const claimEvents = async (writer: Writer, { token, takesTurns }: ClaimOptions): Promise<Standing> => {
  let least = 0;
  for (let tries = 1; ; tries += 1) {
    const turn = takesTurns ? Math.max(least, await nextTurn(writer)) : undefined;
    let standing = await lookUp(writer, token);
    if (standing.replays > 0) {
      await leaveOutReplayed(writer, token, segmentNumber);
      standing = await lookUp(writer, token, true);
    }
    if (standing.claims === 0) return standing;
    await claim(writer, { token, standing, turn });
    if (turn === undefined || (await hasTurn(writer, token, turn))) return standing;
    least = turn + stepAfter(tries);
    if (tries === MOST_TRIES)
      throw new StoreError('Other collectors claimed their events first, each time; the segment is tried again.', {
        code: 'failed',
        isRetryable: true,
      });
  }
};
