import { randomUUID } from 'node:crypto';
import type { Engine, Params } from './engine/engine.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { type Condition, either, eventCondition, rejectionCondition } from './erasure-conditions.ts';
import { isStoreTable, ownTable } from './migrations/create-table.ts';
import { StoreError } from './store-error.ts';

/** Which of a site's events: those that fulfil everything that is given. */
export interface EventSelection {
  siteId: string;
  /** UInt64 as decimal text. */
  visitorIds?: readonly string[];
  /** With it, `visitorIds` are the customer's: of their events, those that carry another customer's id are not meant. */
  customerId?: string;
  /** Happened at this time or later, epoch ms. */
  from?: number;
  /** Happened before this time, epoch ms. */
  before?: number;
  /** Received by a collector at this time or before, epoch ms. */
  receivedUntil?: number;
}

/** What selections cover. */
export interface SelectedEvents {
  events: number;
  visitors: number;
  /** By month of the events' time, such as "202601", oldest first. */
  months: { month: string; events: number }[];
}

export interface EraseOptions {
  /** Told when the engine was told to erase events of a month: it does so from then on, even if nobody waits for it any more. */
  onBegun?: (eventsBySite: ReadonlyMap<string, number>) => void;
  /** Told after each month that is done. */
  onMonth?: (done: { month: string; events: number; monthsDone: number; months: number }) => Promise<void> | void;
  /** Stops at once; what the engine was told to erase, it goes on with. */
  signal?: AbortSignal;
}

/** Erases events for good: their rows are written anew without them, not only hidden. */
export interface Erasure {
  count(selections: readonly EventSelection[]): Promise<SelectedEvents>;
  /** Visitors that carried this customer's id, at most `limit`. */
  visitorsOf(customer: { siteId: string; customerId: string; limit: number }): Promise<string[]>;
  /**
   * Erases what any of the selections covers, month by month; inserts go on meanwhile. Begun again after a crash it does
   * what is left. The lines of `event_ids` that link to selected visitors go too, their places in snapshots of segments, and
   * the refused events that were received in that time or name these persons.
   *
   * @returns how many events are gone
   * @throws StoreError `cancelled` when the signal fired
   */
  erase(selections: readonly EventSelection[], options?: EraseOptions): Promise<number>;
  /** Erases what is left of a site in every table and every one of its documents; the audit log stays. */
  eraseSite(siteId: string, options?: Pick<EraseOptions, 'signal'>): Promise<void>;
}

const COUNT_TIMEOUT_MS = 300_000;
const POLL_FIRST_MS = 20;
const POLL_LONGEST_MS = 1_000;

const refuseWhenStopped = (signal: AbortSignal | undefined) => {
  if (signal?.aborted) throw new StoreError('The erasing was stopped; it can go on later.', { code: 'cancelled' });
};

/** Opens the erasure of an engine's events. */
export const openErasure = (engine: Engine): Erasure => {
  const mutations =
    engine.cluster === undefined
      ? '(SELECT *, 1 AS server FROM system.mutations)'
      : `(SELECT *, _shard_num AS server FROM clusterAllReplicas('${engine.cluster}', system.mutations))`;

  const read = async (sql: string, params: Params) => {
    const { bytes } = await engine.read({ sql, params, format: 'JSONCompact', timeoutMs: COUNT_TIMEOUT_MS });
    return readCompactAnswer(bytes).rows;
  };

  /**
   * Waits until no machine has a mutation of the table to finish, and all know the one that is meant. In small steps, not inside
   * a statement: the writer's connection stays free for inserts.
   */
  const settled = async (table: string, signal: AbortSignal | undefined, meant?: { mark: string; servers: number }) => {
    for (let pause = POLL_FIRST_MS; ; pause = Math.min(POLL_LONGEST_MS, pause * 2)) {
      refuseWhenStopped(signal);
      const [row] = await read(
        `SELECT countIf(is_waiting) AS unfinished, maxIf(latest_fail_reason, is_waiting) AS reason,
            uniqExactIf(server, position(command, {mark:String}) > 0) AS servers
          FROM (SELECT *, NOT is_done AND NOT is_killed AS is_waiting FROM ${mutations})
          WHERE database = {database:String} AND table = {table:String}`,
        { database: engine.database, table: ownTable(engine.cluster, table), mark: meant?.mark ?? '' },
      );
      if (Number(row?.unfinished) === 0 && (!meant || Number(row?.servers) === meant.servers)) return;
      if (row?.reason)
        throw new StoreError(`Erasing from ${table} failed; ClickHouse says: ${String(row.reason)}`, {
          code: 'failed',
          isRetryable: true,
        });
      await new Promise((next) => setTimeout(next, pause));
    }
  };

  const mutate = async (
    target: { table: string; partition?: string; onBegun?: () => void },
    { sql, params }: Condition,
    signal?: AbortSignal,
  ) => {
    const { table, partition = '', onBegun } = target;
    refuseWhenStopped(signal);
    const mark = randomUUID();
    const servers = await engine.write(async (writer) => {
      for (const server of writer.servers)
        await server.run({
          sql: `ALTER TABLE ${ownTable(engine.cluster, table)} DELETE ${partition} WHERE (${sql}) AND '${mark}' != ''`,
          params,
          settings: { mutations_sync: 0 },
        });
      return writer.servers.length;
    });
    onBegun?.();
    await settled(table, signal, { mark, servers });
  };

  /** Lines of `event_ids` name no visitor; those of events that no page made hold a hash that anyone can make who has the visitor's id. */
  const eraseClaims = async (selections: readonly EventSelection[], signal?: AbortSignal) => {
    for (const { siteId, visitorIds = [] } of selections) {
      if (visitorIds.length === 0) continue;
      const linked = await read(
        'SELECT toString(sipHash64({site:String}, arrayJoin({visitors:Array(UInt64)}))) AS link',
        { site: siteId, visitors: visitorIds.map(BigInt) },
      );
      const params = { links: linked.map(({ link }) => BigInt(String(link))) };
      const sql = 'site_visitor IN {links:Array(UInt64)}';
      const [row] = await read(`SELECT count() AS claims FROM event_ids WHERE ${sql}`, params);
      if (Number(row?.claims) > 0) await mutate({ table: 'event_ids' }, { sql, params }, signal);
    }
  };

  /** Who is erased is in no snapshot any more, also when they come back. */
  const eraseMembers = async (selections: readonly EventSelection[], signal?: AbortSignal) => {
    for (const { siteId, visitorIds = [] } of selections) {
      if (visitorIds.length === 0) continue;
      const params = { site: siteId, visitors: visitorIds.map(BigInt) };
      const sql = 'site_id = {site:String} AND visitor_id IN {visitors:Array(UInt64)}';
      const [row] = await read(`SELECT count() AS places FROM segment_members WHERE ${sql}`, params);
      if (Number(row?.places) > 0) await mutate({ table: 'segment_members' }, { sql, params }, signal);
    }
  };

  const eraseRejections = async (selections: readonly EventSelection[], signal?: AbortSignal) => {
    for (const condition of selections.map(rejectionCondition)) {
      if (!condition) continue;
      const [row] = await read(
        `SELECT count() AS rejections FROM rejected_events WHERE ${condition.sql}`,
        condition.params,
      );
      if (Number(row?.rejections) > 0) await mutate({ table: 'rejected_events' }, condition, signal);
    }
  };

  /** Oldest month first. */
  const countByMonth = async (selections: readonly EventSelection[]) => {
    if (selections.length === 0) return [];
    const { sql, params } = either(selections.map(eventCondition));
    const rows = await read(
      `SELECT toYYYYMM(time) AS month, site_id, count() AS events FROM events WHERE ${sql}
        GROUP BY month, site_id ORDER BY month, site_id`,
      params,
    );
    const months = new Map<string, Map<string, number>>();
    for (const { month, site_id, events } of rows) {
      const bySite = months.get(String(month)) ?? new Map<string, number>();
      months.set(String(month), bySite.set(String(site_id), Number(events)));
    }
    return [...months].map(([month, eventsBySite]) => ({
      month,
      events: [...eventsBySite.values()].reduce((sum, events) => sum + events, 0),
      eventsBySite,
    }));
  };

  const count = async (selections: readonly EventSelection[]): Promise<SelectedEvents> => {
    if (selections.length === 0) return { events: 0, visitors: 0, months: [] };
    const months = await countByMonth(selections);
    const { sql, params } = either(selections.map(eventCondition));
    const [all] = await read(`SELECT uniq(site_id, visitor_id) AS visitors FROM events WHERE ${sql}`, params);
    return {
      events: months.reduce((sum, { events }) => sum + events, 0),
      visitors: Number(all?.visitors ?? 0),
      months: months.map(({ month, events }) => ({ month, events })),
    };
  };

  return {
    count,
    async visitorsOf({ siteId, customerId, limit }) {
      const rows = await read(
        `SELECT DISTINCT toString(visitor_id) AS visitor FROM events
          WHERE site_id = {site:String} AND customer_id = {customer:String} LIMIT {limit:UInt32}`,
        { site: siteId, customer: customerId, limit },
      );
      return rows.map(({ visitor }) => String(visitor));
    },
    async erase(selections, { onBegun, onMonth, signal } = {}) {
      try {
        // What an earlier try began may still run in the engine.
        await settled('events', signal);
        const months = await countByMonth(selections);
        const condition = either(selections.map(eventCondition));
        for (const [index, { month, events, eventsBySite }] of months.entries()) {
          const partition = `IN PARTITION ID '${month}'`;
          await mutate({ table: 'events', partition, onBegun: () => onBegun?.(eventsBySite) }, condition, signal);
          await onMonth?.({ month, events, monthsDone: index + 1, months: months.length });
        }
        await eraseClaims(selections, signal);
        await eraseMembers(selections, signal);
        await eraseRejections(selections, signal);
        return months.reduce((sum, { events }) => sum + events, 0);
      } catch (error) {
        throw toStoreError(error, 'erasing events');
      }
    },
    async eraseSite(siteId, { signal } = {}) {
      try {
        // Asked of the engine, so that a table that is new here is not forgotten.
        const tables = await read(
          `SELECT table FROM system.columns WHERE database = {database:String} AND name = 'site_id' AND table != 'audit_log'
            AND table IN (SELECT name FROM system.tables WHERE database = {database:String} AND ${isStoreTable}) ORDER BY table`,
          { database: engine.database },
        );
        const ofSite = { sql: 'site_id = {site:String}', params: { site: siteId } };
        for (const name of tables.map(({ table }) => String(table))) {
          await settled(name, signal);
          const [row] = await read(`SELECT count() AS lines FROM ${name} WHERE ${ofSite.sql}`, ofSite.params);
          if (Number(row?.lines) > 0) await mutate({ table: name }, ofSite, signal);
        }
      } catch (error) {
        throw toStoreError(error, 'erasing a site');
      }
    },
  };
};
