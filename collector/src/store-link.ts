import { type MigrationProgress, openStore, type Store, StoreError, type StoreErrorCode } from '@telltale/store';
import { Refusal } from './lib/refusal.ts';

/** The way to the store, which may be away: a server that starts later, or went down. */
export interface StoreLink {
  /** The store once its migrations are done; nothing before. */
  current(): Store | undefined;
  /** @throws Refusal 503 `store_unavailable` before the store was reached. */
  required(): Store;
  /** Resolves when the store was reached for the first time; rejects when it never will be. */
  whenReady: Promise<void>;
  /** For how long the store has not answered, in ms; 0 when it just did. Asks it at most once a second. */
  awayMs(): Promise<number>;
  close(): Promise<void>;
}

export interface StoreLinkOptions {
  /** Folder of the embedded store; used when there is no `url`. */
  dataDir: string;
  url: string;
  database: string;
  cluster: string;
  onProgress?: (progress: MigrationProgress) => void;
  /** Told of each attempt that failed. */
  onAway?: (error: unknown, retryInMs: number) => void;
  /** Runs once the migrations are done; the link is ready when it is done too. */
  prepare: () => Promise<void>;
  nowMs?: () => number;
}

/** Trying again cannot mend these; a person must. */
const hopeless: readonly StoreErrorCode[] = ['newer_database', 'locked', 'denied', 'invalid_query'];
const isHopeless = (error: unknown) => error instanceof StoreError && hopeless.includes(error.code);

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
const ASK_EVERY_MS = 1_000;

/**
 * Reaches for the store, over and over until it answers. Taking events does not wait for it.
 * @throws StoreError when the embedded store cannot be opened.
 */
export const openStoreLink = async (options: StoreLinkOptions): Promise<StoreLink> => {
  const { dataDir, url, database, cluster, onProgress, onAway, prepare, nowMs = Date.now } = options;
  const store = await openStore(
    url ? { url, ...(database && { database }), ...(cluster && { cluster }) } : { dataDir },
  );
  let isReady = false;
  let isClosed = false;
  let awaySince: number | undefined = nowMs();
  let askedAt = Number.NEGATIVE_INFINITY;
  let stopWaiting = () => {};

  const reach = async () => {
    for (let failures = 0; !isClosed; failures += 1) {
      try {
        await store.migrate(onProgress);
        isReady = true;
        await prepare();
        awaySince = undefined;
        return;
      } catch (error) {
        isReady = false;
        if (!url || isHopeless(error)) throw error;
        const retryInMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
        onAway?.(error, retryInMs);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, retryInMs);
          stopWaiting = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  };
  const whenReady = reach();
  // It is awaited by whoever starts the collector; until then a failure must not count as unhandled.
  whenReady.catch(() => undefined);

  return {
    current: () => (isReady ? store : undefined),
    required: () => {
      if (isReady) return store;
      throw new Refusal(503, 'store_unavailable', 'The store cannot be reached yet; try again later.', {
        retryAfterS: 5,
      });
    },
    whenReady,
    awayMs: async () => {
      if (isReady && nowMs() - askedAt >= ASK_EVERY_MS) {
        askedAt = nowMs();
        await store.ping().then(
          () => {
            awaySince = undefined;
          },
          () => {
            awaySince ??= nowMs();
          },
        );
      }
      return awaySince === undefined ? 0 : nowMs() - awaySince;
    },
    close: async () => {
      isClosed = true;
      stopWaiting();
      await whenReady.catch(() => undefined);
      await store.close();
    },
  };
};
