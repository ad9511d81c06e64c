import { randomUUID } from 'node:crypto';
import { namedSegments, type SavedSegment, type SegmentSnapshot } from '@telltale/query';
import type { Document, Store } from '@telltale/store';
import { z } from 'zod';

/** A saved segment and who wrote it when. */
export interface KeptSegment extends SavedSegment {
  /** Null while the condition is evaluated whenever it is asked. */
  snapshot: SegmentSnapshot | null;
  /** 1 for the first; a change makes the next. */
  version: number;
  /** `person:<id>` or `key:<id>`. */
  changedBy: string;
  /** Epoch ms. */
  changedAt: number;
}

/** What somebody writes to be kept. */
export interface WrittenSegment {
  siteId: string;
  id: string;
  title: string;
  condition: unknown;
  snapshot: SegmentSnapshot | null;
  author: string;
  /** The version that was read before the change. Left out: the latest, whatever it is. */
  expectedVersion?: number;
}

/** A segment and who was in it at a moment. */
interface TakenSnapshot extends Omit<WrittenSegment, 'snapshot'> {
  /** Epoch ms. */
  takenAt: number;
  /** Decimal ids, each once. */
  visitorIds: readonly string[];
}

/** The segments that people saved, as documents of their sites. */
export interface SavedSegments {
  /** In the order of their ids. @throws StoreError */
  list(siteId: string): Promise<KeptSegment[]>;
  /** @throws StoreError `conflict` when somebody else was faster */
  write(segment: WrittenSegment): Promise<KeptSegment>;
  /** Writes the segment with its members as they were then; an earlier snapshot of it is erased. @throws StoreError `conflict` */
  takeSnapshot(taken: TakenSnapshot): Promise<KeptSegment>;
  /** Its snapshot goes with it. @throws StoreError `conflict` */
  remove(segment: { siteId: string; id: string; author: string }): Promise<void>;
  /** What a definition may name; without looking when it names none. @throws StoreError */
  namedBy(siteId: string, definition: unknown): Promise<readonly SavedSegment[]>;
}

const KIND = 'segment';

const keptSchema = z.object({
  title: z.string(),
  condition: z.unknown(),
  // What was saved before there were snapshots says nothing of one.
  snapshot: z.object({ takenAt: z.number(), members: z.number() }).nullable().default(null),
});

const keptOf = ({ id, body, version, author, createdAt }: Document): KeptSegment => {
  const { title, condition, snapshot } = keptSchema.parse(body);
  return { id, title, condition, snapshot, version, changedBy: author, changedAt: createdAt };
};

/** An id for who does not choose one. */
export const newSegmentId = (): string => randomUUID();

/** Opens the saved segments. `store` throws a Refusal while the store cannot be reached. */
export const createSavedSegments = (store: () => Pick<Store, 'documents' | 'segmentMembers'>): SavedSegments => {
  const list = async (siteId: string) => (await store().documents.list({ kind: KIND, siteId })).map(keptOf);

  const write = async ({ title, condition, snapshot, ...written }: WrittenSegment): Promise<KeptSegment> => {
    const kept = keptOf(await store().documents.put({ kind: KIND, ...written, body: { title, condition, snapshot } }));
    await store().segmentMembers.forget({ siteId: written.siteId, segmentId: written.id }, snapshot ?? undefined);
    return kept;
  };

  return {
    list,
    write,
    takeSnapshot: async ({ takenAt, visitorIds, ...written }) => {
      const { siteId, id } = written;
      // Before the segment says so: whoever asks meanwhile gets the members of before.
      const snapshot = { siteId, segmentId: id, takenAt };
      await store().segmentMembers.keep(snapshot, visitorIds);
      const members = await store().segmentMembers.dropGone(snapshot);
      return write({ ...written, snapshot: { takenAt, members } });
    },
    remove: async ({ siteId, id, author }) => {
      await store().documents.remove({ kind: KIND, siteId, id, author });
      await store().segmentMembers.forget({ siteId, segmentId: id });
    },
    namedBy: async (siteId, definition) => (namedSegments(definition).length > 0 ? list(siteId) : []),
  };
};
