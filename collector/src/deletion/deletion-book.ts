import { type Documents, StoreError } from '@telltale/store';
import { type Deletion, deletionSchema } from './deletion.ts';

/** A deletion and the version that was read: whoever writes the next one first has it. */
export interface BookedDeletion {
  deletion: Deletion;
  version: number;
}

/** The deletions that were requested and are not forgotten yet. */
export interface DeletionBook {
  list(): Promise<BookedDeletion[]>;
  get(id: string): Promise<BookedDeletion | undefined>;
  add(deletion: Deletion): Promise<BookedDeletion>;
  /** Writes the next version. @returns nothing when another collector wrote it first. */
  change(booked: BookedDeletion, change: Partial<Deletion>): Promise<BookedDeletion | undefined>;
  /** Erases it with the person that it names. */
  forget(id: string): Promise<void>;
}

const KIND = 'deletion';
const keyOf = (id: string) => ({ kind: KIND, siteId: '', id });

/** Keeps deletions as documents that belong to no site, so that a site's deletion outlives the site. */
export const createDeletionBook = (documents: () => Documents): DeletionBook => {
  const write = async (deletion: Deletion, expectedVersion: number): Promise<BookedDeletion> => {
    const { version } = await documents().put({
      ...keyOf(deletion.id),
      body: deletion,
      author: deletion.requestedBy,
      expectedVersion,
    });
    return { deletion, version };
  };

  return {
    list: async () =>
      (await documents().list({ kind: KIND }))
        .map(({ body, version }) => ({ deletion: deletionSchema.parse(body), version }))
        .sort((one, other) => other.deletion.requestedAt - one.deletion.requestedAt),
    get: async (id) => {
      const found = await documents().get(keyOf(id));
      return found && { deletion: deletionSchema.parse(found.body), version: found.version };
    },
    add: (deletion) => write(deletion, 0),
    change: async ({ deletion, version }, change) => {
      try {
        return await write({ ...deletion, ...change }, version);
      } catch (error) {
        if (error instanceof StoreError && error.code === 'conflict') return undefined;
        throw error;
      }
    },
    forget: (id) => documents().purge(keyOf(id)),
  };
};
