import type { Engine } from './engine/engine.ts';
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
  /** Erases all snapshots of a segment, but for the one that is given. @throws StoreError */
  forget(segment: Pick<SnapshotKey, 'siteId' | 'segmentId'>, but?: Pick<SnapshotKey, 'takenAt'>): Promise<void>;
}

/** A server takes no value of more than 128 KiB: of twenty digits and a comma each. */
const IDS_AT_ONCE = 5_000;

/** All but one snapshot of a segment. */
const others =
  "WHERE site_id = {siteId:String} AND segment_id = {segmentId:String} AND taken_at != fromUnixTimestamp64Milli({takenAt:Int64}, 'UTC')";

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
