import { leaveOutReplayed } from './delivery/keep-rejections.ts';
import { countsOnce } from './delivery/segment-lines.ts';
import type { Writer } from './engine/engine.ts';
import { eventKeySql, linkSql, makerSql } from './event-identity.ts';
import { settleContest } from './settle-contest.ts';
import { oneBlock } from './stage-segment.ts';
import { knowStoredByOthers, knowStoredReplays, lookUp, ownLines, type Standing, segmentNumber } from './standing.ts';
import { StoreError } from './store-error.ts';

/** What an earlier try of the segment has claimed, and all that others have. */
const claimedBefore = '(SELECT event_id, site_visitor FROM known_ids)';

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
  /**
   * Who else may claim at the same moment. `none`: the engine is this process's own. `in_turns`: other collectors, and a block is
   * written whole. `shard_by_shard`: other collectors, and a block is written on some shards before it is on others.
   */
  others: 'none' | 'in_turns' | 'shard_by_shard';
}

/**
 * Finds out which of the staged events are this segment's, and claims them: from here on no other segment stores them.
 *
 * Where others may do so at the same moment, claims are written in turns. A block carries the turn that follows the last one that was
 * seen before looking, and its deduplication token is the turn: the engine takes one block of two. Whoever is left out looks again, and
 * sees the other's claims. Like this no claim is written by one who has not seen all before it, and no event is claimed twice.
 * A cluster knows no such turns: there two may claim one event, and then settle whose it is, see `settleContest`.
 *
 * @throws StoreError `failed`, to be tried again, when others were faster each time
 */
export const claimEvents = async (writer: Writer, { token, others }: ClaimOptions): Promise<Standing> => {
  let least = 0;
  for (let tries = 1; ; tries += 1) {
    const turn = others === 'in_turns' ? Math.max(least, await nextTurn(writer)) : undefined;
    let standing = await lookUp(writer, token);
    if (standing.replays > 0) await leaveOutReplayed(writer, token, segmentNumber);
    const alsoKnown = [
      ...(standing.isRested && standing.events > 0 ? [knowStoredByOthers] : []),
      ...(standing.replays > 0 ? [knowStoredReplays] : []),
    ];
    if (alsoKnown.length > 0) standing = await lookUp(writer, token, alsoKnown);
    if (standing.claims === 0) return standing;
    await claim(writer, { token, standing, turn });
    if (others === 'shard_by_shard') return settleContest(writer, token, standing);
    if (turn === undefined || (await hasTurn(writer, token, turn))) return standing;
    least = turn + stepAfter(tries);
    if (tries === MOST_TRIES)
      throw new StoreError('Other collectors claimed their events first, each time; the segment is tried again.', {
        code: 'failed',
        isRetryable: true,
      });
  }
};
