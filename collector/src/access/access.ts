import type { Documents } from '@telltale/store';
import { createLinks, type Links, linkKinds } from './links.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createPeople, type People, type Person } from './people.ts';
import { createRememberedDocuments, type RememberedDocuments } from './remembered-documents.ts';
import { ownsEverything } from './roles.ts';
import { createSecretKeys, type KeyDescription, type SecretKeys } from './secret-keys.ts';
import { createSessions, SESSION_LASTS_MS, type SessionOrigin, type Sessions } from './sessions.ts';

/** People, their sessions and links, and the secret keys of programs. Only hashes of secrets are kept. */
export interface Access extends People, Sessions, Links, Omit<SecretKeys, 'removeEnded'> {
  personOfSession(token: string): Promise<Person | undefined>;
  /** Uses a sign-in link up. @returns a session's token, or nothing when the link is unknown, used or expired. */
  redeemSignInToken(token: string, origin: SessionOrigin): Promise<string | undefined>;
  /** Those who own every site, who have a password first. */
  owners(): Promise<Person[]>;
  /** Told when a key or a session was removed or changed here. @returns a function that ends the telling. */
  onRevoked(listener: () => void): () => void;
  /** Erases sessions and links that expired or were used, and removes keys that ended. @returns those keys. */
  forgetExpired(): Promise<KeyDescription[]>;
}

export interface AccessOptions {
  /** Default: a way to argon2 of its own. */
  passwords?: Passwords;
  /** The store's documents. @throws Refusal while it cannot be reached. */
  documents: () => Documents;
  nowMs?: () => number;
}

/** While the store is away, a key that was read this short before still works: a site's server can go on sending its orders. */
const KEY_OUTLIVES_STORE_MS = 3_600_000;

const AUTHOR = 'expiry';

/** Keeps people, sessions and keys as documents of the store. */
export const createAccess = ({ documents, passwords = createPasswords(), nowMs = Date.now }: AccessOptions): Access => {
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
  const people = createPeople({ documents, remembered, passwords });
  const sessions = createSessions({ documents, remembered, nowMs });
  const links = createLinks({ documents, nowMs });

  return {
    ...people,
    ...sessions,
    ...links,
    ...keys,
    personOfSession: async (token) => {
      const personId = await sessions.personIdOfSession(token);
      return personId === undefined ? undefined : people.findPerson(personId);
    },
    redeemSignInToken: async (token, origin) => {
      const link = await links.redeemLink('sign-in', token);
      return link && sessions.openSession(link.personId, origin);
    },
    owners: async () =>
      (await people.people())
        .filter(({ roles }) => ownsEverything(roles))
        .toSorted((one, other) => Number(other.hasPassword) - Number(one.hasPassword)),
    onRevoked: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    forgetExpired: async () => {
      // All of them were written when they began, and last no longer; those that were used or closed go along.
      await documents().purge({ kind: 'session', before: nowMs() - SESSION_LASTS_MS });
      for (const { kind, lastsMs } of linkKinds) await documents().purge({ kind, before: nowMs() - lastsMs });
      return removeEnded(AUTHOR);
    },
  };
};
