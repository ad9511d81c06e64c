import { type Store, StoreError } from '@telltale/store';
import type { SealedSegment, Spool } from './spool.ts';

/** What the writer tells while it works. */
export interface WriterEvents {
  onStored?: (stored: { segment: SealedSegment; rows: number; duplicates: number; elapsedMs: number }) => void;
  onFailed?: (failed: { segment: SealedSegment; error: unknown; retryInMs: number }) => void;
  onSetAside?: (refused: {
    segment: SealedSegment;
    /** How many lines were taken out. */
    lines: number;
    /** How many of them are counted as events that were set aside. */
    events: number;
    /** What the store said of the first. */
    error: StoreError;
  }) => void;
  /** Told when lines of a segment were taken out, as damaged or set aside: what was counted of it is true no more. */
  onChanged?: (segment: SealedSegment) => void;
}

export interface WriterOptions extends WriterEvents {
  spool: Spool;
  /** The store, or nothing while it was never reached. */
  store: () => Pick<Store, 'insertSegment' | 'unreadableLines'> | undefined;
  /** A clock that is never set: retries wait by it. */
  steadyMs?: () => number;
}

/** What drains the spool into the store. */
export interface Writer {
  /** Resolves when the spool is empty, or after this long: the rest waits for the next start. @returns true when it is empty. */
  drain(withinMs: number): Promise<boolean>;
  /** Resolves when the segment that is under way is done. */
  stop(): Promise<void>;
}

const FIRST_RETRY_MS = 250;
/** Short enough that events become visible within 10 s of the store's return. */
const LONGEST_RETRY_MS = 5_000;
/** A segment that the store itself refuses is tried this seldom: it needs a person, and the log need not fill meanwhile. */
const REFUSED_RETRY_MS = 60_000;

/** With jitter, so that several collectors do not come back all at once. */
const retryDelay = (failures: number, longestMs: number) =>
  Math.round(Math.min(longestMs, FIRST_RETRY_MS * 2 ** Math.min(failures, 20)) * (0.5 + Math.random() / 2));

/** True when the store as a whole cannot take segments now, so that trying another one is of no use. */
const isStoreAway = (error: unknown) => !(error instanceof StoreError) || error.isRetryable;

/**
 * Hands whole segments to the store, one at a time, each compared with its checks just before, and removes those that are stored.
 * While the store is away all wait; a segment that only itself is refused, or that the disk does not give back, holds up no other,
 * and neither do lines that cannot be read. While a backlog drains, the newest segment and the oldest take turns, so that fresh
 * events are soon seen.
 */
export const startWriter = ({
  spool,
  store,
  onStored,
  onFailed,
  onSetAside,
  onChanged,
  steadyMs = () => performance.now(),
}: WriterOptions): Writer => {
  const refused = new Map<string, { failures: number; notBefore: number }>();
  const away = { failures: 0, notBefore: 0 };
  let isStopped = false;
  let takesNewest = false;
  let wake = () => {};

  const isRipe = ({ token }: SealedSegment) => (refused.get(token)?.notBefore ?? 0) <= steadyMs();

  const next = (): SealedSegment | undefined => {
    if (away.notBefore > steadyMs()) return undefined;
    takesNewest = !takesNewest;
    return takesNewest ? spool.sealed().findLast(isRipe) : spool.sealed().find(isRipe);
  };

  const postpone = (segment: SealedSegment, error: unknown, isAway: boolean) => {
    let retryInMs: number;
    if (isAway) {
      retryInMs = retryDelay(away.failures, LONGEST_RETRY_MS);
      Object.assign(away, { failures: away.failures + 1, notBefore: steadyMs() + retryInMs });
    } else {
      const { failures } = refused.get(segment.token) ?? { failures: 0 };
      retryInMs = retryDelay(failures, REFUSED_RETRY_MS);
      refused.set(segment.token, { failures: failures + 1, notBefore: steadyMs() + retryInMs });
    }
    onFailed?.({ segment, error, retryInMs });
  };

  /** @returns true when the lines that the store cannot read were set aside, so that the rest can be tried at once. */
  const setAside = async (segment: SealedSegment, error: unknown): Promise<boolean> => {
    if (!(error instanceof StoreError) || error.code !== 'invalid_segment' || error.line === undefined) return false;
    const found = await store()
      ?.unreadableLines(segment)
      // The first one is known.
      .catch(() => undefined);
    const lines = [...new Set([error.line, ...(found ?? [])])];
    try {
      const events = await spool.setAside(segment, lines);
      onSetAside?.({ segment, lines: lines.length, events, error });
      onChanged?.(segment);
      return true;
    } catch {
      return false;
    }
  };

  /** @returns true when the segment can be handed over: sound, and still there. */
  const isReady = async (segment: SealedSegment): Promise<boolean> => {
    try {
      if (await spool.check(segment)) onChanged?.(segment);
      return spool.sealed().includes(segment);
    } catch (error) {
      postpone(segment, error, false);
      return false;
    }
  };

  const write = async (segment: SealedSegment) => {
    const startedAt = performance.now();
    try {
      const connected = store();
      if (!connected)
        throw new StoreError('The store was not reached yet.', { code: 'unavailable', isRetryable: true });
      if (!(await isReady(segment))) return;
      const { rows, duplicates } = await connected.insertSegment({ path: segment.path, token: segment.token });
      await spool.remove(segment);
      // One that was refused is taken now: the store has changed its mind, so the others need not wait either.
      if (refused.delete(segment.token)) refused.clear();
      Object.assign(away, { failures: 0, notBefore: 0 });
      onStored?.({ segment, rows, duplicates, elapsedMs: performance.now() - startedAt });
    } catch (error) {
      if (!(await setAside(segment, error))) postpone(segment, error, isStoreAway(error));
    }
  };

  const sleep = () =>
    new Promise<void>((resolve) => {
      const untilRipe = spool.sealed().map(({ token }) => (refused.get(token)?.notBefore ?? 0) - steadyMs());
      const waitMs = Math.max(away.notBefore - steadyMs(), Math.min(LONGEST_RETRY_MS, ...untilRipe), 10);
      const timer = setTimeout(resolve, waitMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  spool.onSealed(() => wake());
  const running = (async () => {
    while (!isStopped) {
      const segment = next();
      if (segment) await write(segment);
      else await sleep();
    }
  })();

  return {
    drain: async (withinMs) => {
      const deadlineMs = steadyMs() + withinMs;
      refused.clear();
      away.notBefore = 0;
      wake();
      while (spool.sealed().length > 0 && steadyMs() < deadlineMs)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return spool.sealed().length === 0;
    },
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
};
