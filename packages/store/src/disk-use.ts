import type { Engine } from './engine/engine.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { ownTable } from './migrations/create-table.ts';

/** What the database takes of its disks, and what is left. */
export interface DiskUse {
  /** Of the fullest disk; of a cluster, of one machine of each shard. */
  freeBytes: number;
  totalBytes: number;
  /** What the table of events takes, compressed; a replica counts once. */
  eventBytes: number;
  /** Events in it. */
  events: number;
  /** Events stored in the last seven days, or since the first of them. */
  storedLately: number;
  /** How many days these are: 1 to 7. */
  latelyDays: number;
}

const READ_TIMEOUT_MS = 10_000;
const DAY_S = 86_400;

/** Looks at what the database takes. @throws StoreError */
export const readDiskUse = async (engine: Engine, nowMs: number): Promise<DiskUse> => {
  const { cluster, database } = engine;
  // The name is the owner's own setting, and the engine binds no values there.
  const everywhere = (table: string) =>
    cluster === undefined ? `system.${table}` : `cluster('${cluster.replace(/['\\]/g, '\\$&')}', system.${table})`;
  const read = async (sql: string, params: Readonly<Record<string, unknown>>) => {
    const { bytes } = await engine.read({
      sql,
      params,
      format: 'JSONCompact',
      timeoutMs: READ_TIMEOUT_MS,
      settings: { output_format_json_quote_64bit_integers: 0 },
    });
    return readCompactAnswer(bytes).rows[0] ?? {};
  };
  try {
    const [parts, disks, stored] = await Promise.all([
      read(
        `SELECT sum(bytes_on_disk) AS bytes, sum(rows) AS events FROM ${everywhere('parts')} WHERE database = {database:String} AND table = {table:String} AND active`,
        { database, table: ownTable(cluster, 'events') },
      ),
      read(`SELECT free_space, total_space FROM ${everywhere('disks')} ORDER BY free_space LIMIT 1`, {}),
      read(
        `SELECT sum(events) AS events, toUnixTimestamp(min(slot)) AS first_s FROM delivery WHERE outcome = 'stored' AND slot >= toDateTime({since:Int64}, 'UTC')`,
        { since: Math.floor(nowMs / 1000) - 7 * DAY_S },
      ),
    ]);
    const firstS = Number(stored.first_s) || nowMs / 1000;
    return {
      freeBytes: Number(disks.free_space),
      totalBytes: Number(disks.total_space),
      eventBytes: Number(parts.bytes),
      events: Number(parts.events),
      storedLately: Number(stored.events),
      latelyDays: Math.min(7, Math.max(1, (nowMs / 1000 - firstS) / DAY_S)),
    };
  } catch (error) {
    throw toStoreError(error, 'looking at the disks');
  }
};
