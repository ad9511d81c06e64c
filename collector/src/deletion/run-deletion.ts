import type { Store } from '@telltale/store';
import type { Access } from '../access/access.ts';
import { type Deletion, selectionsOf } from './deletion.ts';
import type { BookedDeletion, DeletionBook } from './deletion-book.ts';

export interface DeletionWork {
  book: DeletionBook;
  store: Pick<Store, 'erasure' | 'documents'>;
  access: Pick<Access, 'keys' | 'removeKey'>;
  /** Resolves when what this collector had accepted before now is in the store, or cannot be for a while. */
  settleSpool: (signal: AbortSignal) => Promise<void>;
  nowMs: () => number;
  signal: AbortSignal;
}

/** More visitors than this are not one customer, but a word such as "guest". */
export const MOST_VISITORS = 10_000;

const siteIsGone = async ({ siteId, requestedBy }: Deletion, { store, access, signal }: DeletionWork) => {
  for (const { id } of await access.keys(siteId)) await access.removeKey(siteId, id, requestedBy);
  await store.erasure.eraseSite(siteId, { signal });
  await store.documents.purge({ kind: 'site', siteId: '', id: siteId });
};

/** While a month of many events is rewritten, this says that somebody is at it. */
const BEAT_EVERY_MS = 10_000;

/**
 * Carries out a deletion that this collector took on, from its beginning or from where another try ended: what is gone already is
 * simply not found. First what was accepted before goes into the store, so that nothing of it is missed.
 * @returns the deletion as it ended, or nothing when another collector took it over meanwhile.
 */
export const runDeletion = async (taken: BookedDeletion, work: DeletionWork): Promise<BookedDeletion | undefined> => {
  const { book, store, nowMs, signal } = work;
  let latest: Promise<BookedDeletion | undefined> = Promise.resolve(taken);
  /** One after the other: each builds on the version that the last one wrote. */
  const note = (change: Partial<Deletion>) => {
    latest = latest.then((booked) => booked && book.change(booked, { ...change, beatAt: nowMs() }));
    return latest;
  };
  const beat = setInterval(() => void note({}).catch(() => undefined), BEAT_EVERY_MS);
  try {
    await work.settleSpool(signal);
    const { siteId, target, visitorIds, erased: erasedBefore } = taken.deletion;
    const customerId = target.type === 'customer' ? target.customerId : undefined;
    const found = customerId ? await store.erasure.visitorsOf({ siteId, customerId, limit: MOST_VISITORS }) : [];
    const booked = await note({ visitorIds: [...new Set([...visitorIds, ...found])] });
    if (!booked) return undefined;
    let erased = erasedBefore;
    await store.erasure.erase(selectionsOf(booked.deletion), {
      signal,
      onMonth: async ({ events, monthsDone, months }) => {
        erased += events;
        await note({ erased, monthsDone, months });
      },
    });
    if (target.type === 'site') await siteIsGone(taken.deletion, work);
    return await note({ status: 'done', finishedAt: nowMs(), message: '' });
  } finally {
    clearInterval(beat);
    await latest.catch(() => undefined);
  }
};
