import { randomUUID } from 'node:crypto';
import type { Store } from '@telltale/store';
import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import type { Audit } from '../audit/audit.ts';
import { createErasedBySite } from '../audit/erased-by-site.ts';
import { DELETION_STANDS_MS, type Deletion, selectionsOf, targetDigest } from './deletion.ts';
import { type BookedDeletion, createDeletionBook, type DeletionBook } from './deletion-book.ts';
import type { KeptFiles } from './kept-files.ts';
import { runDeletion } from './run-deletion.ts';

/** What carries deletions out, and makes them hold for what arrives late. */
export interface Deletions {
  book: DeletionBook;
  /** Takes on what is requested, now rather than at the next look. */
  wake(): void;
  /** Erases what arrived late, and forgets deletions that stood long enough. @returns how many events went. */
  sweep(): Promise<number>;
  /** Told of every segment that was stored: one that had waited may hold what was deleted meanwhile. */
  segmentStored(openedAt: number): void;
  /** Resolves when the month that is under way is done; the rest goes on at the next start. */
  stop(): Promise<void>;
}

export interface DeletionsOptions {
  store: () => Store | undefined;
  /** @throws Refusal while the store cannot be reached. */
  requiredStore: () => Store;
  access: Pick<Access, 'keys' | 'removeKey'>;
  settleSpool: (signal: AbortSignal) => Promise<void>;
  /** What this collector's spool keeps beside its segments. */
  keptFiles: KeptFiles;
  audit: Audit;
  /** Told of each deletion once, by whichever collector it was requested: what is kept in memory of the site must go. */
  onSeen: (siteId: string) => void;
  log: Logger;
  nowMs: () => number;
  /** Whoever works at a deletion and says nothing for this long is taken for dead. Default 30 s. */
  staleMs?: number;
}

const LOOK_EVERY_MS = 10_000;
const DAY_MS = 86_400_000;
/** Events of a healthy collector are stored this long after they were accepted, at the latest. */
const LATE_AFTER_MS = 30_000;
/** By then every collector knows of a deletion, and has stored what it had accepted before. */
const SETTLED_AFTER_MS = 60_000;
/** While a backlog drains, late segments come in rows. */
const SWEEP_PAUSE_MS = 5_000;
/** Conditions of one statement. */
const SELECTIONS_AT_ONCE = 50;

/** Starts to carry out deletions. Collectors beside each other share the work: one deletion is one collector's at a time. */
export const startDeletions = (options: DeletionsOptions): Deletions => {
  const { store, requiredStore, access, settleSpool, keptFiles, audit, onSeen, log, nowMs, staleMs = 30_000 } = options;
  const book = createDeletionBook(() => requiredStore().documents);
  const worker = randomUUID();
  const stopping = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  /** Deletions and sweeps stand in one line: the engine rewrites a month once at a time anyway. */
  let line: Promise<unknown> = Promise.resolve();
  let isLooking = false;
  const seen = new Set<string>();

  const inLine = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = line.then(work);
    line = done.catch(() => undefined);
    return done;
  };
  const after = (ms: number, work: () => unknown) => {
    if (stopping.signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms).unref();
    timers.add(timer);
  };

  const carryOut = async (taken: BookedDeletion, connected: Store) => {
    let latest: BookedDeletion | undefined = taken;
    const beating: DeletionBook = {
      ...book,
      change: async (booked, change) => {
        latest = await book.change(booked, change);
        return latest;
      },
    };
    try {
      const work = { book: beating, store: connected, access, settleSpool, nowMs, signal: stopping.signal };
      const ended = await runDeletion(taken, work);
      if (!ended) return;
      const { siteId, target, erased } = ended.deletion;
      await audit.byCollector({
        action: 'deletion.finish',
        siteId,
        object: targetDigest(target),
        changes: [{ field: 'erased', to: erased }],
      });
      after(SETTLED_AFTER_MS, sweepSoon);
    } catch (err) {
      const message = stopping.signal.aborted ? '' : 'It could not go on; it is tried again.';
      if (message) log.warn({ err, deletion: taken.deletion.id }, 'a deletion could not go on; it is tried again');
      // Given back, so that whoever looks next takes it on at once.
      if (latest) await book.change(latest, { status: 'waiting', message }).catch(() => undefined);
    }
  };

  const isFree = ({ status, beatAt }: Deletion) =>
    status === 'waiting' || (status === 'running' && nowMs() - beatAt > staleMs);

  const look = async () => {
    const connected = store();
    if (!connected) return;
    const all = await book.list();
    const fresh = all.map(({ deletion }) => deletion).filter(({ id }) => !seen.has(id));
    for (const { id, siteId } of fresh) {
      seen.add(id);
      onSeen(siteId);
    }
    await keptFiles.erase(fresh);
    for (const booked of all.filter(({ deletion }) => isFree(deletion)).reverse()) {
      if (stopping.signal.aborted) return;
      const taken = await book.change(booked, { status: 'running', worker, beatAt: nowMs() });
      if (taken) await carryOut(taken, connected);
    }
  };

  const wake = () => {
    if (isLooking || stopping.signal.aborted) return;
    isLooking = true;
    inLine(async () => {
      isLooking = false;
      await look();
    }).catch((err: unknown) => log.warn({ err }, 'the requested deletions could not be read'));
  };

  const sweepOnce = async (): Promise<number> => {
    const connected = store();
    if (!connected) return 0;
    const all = await book.list();
    const isOver = ({ finishedAt }: Deletion) => finishedAt !== null && nowMs() - finishedAt > DELETION_STANDS_MS;
    for (const { deletion } of all) if (isOver(deletion)) await book.forget(deletion.id);
    const standing = all.map(({ deletion }) => deletion).filter((one) => one.status === 'done' && !isOver(one));
    // Of its own spool each collector erases itself; what was in use the last time may be free now.
    await keptFiles.erase(standing);
    await keptFiles.removeOld();
    let erased = 0;
    const bySite = createErasedBySite();
    try {
      for (let start = 0; start < standing.length; start += SELECTIONS_AT_ONCE) {
        const selections = standing.slice(start, start + SELECTIONS_AT_ONCE).flatMap(selectionsOf);
        const { signal } = stopping;
        erased += await connected.erasure.erase(selections, { signal, onBegun: bySite.onBegun });
      }
    } finally {
      await bySite.writeTo(audit, 'deletion.sweep');
    }
    for (const { siteId, target } of standing)
      if (target.type === 'site') await connected.erasure.eraseSite(siteId, { signal: stopping.signal });
    if (erased > 0) log.info({ erased }, 'events that arrived after their deletion were erased');
    return erased;
  };

  let isSweepDue = false;
  const sweep = () => inLine(sweepOnce);
  const sweepSoon = () => {
    if (isSweepDue) return;
    isSweepDue = true;
    after(SWEEP_PAUSE_MS, () => {
      isSweepDue = false;
      sweep().catch((err: unknown) => log.warn({ err }, 'what arrived after its deletion could not be looked for'));
    });
  };

  const lookAgain = () =>
    after(LOOK_EVERY_MS, () => {
      wake();
      lookAgain();
    });
  const sweepAgain = (ms: number) =>
    after(ms, () => {
      sweepSoon();
      sweepAgain(DAY_MS);
    });
  lookAgain();
  sweepAgain(SETTLED_AFTER_MS);

  return {
    book,
    wake,
    sweep,
    segmentStored: (openedAt) => {
      if (nowMs() - openedAt > LATE_AFTER_MS) sweepSoon();
    },
    stop: async () => {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      await line;
    },
  };
};
