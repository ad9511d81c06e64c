import type { Store } from '@telltale/store';
import type { JudgedLine } from './judge-line.ts';

/** Names an event within its site. */
export const eventKey = ({ judged: { envelope, events } }: JudgedLine): string =>
  `${envelope.visitorId} ${events[0]?.id}`;

const numberOf = (hex: string | undefined) => BigInt(`0x${hex ?? '0'}`);

const idsOf = (lines: readonly JudgedLine[]) => ({
  visitors: [...new Set(lines.map(({ judged }) => numberOf(judged.envelope.visitorId)))],
  ids: lines.flatMap(({ judged }) => judged.events).map(({ id }) => numberOf(id)),
});

const hexOf = (column: string) => `leftPad(lower(hex(${column})), 16, '0')`;

/**
 * Which of these events the store has at their times, however long ago they were stored: the writer itself knows only those of the last
 * two days.
 * @returns by key, when it was received first, epoch ms.
 */
export const knownEvents = async (
  store: Pick<Store, 'rows'>,
  siteId: string,
  lines: readonly JudgedLine[],
): Promise<Map<string, number>> => {
  if (lines.length === 0) return new Map();
  const events = lines.flatMap(({ judged }) => judged.events);
  const times = events.map(({ at }) => at);
  const { rows } = await store.rows({
    sql: `SELECT ${hexOf('visitor_id')} AS visitor, ${hexOf('event_id')} AS event,
        toUnixTimestamp64Milli(min(received_at)) AS received
      FROM events
      WHERE site_id = {siteId:String} AND is_bot IN (0, 1) AND kind IN {kinds:Array(String)}
        AND visitor_id IN {visitors:Array(UInt64)} AND event_id IN {ids:Array(UInt64)}
        AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
      GROUP BY visitor, event`,
    params: {
      siteId,
      kinds: [...new Set(events.map(({ kind }) => kind))],
      ...idsOf(lines),
      from: times.reduce((least, time) => Math.min(least, time)),
      to: times.reduce((most, time) => Math.max(most, time)),
    },
  });
  return new Map(rows.map(({ visitor, event, received }) => [`${visitor} ${event}`, Number(received)]));
};

/**
 * Which of these events the writer would take for copies, because an event of the same id arrived in the last two days.
 * @returns their keys.
 */
export const claimedEvents = async (
  store: Pick<Store, 'rows'>,
  siteId: string,
  lines: readonly JudgedLine[],
): Promise<Set<string>> => {
  if (lines.length === 0) return new Set();
  const { rows } = await store.rows({
    sql: `SELECT DISTINCT ${hexOf('visitor')} AS visitor, ${hexOf('event_id')} AS event
      FROM event_ids INNER JOIN (
        SELECT arrayJoin({visitors:Array(UInt64)}) AS visitor, sipHash64({siteId:String}, visitor) AS link
      ) AS linked ON site_visitor = link
      WHERE event_id IN {ids:Array(UInt64)} AND claimed_at > now() - INTERVAL 48 HOUR`,
    params: { siteId, ...idsOf(lines) },
  });
  return new Set(rows.map(({ visitor, event }) => `${visitor} ${event}`));
};
