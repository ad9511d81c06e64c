import { randomBytes } from 'node:crypto';
import type { Documents } from '@telltale/store';
import { z } from 'zod';
import type { RememberedDocuments } from './remembered-documents.ts';
import { type Scope, scopes } from './scopes.ts';
import { createToken, hashToken, isSameHash } from './tokens.ts';

/** A secret key as it may be shown: without the secret. */
export interface KeyDescription {
  id: string;
  siteId: string;
  name: string;
  scopes: Scope[];
  /** Epoch ms. */
  createdAt: number;
  /** From then on it is refused, because another took its place; epoch ms, null: it stands until it is removed. */
  endsAt: number | null;
}

/** A key just made: this once it can be read. */
export interface NewKey extends KeyDescription {
  key: string;
}

/** Secret keys of programs. Only their hashes are kept. */
export interface SecretKeys {
  createKey(key: { siteId: string; name: string; scopes: Scope[]; author: string }): Promise<NewKey>;
  keys(siteId: string): Promise<KeyDescription[]>;
  /** Makes another key of the same name and scopes; the old one ends at `endsAt` (epoch ms). @returns nothing when there is no such key. */
  replaceKey(of: { siteId: string; keyId: string; endsAt: number; author: string }): Promise<NewKey | undefined>;
  removeKey(siteId: string, keyId: string, author: string): Promise<boolean>;
  /** @param beforeAsking Runs before the store is asked for a key that nobody used lately; when it throws, so does this. */
  findKey(key: string, beforeAsking?: () => void): Promise<KeyDescription | undefined>;
  /** Removes keys that ended. @returns them. */
  removeEnded(author: string): Promise<KeyDescription[]>;
}

export interface SecretKeysOptions {
  documents: () => Documents;
  remembered: RememberedDocuments;
  nowMs: () => number;
}

const keySchema = z.object({
  siteId: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  hash: z.string(),
  createdAt: z.number(),
  endsAt: z.number().nullable().default(null),
});

/** `tt_sk_` makes a leaked key recognisable to scanners; the id finds the key, the rest proves it. */
const KEY_SHAPE = /^tt_sk_([0-9a-f]{12})_([\w-]{43})$/;

const describe = (id: string, { hash: _, ...kept }: z.infer<typeof keySchema>): KeyDescription => ({ id, ...kept });

/** Keeps keys as documents of the store. */
export const createSecretKeys = ({ documents, remembered, nowMs }: SecretKeysOptions): SecretKeys => {
  const all = async () =>
    (await documents().list({ kind: 'api_key' })).map(({ id, body }) => ({ id, kept: keySchema.parse(body) }));
  const ofSite = async (siteId: string) => (await all()).filter(({ kept }) => kept.siteId === siteId);
  const hasEnded = ({ endsAt }: Pick<KeyDescription, 'endsAt'>) => endsAt !== null && endsAt <= nowMs();

  const createKey: SecretKeys['createKey'] = async ({ siteId, name, scopes: granted, author }) => {
    const id = randomBytes(6).toString('hex');
    const secret = createToken();
    const kept = { siteId, name, scopes: granted, hash: hashToken(secret), createdAt: nowMs(), endsAt: null };
    await remembered.put('api_key', id, kept, author);
    return { ...describe(id, kept), key: `tt_sk_${id}_${secret}` };
  };

  return {
    createKey,
    keys: async (siteId) => (await ofSite(siteId)).map(({ id, kept }) => describe(id, kept)),
    replaceKey: async ({ siteId, keyId, endsAt, author }) => {
      const old = (await ofSite(siteId)).find(({ id, kept }) => id === keyId && !hasEnded(kept));
      if (!old) return undefined;
      const { name, scopes: granted } = old.kept;
      const created = await createKey({ siteId, name, scopes: granted, author });
      // Replaced twice, it ends when it was first said to.
      const ends = Math.min(endsAt, old.kept.endsAt ?? endsAt);
      await remembered.put('api_key', keyId, { ...old.kept, endsAt: ends }, author);
      return created;
    },
    removeKey: async (siteId, keyId, author) => {
      const found = (await ofSite(siteId)).some(({ id }) => id === keyId);
      if (found) await remembered.remove('api_key', keyId, author);
      return found;
    },
    findKey: async (key, beforeAsking) => {
      const [, id, secret] = KEY_SHAPE.exec(key) ?? [];
      if (!id || !secret) return undefined;
      const kept = keySchema.safeParse(await remembered.read('api_key', id, beforeAsking)).data;
      if (!kept || hasEnded(kept) || !isSameHash(kept.hash, hashToken(secret))) return undefined;
      return describe(id, kept);
    },
    removeEnded: async (author) => {
      const ended = (await all()).filter(({ kept }) => hasEnded(kept));
      for (const { id } of ended) await remembered.remove('api_key', id, author);
      return ended.map(({ id, kept }) => describe(id, kept));
    },
  };
};
