import { randomUUID } from 'node:crypto';
import type { Store } from '@telltale/store';
import type { TakingParts } from '../../ingest/collect.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { RecentEvents } from '../../recent-events.ts';
import type { Site } from '../../sites/site.ts';
import { type Import, type importFormats, MAX_PART_BYTES, NUMBERED_APART_MS } from './import.ts';
import { type BookedImport, createImportBook } from './import-book.ts';
import type { SentPart } from './open-part.ts';
import { takePart } from './take-part.ts';

/** What someone wants to import. */
export interface NewImport {
  name: string;
  format: (typeof importFormats)[number];
  sizeBytes: number | null;
}

/** Files that are imported, part by part. */
export interface Imports {
  /** @throws Refusal 409 when too many of the site are open */
  create(site: Site, wanted: NewImport, author: string): Promise<Import>;
  /** Newest first. */
  list(siteId: string): Promise<Import[]>;
  /** @throws Refusal 404 */
  get(siteId: string, id: string): Promise<Import>;
  /**
   * Takes what it can of the part that begins at `offset`.
   * @throws Refusal 409 when the part does not begin where the import is, or it has ended; 503 when it must wait.
   */
  take(site: Site, id: string, part: SentPart & { offset: number }): Promise<Import>;
  /** Ends an open import; what it took stays. @throws Refusal 404, 409 when it has ended */
  cancel(siteId: string, id: string): Promise<Import>;
}

export interface ImportsOptions extends Omit<TakingParts, 'enrichers' | 'rejections' | 'recentEvents'> {
  /** @throws Refusal 503 while the store cannot be reached */
  store: () => Store;
  spoolMaxBytes: number;
  nowMs: () => number;
  /** Fires when the collector stops. */
  closing: AbortSignal;
  /** Told of an import whose end could not be noted when someone brought it about, and is noted now. */
  onEndedLate: (one: Import) => Promise<void>;
}

const MOST_OPEN = 20;
const MOST_KEPT = 100;
/** Parts that wait for their turn; more senders are told to come back. */
const MOST_WAITING = 8;
const MOST_SEEN = 50_000;
/** Imports wait while more than this lies in the spool, so that fresh events are soon stored… */
const CROWDED_BYTES = 64 * 1024 * 1024;
/** …and while it is a quarter full: the rest is for live events. */
const CROWDED_RATIO = 0.25;

/** History is not live: it would push out what is. */
const unwatched: Pick<RecentEvents, 'accepted' | 'rejected'> = { accepted: () => {}, rejected: () => {} };

const unknownImport = () => new Refusal(404, 'unknown_import', 'There is no such import.', { path: 'import' });
const ended = ({ status }: Import) =>
  new Refusal(409, 'import_ended', `The import is ${status}: begin a new one.`, { path: 'import' });
const mustWait = (code: string, message: string, retryAfterS: number) =>
  new Refusal(503, code, message, { retryAfterS });

/** Opens the imports. One part is taken at a time, in slices, so that live events never wait for history. */
export const createImports = (options: ImportsOptions): Imports => {
  const { store, spool, spoolMaxBytes, nowMs, closing, onEndedLate } = options;
  const taking = { ...options, recentEvents: unwatched as RecentEvents };
  const book = createImportBook(() => store().documents);
  /** Versions that this process wrote: nothing is unknown about what came before them. */
  const written = new Map<string, number>();
  /** How far a process that went on with the import, and died before it could note it, may have come: one part. */
  const uncertainUntil = new Map<string, number>();
  /** Taken, but not noted in the store yet: it was away. */
  const unsaved = new Map<string, BookedImport>();
  const seen = new Map<string, Set<string>>();
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const isCrowded = () => spool.sizeBytes() > Math.min(spoolMaxBytes * CROWDED_RATIO, CROWDED_BYTES);

  const inLine = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (waiting >= MOST_WAITING)
      return Promise.reject(mustWait('imports_busy', 'Other imports are being taken; send the part again later.', 2));
    waiting += 1;
    const done = line.then(work).finally(() => {
      waiting -= 1;
    });
    line = done.catch(() => undefined);
    return done;
  };

  const save = async (booked: BookedImport, value: Import): Promise<BookedImport> => {
    unsaved.set(value.id, { ...booked, value });
    const saved = await book.change(booked, value);
    unsaved.delete(value.id);
    if (!saved) throw new Refusal(409, 'conflict', 'The import went on through another collector; ask how far it is.');
    if (value.status === 'open') written.set(value.id, saved.version);
    else for (const known of [written, uncertainUntil, seen]) known.delete(value.id);
    return saved;
  };

  const current = async (siteId: string, id: string): Promise<BookedImport> => {
    const left = unsaved.get(id);
    if (left && left.value.siteId === siteId) {
      const saved = await save(left, left.value);
      if (saved.value.status !== 'open') await onEndedLate(saved.value);
      return saved;
    }
    const booked = await book.get(siteId, id);
    if (!booked) throw unknownImport();
    return booked;
  };

  const seenOf = (id: string): Set<string> => {
    const known = seen.get(id) ?? new Set();
    if (known.size > MOST_SEEN) known.clear();
    seen.set(id, known);
    return known;
  };

  const takeNow = async (site: Site, id: string, part: SentPart & { offset: number }): Promise<Import> => {
    const booked = await current(site.id, id);
    const { value } = booked;
    if (value.status !== 'open') throw ended(value);
    if (part.offset !== value.offset)
      throw new Refusal(409, 'wrong_offset', `The import goes on at byte ${value.offset}, not ${part.offset}.`, {
        path: 'offset',
        known: [String(value.offset)],
      });
    if (closing.aborted || isCrowded())
      throw mustWait('import_must_wait', 'Live events come first; send the part again later.', 5);
    if (written.get(id) !== booked.version) uncertainUntil.set(id, value.offset + MAX_PART_BYTES);
    const now = nowMs();
    const taken = await takePart(value, part, {
      arrival: { site, receivedAt: now, ip: '', userAgent: '', acceptLanguage: '' },
      store: store(),
      taking,
      isUncertain: value.offset < (uncertainUntil.get(id) ?? 0),
      seen: seenOf(id),
      mustStop: () => closing.aborted || isCrowded(),
    });
    const isDone = taken.status === 'done';
    return (await save(booked, { ...taken, updatedAt: nowMs(), finishedAt: isDone ? nowMs() : null })).value;
  };

  return {
    create: (site, wanted, author) =>
      inLine(async () => {
        const others = await book.list(site.id);
        if (others.filter(({ status }) => status === 'open').length >= MOST_OPEN)
          throw new Refusal(
            409,
            'too_many_imports',
            `${MOST_OPEN} imports of the site are open; finish or cancel some.`,
          );
        for (const old of others.filter(({ status }) => status !== 'open').slice(MOST_KEPT)) await book.remove(old);
        const createdAt = nowMs();
        const numbered = others.map(({ numberedFrom }) => numberedFrom + NUMBERED_APART_MS);
        const { value, version } = await book.add({
          ...wanted,
          id: randomUUID(),
          siteId: site.id,
          status: 'open',
          offset: 0,
          line: 0,
          read: 0,
          accepted: 0,
          duplicate: 0,
          rejected: 0,
          reasons: {},
          errors: [],
          createdAt,
          updatedAt: createdAt,
          finishedAt: null,
          createdBy: author,
          columns: null,
          separator: ',',
          numberedFrom: Math.max(createdAt, ...numbered),
        });
        written.set(value.id, version);
        return value;
      }),
    list: (siteId) => book.list(siteId),
    get: async (siteId, id) => (await current(siteId, id)).value,
    take: (site, id, part) => inLine(() => takeNow(site, id, part)),
    cancel: (siteId, id) =>
      inLine(async () => {
        const booked = await current(siteId, id);
        if (booked.value.status !== 'open') throw ended(booked.value);
        const now = nowMs();
        return (await save(booked, { ...booked.value, status: 'cancelled', updatedAt: now, finishedAt: now })).value;
      }),
  };
};
