import type { Engine, Params } from '../engine/engine.ts';
import { readCompactAnswer } from '../engine/read-answer.ts';
import { toStoreError } from '../engine/to-store-error.ts';
import type { KeptRejection } from './line-note.ts';

/**
 * What became of events: each accepted one is stored, a duplicate of one that is, or set aside; bots and late ones are among the
 * stored. Events dropped in the browser were never received.
 */
export const outcomes = ['accepted', 'stored', 'duplicate', 'set_aside', 'rejected', 'bot', 'late', 'dropped'] as const;

/** What became of events. */
export type Outcome = (typeof outcomes)[number];

/** How many events of a site came to this in a quarter of an hour. */
export interface DeliveryCount {
  siteId: string;
  /** Start of the quarter of an hour in which they were received, epoch ms. */
  slot: number;
  outcome: Outcome;
  /** Empty when the outcome needs none. */
  reason: string;
  events: number;
}

/** A refused event that is kept. */
export interface RejectedEventRow extends KeptRejection {
  /** Epoch ms. */
  receivedAt: number;
  reason: string;
}

export interface RejectedSelection {
  siteId: string;
  reason?: string;
  ids?: readonly string[];
  /** Only those before this one, in the order of the list. */
  before?: { receivedAt: number; id: string };
  limit: number;
}

/** The truth about a site's events, as far as the store has it. */
export interface Delivery {
  /**
   * Counts of the quarters of an hour that begin in `from` ≤ time < `to` (epoch ms), without what these segments brought: whoever
   * counts them in the spool must not count them twice.
   */
  counts(of: {
    siteId: string;
    from: number;
    to: number;
    withoutSegments: readonly string[];
  }): Promise<DeliveryCount[]>;
  /** Refused events that are kept, newest first. */
  rejected(of: RejectedSelection): Promise<RejectedEventRow[]>;
  /** How many are kept, by reason. */
  rejectedReasons(siteId: string): Promise<{ reason: string; events: number }[]>;
}

/** Counts are few; an answer that takes longer comes from a sick engine. */
const READ_TIMEOUT_MS = 30_000;

const kept =
  'site_id = {siteId:String} AND removed_by = 0 AND id GLOBAL NOT IN (SELECT id FROM rejected_events WHERE site_id = {siteId:String} AND removed_by != 0)';

/** Opens the counts and the kept rejections of an engine. */
export const openDelivery = (engine: Engine): Delivery => {
  const read = async (sql: string, params: Params) => {
    try {
      const { bytes } = await engine.read({
        sql,
        params,
        format: 'JSONCompact',
        timeoutMs: READ_TIMEOUT_MS,
        settings: { output_format_json_quote_64bit_integers: 0 },
      });
      return readCompactAnswer(bytes).rows;
    } catch (error) {
      throw toStoreError(error, 'reading what became of events');
    }
  };

  return {
    async counts({ siteId, from, to, withoutSegments }) {
      const rows = await read(
        `SELECT toUnixTimestamp(slot) AS slot_s, outcome, reason, sum(events) AS events FROM delivery
          WHERE site_id = {siteId:String} AND slot >= toDateTime({from:Int64}, 'UTC') AND slot < toDateTime({to:Int64}, 'UTC')
            AND segment NOT IN (SELECT sipHash64(arrayJoin({segments:Array(String)})))
          GROUP BY slot, outcome, reason HAVING events != 0 ORDER BY slot, outcome, reason`,
        { siteId, from: Math.ceil(from / 1000), to: Math.ceil(to / 1000), segments: withoutSegments },
      );
      return rows.map((row) => ({
        siteId,
        slot: Number(row.slot_s) * 1000,
        outcome: row.outcome as Outcome,
        reason: String(row.reason),
        events: Number(row.events),
      }));
    },
    async rejected({ siteId, reason, ids, before, limit }) {
      const conditions = [
        kept,
        ...(reason === undefined ? [] : ['reason = {reason:String}']),
        ...(ids === undefined ? [] : ['id IN {ids:Array(UInt64)}']),
        ...(before === undefined
          ? []
          : ["(received_at, id) < (fromUnixTimestamp64Milli({beforeAt:Int64}, 'UTC'), {beforeId:UInt64})"]),
      ];
      const rows = await read(
        `SELECT toUnixTimestamp64Milli(received_at) AS received_ms, toString(id) AS id_text, reason, path, message, kind, url, event, context
          FROM rejected_events WHERE ${conditions.join(' AND ')} ORDER BY received_at DESC, id DESC LIMIT {limit:UInt32}`,
        {
          siteId,
          reason: reason ?? '',
          ids: (ids ?? []).map(BigInt),
          beforeAt: before?.receivedAt ?? 0,
          beforeId: before?.id ?? '0',
          limit,
        },
      );
      return rows.map((row) => ({
        receivedAt: Number(row.received_ms),
        id: String(row.id_text),
        reason: String(row.reason),
        path: String(row.path),
        message: String(row.message),
        kind: String(row.kind),
        url: String(row.url),
        event: String(row.event),
        context: String(row.context),
      }));
    },
    async rejectedReasons(siteId) {
      const rows = await read(
        `SELECT reason, count() AS events FROM rejected_events WHERE ${kept} GROUP BY reason ORDER BY events DESC, reason`,
        { siteId },
      );
      return rows.map((row) => ({ reason: String(row.reason), events: Number(row.events) }));
    },
  };
};
