import { type Documents, StoreError } from '@telltale/store';
import { type Import, importSchema } from './import.ts';

/** An import and the version that was read: whoever writes the next one first has it. */
export interface BookedImport {
  value: Import;
  version: number;
}

/** The imports of all sites, as documents. */
export interface ImportBook {
  /** Newest first. */
  list(siteId: string): Promise<Import[]>;
  get(siteId: string, id: string): Promise<BookedImport | undefined>;
  add(value: Import): Promise<BookedImport>;
  /** Writes the next version. @returns nothing when another collector wrote it first. */
  change(booked: BookedImport, value: Import): Promise<BookedImport | undefined>;
  /** Forgets it for good. */
  remove(value: Import): Promise<void>;
}

const KIND = 'import';

/** Each part of a file leaves a version: they are taken away when they are so many. That rewrites the table, so it is not done each time. */
const MOST_VERSIONS = 32;

/** Keeps imports as documents of their site, so that any collector can go on with them. */
export const createImportBook = (documents: () => Documents): ImportBook => {
  const write = async (value: Import, expectedVersion: number): Promise<BookedImport> => {
    const { siteId, id, createdBy: author } = value;
    const key = { kind: KIND, siteId, id };
    const { version } = await documents().put({ ...key, body: value, author, expectedVersion });
    if (version % MOST_VERSIONS === 0)
      await documents()
        .purge({ ...key, beforeVersion: version })
        // The import went on all the same; the next time takes them along.
        .catch(() => undefined);
    return { value, version };
  };

  return {
    list: async (siteId) =>
      (await documents().list({ kind: KIND, siteId }))
        .map(({ body }) => importSchema.parse(body))
        .sort((one, other) => other.createdAt - one.createdAt),
    get: async (siteId, id) => {
      const found = await documents().get({ kind: KIND, siteId, id });
      return found && { value: importSchema.parse(found.body), version: found.version };
    },
    add: (value) => write(value, 0),
    change: async ({ version }, value) => {
      try {
        return await write(value, version);
      } catch (error) {
        if (error instanceof StoreError && error.code === 'conflict') return undefined;
        throw error;
      }
    },
    remove: ({ siteId, id }) => documents().purge({ kind: KIND, siteId, id }),
  };
};
