import type { Engine } from './engine/engine.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { ownTable } from './migrations/create-table.ts';

/** A snapshot of a segment: which one, and when it was taken. */
export interface SnapshotKey {
  siteId: string;
  segmentId: string;
  /** Epoch ms. */
  takenAt: number;
}

/** Members of segments as they were at a moment. */
export interface SegmentMembers {
  /** Keeps the members of a snapshot, decimal ids; tried again, each is kept once. @throws StoreError */
  keep(snapshot: SnapshotKey, visitorIds: readonly string[]): Promise<void>;
  /**
   * Takes those out of a snapshot of whom there is no event: an erasure that went on while the snapshot was taken has erased them, and
   * does not look again.
   *
   * @returns how many are left
   * @throws StoreError
   */
  dropGone(snapshot: SnapshotKey): Promise<number>;
  /** Erases all snapshots of a segment, but for the one that is given. @throws StoreError */
  forget(segment: Pick<SnapshotKey, 'siteId' | 'segmentId'>, but?: Pick<SnapshotKey, 'takenAt'>): Promise<void>;
}

const READ_TIMEOUT_MS = 60_000;

/** A server takes no value of more than 128 KiB: of twenty digits and a comma each. */
const IDS_AT_ONCE = 5_000;

/** All but one snapshot of a segment. */
const others =
  "WHERE site_id = {siteId:String} AND segment_id = {segmentId:String} AND taken_at != fromUnixTimestamp64Milli({takenAt:Int64}, 'UTC')";

const ofSnapshot =
  "site_id = {siteId:String} AND segment_id = {segmentId:String} AND taken_at = fromUnixTimestamp64Milli({takenAt:Int64}, 'UTC')";

/** Opens the members of an engine's segments. */
export const openSegmentMembers = (engine: Engine): SegmentMembers => ({
  async keep({ siteId, segmentId, takenAt }, visitorIds) {
    try {
      for (let from = 0; from < visitorIds.length; from += IDS_AT_ONCE)
        await engine.write((writer) =>
          writer.run({
            sql: `INSERT INTO segment_members SELECT {siteId:String}, {segmentId:String}, fromUnixTimestamp64Milli({takenAt:Int64}, 'UTC'),
              arrayJoin({ids:Array(UInt64)})`,
            params: { siteId, segmentId, takenAt, ids: visitorIds.slice(from, from + IDS_AT_ONCE).map(BigInt) },
            settings: { insert_deduplication_token: JSON.stringify([siteId, segmentId, takenAt, from]) },
          }),
        );
    } catch (error) {
      throw toStoreError(error, `keeping the members of the segment "${segmentId}"`);
    }
  },
  async dropGone(snapshot) {
    const params = { ...snapshot };
    const members = `SELECT visitor_id FROM segment_members WHERE ${ofSnapshot}`;
    const present = `SELECT visitor_id FROM events WHERE site_id = {siteId:String} AND visitor_id GLOBAL IN (${members})`;
    try {
      // Asked of a reader: it takes as long as a question, and what comes in must not wait for it.
      const { bytes } = await engine.read({
        sql: `SELECT uniqExact(visitor_id) AS kept, groupUniqArrayIf(toString(visitor_id), visitor_id GLOBAL NOT IN (${present})) AS gone FROM (${members})`,
        params,
        format: 'JSONCompact',
        timeoutMs: READ_TIMEOUT_MS,
      });
      const [row] = readCompactAnswer(bytes).rows;
      const gone = Array.isArray(row?.gone) ? row.gone.map((id) => BigInt(String(id))) : [];
      for (let from = 0; from < gone.length; from += IDS_AT_ONCE)
        await engine.write(async (writer) => {
          for (const server of writer.servers)
            await server.run({
              sql: `ALTER TABLE ${ownTable(engine.cluster, 'segment_members')} DELETE WHERE ${ofSnapshot} AND visitor_id IN {gone:Array(UInt64)}`,
              params: { ...params, gone: gone.slice(from, from + IDS_AT_ONCE) },
              settings: { mutations_sync: 2 },
            });
        });
      return Number(row?.kept ?? 0) - gone.length;
    } catch (error) {
      throw toStoreError(error, `looking up the members of the segment "${snapshot.segmentId}"`);
    }
  },
  async forget({ siteId, segmentId }, but) {
    try {
      // No snapshot was taken in 1970.
      const params = { siteId, segmentId, takenAt: but?.takenAt ?? 0 };
      await engine.write(async (writer) => {
        // Most segments have none; a table is not rewritten for that.
        const found = await writer.rows({ sql: `SELECT 1 FROM segment_members ${others} LIMIT 1`, params });
        if (found.length === 0) return;
        for (const server of writer.servers)
          await server.run({
            sql: `ALTER TABLE ${ownTable(engine.cluster, 'segment_members')} DELETE ${others}`,
            params,
            settings: { mutations_sync: 2 },
          });
      });
    } catch (error) {
      throw toStoreError(error, `erasing the members of the segment "${segmentId}"`);
    }
  },
});
