import type { Engine, Params } from './engine/engine.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { type EventIdentity, isRemembered, linkSql, makerOf, makerSql } from './event-identity.ts';

/** An event that may be stored already. */
export interface DatedEvent extends EventIdentity {
  kind: string;
  /** Epoch ms. */
  time: number;
}

/** Tells which events of a site are known, by the same identity by which the writer knows copies. */
export interface EventIds {
  /**
   * Which of these the store has at their times, however long ago they were stored.
   *
   * @returns by `eventKey`, when it was received first, epoch ms
   * @throws StoreError
   */
  stored(siteId: string, events: readonly DatedEvent[]): Promise<Map<string, number>>;
  /**
   * Which of these the writer would take for copies, because it was given an event of the same identity in the last 48 hours.
   *
   * @returns their `eventKey`s
   * @throws StoreError
   */
  claimed(siteId: string, events: readonly EventIdentity[]): Promise<Set<string>>;
}

const TIMEOUT_MS = 30_000;

const unique = (ids: readonly string[]) => [...new Set(ids)].map(BigInt);

/** Opens the look-up of events by their identity. */
export const openEventIds = (engine: Engine): EventIds => {
  const read = async (sql: string, params: Params) => {
    try {
      const { bytes } = await engine.read({ sql, params, format: 'JSONCompact', timeoutMs: TIMEOUT_MS });
      return readCompactAnswer(bytes).rows;
    } catch (error) {
      throw toStoreError(error, 'looking up which events are known');
    }
  };

  return {
    async stored(siteId, events) {
      if (events.length === 0) return new Map();
      const times = events.map(({ time }) => time);
      const pages = unique(events.map(({ pageId }) => pageId).filter((id) => id !== '0'));
      const visitors = unique(events.filter(({ pageId }) => pageId === '0').map(({ visitorId }) => visitorId));
      // The visitor stands in the table's order and the page does not: without pages, little is read.
      const whose = [
        ...(visitors.length > 0 ? ['(page_id = 0 AND visitor_id IN {visitors:Array(UInt64)})'] : []),
        ...(pages.length > 0 ? ['page_id IN {pages:Array(UInt64)}'] : []),
      ];
      const rows = await read(
        `SELECT toString(${makerSql}) AS maker, toString(event_id) AS event, toUnixTimestamp64Milli(min(received_at)) AS received
          FROM events
          WHERE site_id = {siteId:String} AND is_bot IN (0, 1) AND kind IN {kinds:Array(String)}
            AND event_id IN {ids:Array(UInt64)} AND (${whose.join(' OR ')})
            AND time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND time <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
          GROUP BY maker, event`,
        {
          siteId,
          kinds: [...new Set(events.map(({ kind }) => kind))],
          ids: unique(events.map(({ eventId }) => eventId)),
          pages,
          visitors,
          from: times.reduce((least, time) => Math.min(least, time)),
          to: times.reduce((most, time) => Math.max(most, time)),
        },
      );
      return new Map(rows.map(({ maker, event, received }) => [`${maker} ${event}`, Number(received)]));
    },
    async claimed(siteId, events) {
      if (events.length === 0) return new Set();
      const rows = await read(
        `SELECT DISTINCT toString(maker) AS maker, toString(event_id) AS event
          FROM event_ids INNER JOIN (
            SELECT arrayJoin({makers:Array(UInt64)}) AS maker, ${linkSql('{siteId:String}', 'maker')} AS link
          ) AS linked ON site_visitor = link
          WHERE event_id IN {ids:Array(UInt64)} AND ${isRemembered}`,
        { siteId, makers: unique(events.map(makerOf)), ids: unique(events.map(({ eventId }) => eventId)) },
      );
      return new Set(rows.map(({ maker, event }) => `${maker} ${event}`));
    },
  };
};
