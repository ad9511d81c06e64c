import { randomBytes, randomUUID } from 'node:crypto';
import type { Documents } from '@telltale/store';
import { z } from 'zod';
import { type Scope, scopes } from './scopes.ts';
import { createToken, hashToken, isSameHash } from './tokens.ts';

/** Someone who may sign in. */
export interface Person {
  id: string;
  name: string;
}

/** A secret key as it may be shown: without the secret. */
export interface KeyDescription {
  id: string;
  siteId: string;
  name: string;
  scopes: Scope[];
  /** Epoch ms. */
  createdAt: number;
}

/** People, their sessions and sign-in links, and the secret keys of programs. Only hashes of secrets are kept. */
export interface Access {
  people(): Promise<Person[]>;
  addPerson(name: string, author: string): Promise<Person>;
  /** @returns a token that signs this person in once, until it expires. */
  createSignInToken(personId: string): Promise<string>;
  /** Uses a sign-in token up. @returns a session's token, or nothing when it is unknown, used or expired. */
  redeemSignInToken(token: string): Promise<string | undefined>;
  personOfSession(sessionToken: string): Promise<Person | undefined>;
  closeSession(sessionToken: string): Promise<void>;
  /** @returns the key, which cannot be read again, and its description. */
  createKey(key: {
    siteId: string;
    name: string;
    scopes: Scope[];
    author: string;
  }): Promise<KeyDescription & { key: string }>;
  keys(siteId: string): Promise<KeyDescription[]>;
  removeKey(siteId: string, keyId: string, author: string): Promise<boolean>;
  findKey(key: string): Promise<KeyDescription | undefined>;
}

export interface AccessOptions {
  /** The store's documents. @throws Refusal while it cannot be reached. */
  documents: () => Documents;
  nowMs?: () => number;
}

/** Long enough to walk from the console to the browser. */
export const SIGN_IN_TOKEN_LASTS_MS = 30 * 60_000;
/** How long a browser stays signed in. */
export const SESSION_LASTS_MS = 30 * 86_400_000;
/** How long this process believes what it read: a key or session that another collector removed works this much longer. */
const BELIEVED_MS = 5_000;
const MOST_BELIEVED = 1_000;
/** While the store is away, a key that was read this short before still works: a site's server can go on sending its orders. */
const KEY_OUTLIVES_STORE_MS = 3_600_000;

const personSchema = z.object({ name: z.string() });
const grantSchema = z.object({ personId: z.string(), expiresAt: z.number() });
const keySchema = z.object({
  siteId: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  hash: z.string(),
  createdAt: z.number(),
});

/** `tt_sk_` makes a leaked key recognisable to scanners; the id finds the key, the rest proves it. */
const KEY_SHAPE = /^tt_sk_([0-9a-f]{12})_([\w-]{43})$/;

/** Keeps people, sessions and keys as documents of the store. */
export const createAccess = ({ documents, nowMs = Date.now }: AccessOptions): Access => {
  const believed = new Map<string, { body: unknown; until: number }>();
  /** Two uses of one link at the same instant: the store alone would let both pass. */
  const redeemed = new Set<string>();

  const read = async (kind: string, id: string): Promise<unknown> => {
    const name = `${kind} ${id}`;
    const remembered = believed.get(name);
    if (remembered && remembered.until > nowMs()) return remembered.body;
    let body: unknown;
    try {
      body = (await documents().get({ kind, siteId: '', id }))?.body;
    } catch (error) {
      const isKey = kind === 'api_key' && remembered?.body !== undefined;
      if (isKey && nowMs() - remembered.until < KEY_OUTLIVES_STORE_MS) return remembered.body;
      throw error;
    }
    if (believed.size >= MOST_BELIEVED) believed.clear();
    believed.set(name, { body, until: nowMs() + BELIEVED_MS });
    return body;
  };
  const put = async (kind: string, id: string, body: unknown, author: string) => {
    await documents().put({ kind, siteId: '', id, body, author });
    believed.delete(`${kind} ${id}`);
  };
  const remove = async (kind: string, id: string, author: string) => {
    await documents().remove({ kind, siteId: '', id, author });
    believed.delete(`${kind} ${id}`);
  };

  const validGrant = (body: unknown) => {
    const grant = grantSchema.safeParse(body).data;
    return grant && grant.expiresAt > nowMs() ? grant : undefined;
  };
  const findPerson = async (id: string): Promise<Person | undefined> => {
    const person = personSchema.safeParse(await read('person', id)).data;
    return person && { id, ...person };
  };
  const describe = (
    id: string,
    { siteId, name, scopes: granted, createdAt }: z.infer<typeof keySchema>,
  ): KeyDescription => ({
    id,
    siteId,
    name,
    scopes: granted,
    createdAt,
  });
  const keys = async (siteId: string) =>
    (await documents().list({ kind: 'api_key' }))
      .map(({ id, body }) => describe(id, keySchema.parse(body)))
      .filter((key) => key.siteId === siteId);

  return {
    people: async () =>
      (await documents().list({ kind: 'person' })).map(({ id, body }) => ({ id, ...personSchema.parse(body) })),
    addPerson: async (name, author) => {
      const id = randomUUID();
      await put('person', id, { name }, author);
      return { id, name };
    },
    createSignInToken: async (personId) => {
      const token = createToken();
      const expiresAt = nowMs() + SIGN_IN_TOKEN_LASTS_MS;
      await put('sign_in_token', hashToken(token), { personId, expiresAt }, personId);
      return token;
    },
    redeemSignInToken: async (token) => {
      const hash = hashToken(token);
      if (redeemed.has(hash)) return undefined;
      const grant = validGrant((await documents().get({ kind: 'sign_in_token', siteId: '', id: hash }))?.body);
      if (!grant || redeemed.has(hash)) return undefined;
      redeemed.add(hash);
      await remove('sign_in_token', hash, grant.personId);
      const sessionToken = createToken();
      const expiresAt = nowMs() + SESSION_LASTS_MS;
      await put('session', hashToken(sessionToken), { personId: grant.personId, expiresAt }, grant.personId);
      return sessionToken;
    },
    personOfSession: async (sessionToken) => {
      const session = validGrant(await read('session', hashToken(sessionToken)));
      return session && findPerson(session.personId);
    },
    closeSession: async (sessionToken) => {
      const hash = hashToken(sessionToken);
      const session = validGrant(await read('session', hash));
      if (session) await remove('session', hash, session.personId);
    },
    createKey: async ({ siteId, name, scopes: granted, author }) => {
      const id = randomBytes(6).toString('hex');
      const secret = createToken();
      const kept = { siteId, name, scopes: granted, hash: hashToken(secret), createdAt: nowMs() };
      await put('api_key', id, kept, author);
      return { ...describe(id, kept), key: `tt_sk_${id}_${secret}` };
    },
    keys,
    removeKey: async (siteId, keyId, author) => {
      const found = (await keys(siteId)).some(({ id }) => id === keyId);
      if (found) await remove('api_key', keyId, author);
      return found;
    },
    findKey: async (key) => {
      const [, id, secret] = KEY_SHAPE.exec(key) ?? [];
      if (!id || !secret) return undefined;
      const kept = keySchema.safeParse(await read('api_key', id)).data;
      return kept && isSameHash(kept.hash, hashToken(secret)) ? describe(id, kept) : undefined;
    },
  };
};
