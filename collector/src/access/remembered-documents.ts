import type { Documents } from '@telltale/store';
import { within } from '../lib/within.ts';

/** Documents that belong to no site, as this process read them a moment ago. */
export interface RememberedDocuments {
  /**
   * A document's body; undefined when there is none. `beforeAsking` runs before the store is asked for one that was not there the last
   * time; when it throws, the store is not asked.
   * @throws StoreError or Refusal while the store is away and it is not remembered
   */
  read(kind: string, id: string, beforeAsking?: () => void): Promise<unknown>;
  put(kind: string, id: string, body: unknown, author: string): Promise<void>;
  /** From now on it is not there, whoever is about to read it. */
  remove(kind: string, id: string, author: string): Promise<void>;
}

export interface RememberedOptions {
  /** @throws Refusal while the store cannot be reached. */
  documents: () => Documents;
  nowMs: () => number;
  /** For how long a document of this kind that was read before still stands while the store does not answer, in ms. */
  outlivesStoreMs: (kind: string) => number;
}

/** What was read is believed this long: what another collector removed works this much longer here. */
export const BELIEVED_MS = 5_000;
/** Whoever is known already waits no longer than this for a store that is slow. */
const PATIENCE_MS = 1_000;
/** Of those found, and of those not found: strangers choose the latter, and must not push out the former. */
const MOST_REMEMBERED = 1_000;

interface Found {
  body: unknown;
  until: number;
}

const keep = <Value>(remembered: Map<string, Value>, name: string, value: Value) => {
  remembered.delete(name);
  remembered.set(name, value);
  if (remembered.size > MOST_REMEMBERED) for (const oldest of remembered.keys()) if (remembered.delete(oldest)) break;
};

/** Reads each document at most once in a few seconds, however many ask at the same time. */
export const createRememberedDocuments = ({
  documents,
  nowMs,
  outlivesStoreMs,
}: RememberedOptions): RememberedDocuments => {
  const found = new Map<string, Found>();
  const missing = new Map<string, number>();
  const reading = new Map<string, Promise<unknown>>();

  const ask = async (kind: string, id: string) => (await documents().get({ kind, siteId: '', id }))?.body;

  const readFresh = (kind: string, id: string, name: string): Promise<unknown> => {
    const isLatest = () => reading.get(name) === asked;
    const asked: Promise<unknown> = ask(kind, id)
      .then((body) => {
        // What was written or removed meanwhile is newer than what was read.
        if (!isLatest()) return body;
        found.delete(name);
        if (body === undefined) keep(missing, name, nowMs() + BELIEVED_MS);
        else keep(found, name, { body, until: nowMs() + BELIEVED_MS });
        return body;
      })
      .finally(() => {
        if (isLatest()) reading.delete(name);
      });
    reading.set(name, asked);
    return asked;
  };

  const forget = (kind: string, id: string) => {
    const name = `${kind} ${id}`;
    found.delete(name);
    missing.delete(name);
    reading.delete(name);
  };

  return {
    read: async (kind, id, beforeAsking = () => {}) => {
      const name = `${kind} ${id}`;
      const known = found.get(name);
      if (known && known.until > nowMs()) return known.body;
      if ((missing.get(name) ?? Number.NEGATIVE_INFINITY) > nowMs()) return undefined;
      if (!known) beforeAsking();
      const asked = reading.get(name) ?? readFresh(kind, id, name);
      if (!known || nowMs() - known.until >= outlivesStoreMs(kind)) return asked;
      const answered = asked.then(
        (body) => ({ body }),
        () => known,
      );
      return ((await within(answered, PATIENCE_MS)) ?? known).body;
    },
    put: async (kind, id, body, author) => {
      await documents().put({ kind, siteId: '', id, body, author });
      forget(kind, id);
    },
    remove: async (kind, id, author) => {
      await documents().remove({ kind, siteId: '', id, author });
      forget(kind, id);
    },
  };
};
