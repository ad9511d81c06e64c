import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../lib/refusal.ts';
import { boundKeptFiles } from './bound-kept-files.ts';
import { type SetAsideEvent, setAsideLine } from './set-aside-line.ts';
import { cutTornTail } from './torn-tail.ts';

/** A file of whole lines that grows no more. */
export interface SealedSegment {
  /** Names the segment in the store: storing it twice stores it once. */
  token: string;
  path: string;
  sizeBytes: number;
  /** Epoch ms. */
  openedAt: number;
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
   * Takes out a line (1-based) that the store cannot read, so that it keeps no other from being stored; it is kept beside, and a line
   * that counts it takes its place.
   * @returns whose event it was; nothing when it was none.
   */
  setAside(segment: SealedSegment, line: number): Promise<SetAsideEvent | undefined>;
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
  /** Told of what was cut off a torn segment at the start. */
  onTorn?: (torn: { token: string; cutBytes: number }) => void;
}

/** A segment is handed over after this long, so that an event is soon visible… */
const SEGMENT_AGE_MS = 500;
/** …but after this long while others wait already: a store that was away then gets fewer, larger ones. */
const BACKLOG_SEGMENT_AGE_MS = 5_000;
/** A segment is handed over when it is this large, however young. */
const SEGMENT_BYTES = 32 * 1024 * 1024;
/** Senders try again after this long. */
const RETRY_AFTER_S = 10;

interface Writing {
  token: string;
  file: FileHandle;
  path: string;
  /** Bytes that are synced; whatever lies behind them was not answered for. */
  sizeBytes: number;
  openedAt: number;
}

interface Waiting {
  lines: string;
  resolve(token: string): void;
  reject(error: unknown): void;
}

const syncFolder = async (folder: string) => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const unavailable = (cause: unknown) =>
  new Refusal(503, 'spool_unavailable', 'The collector cannot write to its disk; send the batch again later.', {
    retryAfterS: RETRY_AFTER_S,
    cause,
  });

const probe = async (folder: string) => {
  const file = path.join(folder, '.probe');
  await writeFile(file, 'written to see whether it can be\n');
  await unlink(file);
};

/** Reads what an earlier process left behind; a tail that was torn off in mid-write is cut. */
const readLeftovers = async ({ folder, onTorn }: SpoolOptions): Promise<SealedSegment[]> => {
  const leftovers: SealedSegment[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const { name: token, ext } = path.parse(name);
    if (ext !== '.ndjson' && ext !== '.open') continue;
    const sealedPath = path.join(folder, `${token}.ndjson`);
    if (ext === '.open') {
      const cutBytes = await cutTornTail(path.join(folder, name));
      if (cutBytes > 0) onTorn?.({ token, cutBytes });
      await rename(path.join(folder, name), sealedPath);
    }
    const { size: sizeBytes } = await stat(sealedPath);
    if (sizeBytes === 0) await unlink(sealedPath);
    else leftovers.push({ token, path: sealedPath, sizeBytes, openedAt: Number.parseInt(token, 10) || 0 });
  }
  return leftovers;
};

/**
 * Opens the folder of segments, those of an earlier process included.
 * Requests that wait while a sync runs share the next one: many answers for one sync.
 */
export const openSpool = async (options: SpoolOptions): Promise<Spool> => {
  const { folder, maxBytes, nowMs = Date.now } = options;
  await mkdir(folder, { recursive: true });
  const sealed = await readLeftovers(options);
  // Each start may have cut a torn end.
  await boundKeptFiles(folder);
  let sealedBytes = sealed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let writing: Writing | undefined;
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let isSealDue = false;
  let isClosed = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let probing: Promise<void> | undefined;
  const listeners: (() => void)[] = [];

  const openSegment = async (): Promise<Writing> => {
    const openedAt = nowMs();
    const token = `${String(openedAt).padStart(13, '0')}-${randomBytes(6).toString('hex')}`;
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
    return { token, file: handle, path: file, sizeBytes: 0, openedAt };
  };

  const sealNow = async () => {
    clearTimeout(timer);
    isSealDue = false;
    const finished = writing;
    writing = undefined;
    if (!finished) return;
    await finished.file.close();
    if (finished.sizeBytes === 0) return unlink(finished.path);
    const { token, sizeBytes, openedAt } = finished;
    const sealedPath = path.join(folder, `${token}.ndjson`);
    await rename(finished.path, sealedPath);
    sealed.push({ token, path: sealedPath, sizeBytes, openedAt });
    sealedBytes += sizeBytes;
    for (const listener of listeners) listener();
  };

  /** After a failed write nobody knows what lies behind the synced bytes: cut it off and begin a new file. */
  const abandon = async () => {
    await writing?.file.truncate(writing.sizeBytes).catch(() => undefined);
    await sealNow().catch(() => undefined);
  };

  const commit = async (group: readonly Waiting[]) => {
    try {
      writing ??= await openSegment();
      const bytes = Buffer.from(group.map(({ lines }) => lines).join(''));
      await writing.file.appendFile(bytes);
      await writing.file.datasync();
      writing.sizeBytes += bytes.length;
      const { token } = writing;
      for (const { resolve } of group) resolve(token);
    } catch (error) {
      const refusal = unavailable(error);
      for (const { reject } of group) reject(refusal);
      await abandon();
    }
  };

  const run = async () => {
    while (waiting.length > 0 || isSealDue) {
      const group = waiting;
      waiting = [];
      waitingBytes = 0;
      if (group.length > 0) await commit(group);
      if (isSealDue || (writing?.sizeBytes ?? 0) >= SEGMENT_BYTES) await sealNow().catch(() => undefined);
    }
    running = undefined;
  };
  const kick = (): Promise<void> => {
    running ??= run();
    return running;
  };

  const requestSeal = () => {
    const backlogAgeMs = writing ? nowMs() - writing.openedAt : 0;
    if (sealed.length > 0 && backlogAgeMs < BACKLOG_SEGMENT_AGE_MS) {
      timer = setTimeout(requestSeal, SEGMENT_AGE_MS);
      return;
    }
    isSealDue = true;
    void kick();
  };

  const remove = async (segment: SealedSegment) => {
    await rm(segment.path, { force: true });
    const index = sealed.indexOf(segment);
    if (index < 0) return;
    sealed.splice(index, 1);
    sealedBytes -= segment.sizeBytes;
  };

  const sizeBytes = () => sealedBytes + (writing?.sizeBytes ?? 0) + waitingBytes;

  return {
    append: (lines) =>
      new Promise<string>((resolve, reject) => {
        if (isClosed) return reject(unavailable(new Error('The spool is closed.')));
        if (sizeBytes() + lines.length > maxBytes) return reject(unavailable(new Error('The spool is full.')));
        waiting.push({ lines, resolve, reject });
        waitingBytes += lines.length;
        void kick();
      }),
    sealed: () => sealed,
    remove,
    setAside: async (segment, line) => {
      const { sizeBytes: left, event } = await setAsideLine(segment.path, line, nowMs());
      sealedBytes -= segment.sizeBytes - left;
      segment.sizeBytes = left;
      if (left === 0) await remove(segment);
      return event;
    },
    seal: async () => {
      isSealDue = true;
      await kick();
    },
    onSealed: (listener) => void listeners.push(listener),
    oldestAgeMs: (now) => {
      const oldest = Math.min(writing?.openedAt ?? now, ...sealed.slice(0, 1).map(({ openedAt }) => openedAt));
      return Math.max(0, now - oldest);
    },
    sizeBytes,
    probe: () => {
      probing ??= probe(folder).finally(() => {
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
