import { randomUUID } from 'node:crypto';
import { namedSegments, type SavedSegment } from '@telltale/query';
import type { Document, Documents } from '@telltale/store';
import { z } from 'zod';

/** A saved segment and who wrote it when. */
export interface KeptSegment extends SavedSegment {
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
  author: string;
  /** The version that was read before the change. Left out: the latest, whatever it is. */
  expectedVersion?: number;
}

/** The segments that people saved, as documents of their sites. */
export interface SavedSegments {
  /** In the order of their ids. @throws StoreError */
  list(siteId: string): Promise<KeptSegment[]>;
  /** @throws StoreError `conflict` when somebody else was faster */
  write(segment: WrittenSegment): Promise<KeptSegment>;
  /** @throws StoreError `conflict` */
  remove(segment: { siteId: string; id: string; author: string }): Promise<void>;
  /** What a definition may name; without looking when it names none. @throws StoreError */
  namedBy(siteId: string, definition: unknown): Promise<readonly SavedSegment[]>;
}

const KIND = 'segment';

const keptSchema = z.object({ title: z.string(), condition: z.unknown() });

const keptOf = ({ id, body, version, author, createdAt }: Document): KeptSegment => {
  const { title, condition } = keptSchema.parse(body);
  return { id, title, condition, version, changedBy: author, changedAt: createdAt };
};

/** An id for who does not choose one. */
export const newSegmentId = (): string => randomUUID();

/** Opens the saved segments. `documents` throws a Refusal while the store cannot be reached. */
export const createSavedSegments = (documents: () => Documents): SavedSegments => {
  const list = async (siteId: string) => (await documents().list({ kind: KIND, siteId })).map(keptOf);
  return {
    list,
    write: async ({ title, condition, ...written }) =>
      keptOf(await documents().put({ kind: KIND, ...written, body: { title, condition } })),
    remove: ({ siteId, id, author }) => documents().remove({ kind: KIND, siteId, id, author }),
    namedBy: async (siteId, definition) => (namedSegments(definition).length > 0 ? list(siteId) : []),
  };
};
