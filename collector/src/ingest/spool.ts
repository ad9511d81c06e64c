import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../lib/refusal.ts';
import { boundKeptFiles } from './bound-kept-files.ts';
import { checkedToken, createGrouping } from './group-check.ts';
import type { Mended } from './mend-segment.ts';
import { readLeftovers } from './read-leftovers.ts';
import { createSealedSegments } from './sealed-segments.ts';
import { probeFolder, syncFolder } from './segment-file.ts';
import { waitPatiently } from './wait-patiently.ts';

/** A file of whole lines that grows no more. */
export interface SealedSegment {
  /** Names the segment in the store: storing it twice stores it once. */
  token: string;
  path: string;
  sizeBytes: number;
  /** Epoch ms. */
  openedAt: number;
}

/** What was found wrong with a segment, and taken out. */
export interface MendedSegment extends Omit<Mended, 'sizeBytes'> {
  token: string;
}

/** The on-disk log before the store. */
export interface Spool {
  /**
   * Appends whole lines, each ending in a line feed, and resolves with their segment's token once they are synced to disk.
   * @throws Refusal 503 when they are not: then nothing of them will be answered for.
   */
  append(lines: string): Promise<string>;
  /** Sealed segments not yet in the store, oldest first. */
  sealed(): readonly SealedSegment[];
  /** Forgets a segment that the store has: its file goes. */
  remove(segment: SealedSegment): Promise<void>;
  /**
   * Compares a segment with its checks; what is damaged is taken out, kept beside and counted in its place.
   * @returns true when something was.
   * @throws when it cannot be read.
   */
  check(segment: SealedSegment): Promise<boolean>;
  /** What an earlier process left, oldest first, each checked just before; one that cannot be read is left out. */
  checkedLeftovers(): AsyncIterable<SealedSegment>;
  /**
   * Takes out lines (1-based) that the store cannot read, so that they keep no other from being stored; they are kept beside, and
   * lines that count them take their place.
   * @returns how many events are counted as set aside.
   */
  setAside(segment: SealedSegment, lines: readonly number[]): Promise<number>;
  /** Closes the segment that is being written, so that the writer can have it. */
  seal(): Promise<void>;
  /** Called when a segment was sealed. */
  onSealed(listener: () => void): void;
  /** Age in ms of the oldest event that is not in the store; 0 when there is none. */
  oldestAgeMs(nowMs: number): number;
  sizeBytes(): number;
  /** Resolves when a file can be written beside the segments. @throws when it cannot. */
  probe(): Promise<void>;
  /** Syncs and seals what is being written and takes nothing more. */
  close(): Promise<void>;
}

export interface SpoolOptions {
  folder: string;
  maxBytes: number;
  nowMs?: () => number;
  /** A disk that takes longer to sync is waited for no longer: senders are told to come back. Default 5 s. */
  patienceMs?: number;
  /** Told of what was torn or damaged. */
  onMended?: (mended: MendedSegment) => void;
  /** Told of a segment that the disk does not give back. */
  onUnreadable?: (unreadable: { token: string; error: unknown }) => void;
}

/** A segment is handed over after this long, so that an event is soon visible… */
const SEGMENT_AGE_MS = 500;
/** …or after this long when it holds this much by then: a hand-over costs the engine the same whatever is in it. */
const BUSY_SEGMENT_AGE_MS = 1_250;
const BUSY_SEGMENT_BYTES = 512 * 1024;
/** …but after this long while others wait already: a store that was away then gets fewer, larger ones. */
const BACKLOG_SEGMENT_AGE_MS = 5_000;
/** A segment is handed over when it is this large, however young. */
const SEGMENT_BYTES = 32 * 1024 * 1024;
/** More than this does not wait in memory for a slow disk. */
const WAITING_BYTES = 32 * 1024 * 1024;
/** Senders' connections pile up while a sync hangs. */
const PATIENCE_MS = 5_000;
/** Senders try again after this long. */
const RETRY_AFTER_S = 10;

interface Writing {
  token: string;
  file: FileHandle;
  path: string;
  /** Bytes that are synced; whatever lies behind them was not answered for. */
  sizeBytes: number;
  openedAt: number;
  /** By a clock that is never set. */
  startedAt: number;
}

interface Waiting {
  lines: string;
  resolve(token: string): void;
  reject(error: unknown): void;
}

const unavailable = (cause: unknown) =>
  new Refusal(503, 'spool_unavailable', 'The collector cannot write to its disk; send the batch again later.', {
    retryAfterS: RETRY_AFTER_S,
    cause,
  });

/**
 * Opens the folder of segments, those of an earlier process included.
 * Requests that wait while a sync runs share the next one: many answers for one sync. What is synced together is a group of the
 * segment, and carries its check.
 */
export const openSpool = async (options: SpoolOptions): Promise<Spool> => {
  const { folder, maxBytes, nowMs = Date.now, patienceMs = PATIENCE_MS } = options;
  await mkdir(folder, { recursive: true });
  const sealed = createSealedSegments({ ...options, leftovers: await readLeftovers(options) });
  // Each start may have cut a torn end.
  await boundKeptFiles(folder);
  let writing: Writing | undefined;
  /** What was being written, until it stands among the sealed. */
  let sealing: Writing | undefined;
  /** Bytes that are being written and synced. */
  let committingBytes = 0;
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let isSealDue = false;
  let isStalled = false;
  let isClosed = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let probing: Promise<void> | undefined;
  const listeners: (() => void)[] = [];
  const groupOfTexts = createGrouping();

  const openSegment = async (): Promise<Writing> => {
    const openedAt = nowMs();
    const token = checkedToken(`${String(openedAt).padStart(13, '0')}-${randomBytes(6).toString('hex')}`);
    const file = path.join(folder, `${token}.open`);
    const handle = await open(file, 'wx');
    try {
      // Without this the file's name, and with it all its lines, could be missing after a power cut.
      await syncFolder(folder);
    } catch (error) {
      await handle.close();
      throw error;
    }
    timer = setTimeout(() => requestSeal(), SEGMENT_AGE_MS);
    return { token, file: handle, path: file, sizeBytes: 0, openedAt, startedAt: performance.now() };
  };

  const sealNow = async () => {
    clearTimeout(timer);
    isSealDue = false;
    const finished = writing;
    writing = undefined;
    if (!finished) return;
    sealing = finished;
    const { token, sizeBytes, openedAt } = finished;
    // All that counts is synced; a close that fails changes nothing.
    await finished.file.close().catch(() => undefined);
    if (sizeBytes === 0) {
      sealing = undefined;
      return unlink(finished.path);
    }
    const segment = { token, path: path.join(folder, `${token}.ndjson`), sizeBytes, openedAt };
    // In a folder that was made read-only it keeps its name, and is handed over all the same.
    await rename(finished.path, segment.path).catch(() => {
      segment.path = finished.path;
    });
    sealed.add(segment);
    sealing = undefined;
    for (const listener of listeners) listener();
  };

  /** After a failed write nobody knows what lies behind the synced bytes: cut it off and begin a new file. */
  const abandon = async () => {
    await writing?.file.truncate(writing.sizeBytes).catch(() => undefined);
    await sealNow().catch(() => undefined);
  };

  const commit = async (group: readonly Waiting[]) => {
    try {
      const bytes = groupOfTexts(group.map(({ lines }) => lines));
      committingBytes = bytes.length;
      writing ??= await openSegment();
      await writing.file.appendFile(bytes);
      await writing.file.datasync();
      writing.sizeBytes += bytes.length;
      committingBytes = 0;
      for (const { resolve } of group) resolve(writing.token);
    } catch (error) {
      const refusal = unavailable(error);
      for (const { reject } of group) reject(refusal);
      committingBytes = 0;
      await abandon();
    }
  };

  const takeWaiting = () => {
    const group = waiting;
    waiting = [];
    waitingBytes = 0;
    return group;
  };

  /** Nobody waits for a disk that hangs. What it takes in the end all the same, senders send again: it counts once. */
  const giveUp = (group: readonly Waiting[]) => {
    isStalled = true;
    const refusal = unavailable(new Error(`The disk has not synced for ${patienceMs} ms.`));
    for (const { reject } of [...group, ...takeWaiting()]) reject(refusal);
  };

  const run = async () => {
    while (waiting.length > 0 || isSealDue) {
      const group = takeWaiting();
      const stopWaiting = waitPatiently(patienceMs, () => giveUp(group));
      if (group.length > 0) await commit(group);
      if (isSealDue || (writing?.sizeBytes ?? 0) >= SEGMENT_BYTES) await sealNow().catch(() => undefined);
      stopWaiting();
      isStalled = false;
    }
    running = undefined;
  };
  const kick = (): Promise<void> => {
    running ??= run();
    return running;
  };

  const requestSeal = () => {
    const ageMs = writing ? performance.now() - writing.startedAt : 0;
    const isBusy = (writing?.sizeBytes ?? 0) >= BUSY_SEGMENT_BYTES && ageMs < BUSY_SEGMENT_AGE_MS;
    if (isBusy || (sealed.list().length > 0 && ageMs < BACKLOG_SEGMENT_AGE_MS)) {
      timer = setTimeout(requestSeal, isBusy ? BUSY_SEGMENT_AGE_MS - ageMs : SEGMENT_AGE_MS);
      return;
    }
    isSealDue = true;
    void kick();
  };

  const sizeBytes = () =>
    sealed.sizeBytes() + (sealing?.sizeBytes ?? 0) + (writing?.sizeBytes ?? 0) + committingBytes + waitingBytes;

  const whyNot = (length: number): string | undefined => {
    if (isClosed) return 'The spool is closed.';
    if (isStalled) return 'The disk has not synced for a while.';
    if (waitingBytes + length > WAITING_BYTES) return 'Too much waits for the disk.';
    return sizeBytes() + length > maxBytes ? 'The spool is full.' : undefined;
  };

  return {
    append: (lines) =>
      new Promise<string>((resolve, reject) => {
        const reason = whyNot(lines.length);
        if (reason !== undefined) return reject(unavailable(new Error(reason)));
        waiting.push({ lines, resolve, reject });
        waitingBytes += lines.length;
        void kick();
      }),
    sealed: sealed.list,
    remove: sealed.remove,
    check: sealed.check,
    checkedLeftovers: sealed.checkedLeftovers,
    setAside: sealed.setAside,
    seal: async () => {
      isSealDue = true;
      await kick();
    },
    onSealed: (listener) => void listeners.push(listener),
    oldestAgeMs: (now) => {
      const oldest = Math.min(
        writing?.openedAt ?? now,
        sealing?.openedAt ?? now,
        ...sealed
          .list()
          .slice(0, 1)
          .map(({ openedAt }) => openedAt),
      );
      return Math.max(0, now - oldest);
    },
    sizeBytes,
    probe: () => {
      probing ??= probeFolder(folder).finally(() => {
        probing = undefined;
      });
      return probing;
    },
    close: async () => {
      isClosed = true;
      isSealDue = true;
      await kick();
    },
  };
};
