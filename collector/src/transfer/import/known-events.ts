import type { Store } from '@telltale/store';
import type { JudgedLine } from './judge-line.ts';

/** Names an event within its site. */
export const eventKey = ({ judged: { envelope, events } }: JudgedLine): string =>
  `${envelope.visitorId} ${events[0]?.id}`;

const numberOf = (hex: string | undefined) => BigInt(`0x${hex ?? '0'}`);

/**
 * Which of these events the store has, however long ago they were stored: the writer itself knows only those of the last two days.
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
    sql: `SELECT leftPad(lower(hex(visitor_id)), 16, '0') AS visitor, leftPad(lower(hex(event_id)), 16, '0') AS event,
        toUnixTimestamp64Milli(min(received_at)) AS received
      FROM events
      WHERE site_id = {siteId:String} AND is_bot IN (0, 1) AND kind IN {kinds:Array(String)}
        AND visitor_id IN {visitors:Array(UInt64)} AND event_id IN {ids:Array(UInt64)}
        AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
      GROUP BY visitor, event`,
    params: {
      siteId,
      kinds: [...new Set(events.map(({ kind }) => kind))],
      visitors: [...new Set(lines.map(({ judged }) => numberOf(judged.envelope.visitorId)))],
      ids: events.map(({ id }) => numberOf(id)),
      from: times.reduce((least, time) => Math.min(least, time)),
      to: times.reduce((most, time) => Math.max(most, time)),
    },
  });
  return new Map(rows.map(({ visitor, event, received }) => [`${visitor} ${event}`, Number(received)]));
};
