import { openAuditLog } from './audit-log.ts';
import { openBackups } from './backups.ts';
import { openDelivery } from './delivery/delivery.ts';
import { readDiskUse } from './disk-use.ts';
import { openDocuments } from './documents.ts';
import { type ConnectOptions, connect } from './engine/connect.ts';
import { readCompactAnswer } from './engine/read-answer.ts';
import { toStoreError } from './engine/to-store-error.ts';
import { openErasure } from './erasure.ts';
import { openEventIds } from './event-ids.ts';
import { insertSegment } from './insert-segment.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openSegmentMembers } from './segment-members.ts';
import type { ReadOptions, Store } from './store.ts';
import { StoreError } from './store-error.ts';
import { unreadableLines } from './unreadable-lines.ts';

export type OpenStoreOptions = ConnectOptions;

const DEFAULT_TIMEOUT_MS = 30_000;

/** How answers are written, whatever the server's own defaults are. Long integers are quoted when they are read. */
const answerSettings = {
  output_format_json_quote_decimals: 1,
  output_format_json_quote_64bit_integers: 0,
} as const;

/** There are no projections; looking for one took a fifth of the planning of a small aggregate. */
const planSettings = { optimize_use_projections: 0 } as const;

/**
 * Opens the store: ClickHouse inside this process (`dataDir`), on a server (`url`) or on a cluster of them (`cluster`).
 *
 * @throws StoreError `locked` when another process holds the data folder
 */
export const openStore = async (options: OpenStoreOptions): Promise<Store> => {
  const engine = await connect(options);
  const statementOf = ({ signal, timeoutMs = DEFAULT_TIMEOUT_MS }: ReadOptions = {}) => ({
    settings: { ...answerSettings, ...planSettings, max_memory_usage: engine.maxQueryMemoryBytes },
    signal,
    timeoutMs,
  });

  const store: Store = {
    migrate: (onProgress) => migrate(engine, migrations, onProgress),
    async rows(query, readOptions) {
      const { bytes, elapsedMs } = await engine.read({ ...query, ...statementOf(readOptions), format: 'JSONCompact' });
      return { ...readCompactAnswer(bytes), elapsedMs };
    },
    bytes: (query, readOptions) => engine.read({ ...query, ...statementOf(readOptions), format: 'RowBinary' }),
    columns: (query, readOptions) => engine.read({ ...query, ...statementOf(readOptions), format: 'Native' }),
    insertSegment: (segment) => insertSegment(engine, segment),
    unreadableLines: ({ path }) => unreadableLines(engine, path),
    eventIds: openEventIds(engine),
    documents: openDocuments(engine),
    delivery: openDelivery(engine),
    segmentMembers: openSegmentMembers(engine),
    erasure: openErasure(engine),
    auditLog: openAuditLog(engine),
    backups: openBackups(engine, migrations),
    diskUse: (nowMs) => readDiskUse(engine, nowMs),
    async ping() {
      try {
        await engine.ping();
      } catch (error) {
        const failure = toStoreError(error, 'answering a ping');
        if (failure.code === 'denied' || failure.code === 'closed') throw failure;
        throw new StoreError('ClickHouse does not answer.', { code: 'unavailable', isRetryable: true, cause: error });
      }
    },
    close: () => engine.close(),
  };
  return store;
};
