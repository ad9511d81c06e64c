import { randomUUID } from 'node:crypto';
import type { Engine } from './engine/engine.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { ownTable } from './migrations/create-table.ts';
import type { StoreRow } from './store.ts';
import { StoreError } from './store-error.ts';

/** Which document: `siteId` is empty for what belongs to no site. */
export interface DocumentKey {
  kind: string;
  siteId: string;
  id: string;
}

/** One version of a document. */
export interface Document<Body = unknown> extends DocumentKey {
  /** 1 for the first. */
  version: number;
  body: Body;
  /** Who wrote this version. */
  author: string;
  /** Epoch ms. */
  createdAt: number;
  /** True for the version that says the document was removed. */
  isRemoved: boolean;
}

export interface PutDocument extends DocumentKey {
  /** Any JSON value. */
  body: unknown;
  author: string;
  /** The version that was read before the change; 0 when there must be none yet. Left out: the latest, whatever it is. */
  expectedVersion?: number;
}

export interface RemoveDocument extends DocumentKey {
  author: string;
  expectedVersion?: number;
}

/** Versioned JSON documents: nothing is overwritten, a change is a new version. */
export interface Documents {
  /** Writes the next version. @throws StoreError `conflict` when another version came first */
  put(document: PutDocument): Promise<Document>;
  /** The latest version, or undefined when there is none or it was removed. */
  get(key: DocumentKey): Promise<Document | undefined>;
  /** The latest versions of a kind that are not removed, by id; of one site, or of all when `siteId` is left out. */
  list(of: { kind: string; siteId?: string }): Promise<Document[]>;
  /** Writes a version that says the document is removed. @throws StoreError `conflict` */
  remove(document: RemoveDocument): Promise<void>;
  /** Every version, newest first. */
  history(key: DocumentKey): Promise<Document[]>;
  /**
   * Erases versions for good: all of one document or those before one of them, all that a site has when only `siteId` is given, or those
   * of a kind of no site that were written before a time (epoch ms). Keep the last version of a document that is written again.
   */
  purge(
    documents: (DocumentKey & { beforeVersion?: number }) | { siteId: string } | { kind: string; before: number },
  ): Promise<void>;
}

/** Documents are few and small: an answer that takes longer than this is a sick engine. */
const READ_TIMEOUT_MS = 30_000;

const selection =
  'SELECT kind, site_id, id, version, body, author, toUnixTimestamp64Milli(created_at) AS created_at_ms, is_removed, write_id FROM documents';

const byAge =
  "WHERE kind = {kind:String} AND site_id = '' AND created_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC')";

const byKey = 'WHERE kind = {kind:String} AND site_id = {siteId:String} AND id = {id:String}';

const toDocument = (row: StoreRow): Document => ({
  kind: String(row.kind),
  siteId: String(row.site_id),
  id: String(row.id),
  version: Number(row.version),
  body: JSON.parse(String(row.body)),
  author: String(row.author),
  createdAt: Number(row.created_at_ms),
  isRemoved: row.is_removed === 1,
});

const whereOf = (documents: Parameters<Documents['purge']>[0]): string => {
  if ('before' in documents) return byAge;
  if ('id' in documents)
    return documents.beforeVersion === undefined ? byKey : `${byKey} AND version < {beforeVersion:UInt32}`;
  return 'WHERE site_id = {siteId:String}';
};

/** Opens the documents of an engine. */
export const openDocuments = (engine: Engine): Documents => {
  const read = async (sql: string, params: Record<string, unknown>) => {
    const { bytes } = await engine.read({
      sql,
      params,
      format: 'JSONCompact',
      timeoutMs: READ_TIMEOUT_MS,
      isShort: true,
    });
    return readCompactAnswer(bytes).rows;
  };

  const latest = async ({ kind, siteId, id }: DocumentKey): Promise<Document | undefined> => {
    const [row] = await read(`${selection} ${byKey} ORDER BY version DESC LIMIT 1`, { kind, siteId, id });
    return row && toDocument(row);
  };

  const conflict = (key: DocumentKey, expected: number, found: number) =>
    new StoreError(
      `The ${key.kind} "${key.id}" was changed in the meantime: version ${expected} was expected, version ${found} is there. Read it again and repeat the change.`,
      { code: 'conflict' },
    );

  const write = async (
    { kind, siteId, id, body, author, expectedVersion }: PutDocument,
    isRemoved: boolean,
  ): Promise<Document> => {
    const previous = (await latest({ kind, siteId, id }))?.version ?? 0;
    if (expectedVersion !== undefined && expectedVersion !== previous)
      throw conflict({ kind, siteId, id }, expectedVersion, previous);
    const document = { kind, siteId, id, version: previous + 1, body, author, createdAt: Date.now(), isRemoved };
    const writeId = randomUUID();
    try {
      await engine.write((writer) =>
        writer.run({
          sql: `INSERT INTO documents SELECT {kind:String}, {siteId:String}, {id:String}, {version:UInt32}, {body:String},
            {author:String}, fromUnixTimestamp64Milli({createdAt:Int64}, 'UTC'), {isRemoved:UInt8}, {writeId:String}`,
          params: { ...document, body: JSON.stringify(body), writeId },
          // Of two writers of the same version, the engine keeps the first block and drops the second in silence.
          settings: { insert_deduplication_token: JSON.stringify([kind, siteId, id, document.version]) },
        }),
      );
    } catch (error) {
      throw toStoreError(error, `writing the ${kind} "${id}"`);
    }
    const [stored] = await read(`${selection} ${byKey} AND version = {version:UInt32}`, {
      kind,
      siteId,
      id,
      version: document.version,
    });
    if (stored?.write_id !== writeId) throw conflict({ kind, siteId, id }, previous, document.version);
    return document;
  };

  return {
    put: (document) => write(document, false),
    async get(key) {
      const document = await latest(key);
      return document?.isRemoved ? undefined : document;
    },
    async list({ kind, siteId }) {
      const where = siteId === undefined ? '' : ' AND site_id = {siteId:String}';
      const rows = await read(
        `SELECT * FROM (${selection} WHERE kind = {kind:String}${where} ORDER BY site_id, id, version DESC LIMIT 1 BY site_id, id)
        WHERE is_removed = 0 ORDER BY site_id, id`,
        { kind, siteId: siteId ?? '' },
      );
      return rows.map(toDocument);
    },
    async remove(document) {
      await write({ ...document, body: null }, true);
    },
    async history({ kind, siteId, id }) {
      const rows = await read(`${selection} ${byKey} ORDER BY version DESC`, { kind, siteId, id });
      return rows.map(toDocument);
    },
    async purge(documents) {
      // An empty `siteId` alone would mean everything that belongs to no site.
      if (!('kind' in documents) && documents.siteId === '')
        throw new StoreError('Name the site whose documents are to be erased.', { code: 'invalid_query' });
      const where = whereOf(documents);
      // Most looks find nothing; a table is not rewritten for that.
      if (where === byAge && (await read(`SELECT 1 FROM documents ${byAge} LIMIT 1`, { ...documents })).length === 0)
        return;
      try {
        await engine.write(async (writer) => {
          for (const server of writer.servers)
            await server.run({
              sql: `ALTER TABLE ${ownTable(engine.cluster, 'documents')} DELETE ${where}`,
              params: { ...documents },
              // Documents are few: it takes milliseconds.
              settings: { mutations_sync: 2 },
            });
        });
      } catch (error) {
        throw toStoreError(error, 'erasing documents');
      }
    },
  };
};
