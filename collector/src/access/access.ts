import type { Documents } from '@telltale/store';
import { createRememberedDocuments, type RememberedDocuments } from './remembered-documents.ts';
import { createSecretKeys, type KeyDescription, type SecretKeys } from './secret-keys.ts';
import { createSessions, SESSION_LASTS_MS, type Sessions, SIGN_IN_TOKEN_LASTS_MS } from './sessions.ts';

/** People, their sessions and sign-in links, and the secret keys of programs. Only hashes of secrets are kept. */
export interface Access extends Sessions, Omit<SecretKeys, 'removeEnded'> {
  /** Told when a key or a session was removed or changed here. @returns a function that ends the telling. */
  onRevoked(listener: () => void): () => void;
  /** Erases sessions and sign-in links that expired or were used, and removes keys that ended. @returns those keys. */
  forgetExpired(): Promise<KeyDescription[]>;
}

export interface AccessOptions {
  /** The store's documents. @throws Refusal while it cannot be reached. */
  documents: () => Documents;
  nowMs?: () => number;
}

/** While the store is away, a key that was read this short before still works: a site's server can go on sending its orders. */
const KEY_OUTLIVES_STORE_MS = 3_600_000;

const AUTHOR = 'expiry';

/** Keeps people, sessions and keys as documents of the store. */
export const createAccess = ({ documents, nowMs = Date.now }: AccessOptions): Access => {
  const listeners = new Set<() => void>();
  const plain = createRememberedDocuments({
    documents,
    nowMs,
    outlivesStoreMs: (kind) => (kind === 'api_key' ? KEY_OUTLIVES_STORE_MS : 0),
  });
  const tellAfter =
    <Given extends unknown[]>(act: (...given: Given) => Promise<void>) =>
    async (...given: Given) => {
      await act(...given);
      for (const listener of listeners) listener();
    };
  const remembered: RememberedDocuments = { ...plain, put: tellAfter(plain.put), remove: tellAfter(plain.remove) };
  const { removeEnded, ...keys } = createSecretKeys({ documents, remembered, nowMs });

  return {
    ...createSessions({ documents, remembered, nowMs }),
    ...keys,
    onRevoked: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    forgetExpired: async () => {
      // All of them were written when they began, and last no longer; those that were used or closed go along.
      await documents().purge({ kind: 'session', before: nowMs() - SESSION_LASTS_MS });
      await documents().purge({ kind: 'sign_in_token', before: nowMs() - SIGN_IN_TOKEN_LASTS_MS });
      return removeEnded(AUTHOR);
    },
  };
};
