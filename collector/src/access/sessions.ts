import { randomUUID } from 'node:crypto';
import type { Documents } from '@telltale/store';
import { z } from 'zod';
import type { RememberedDocuments } from './remembered-documents.ts';
import { createToken, hashToken } from './tokens.ts';

/** Someone who may sign in. */
export interface Person {
  id: string;
  name: string;
}

/** People, the links that sign them in, and the sessions of their browsers. Only hashes of tokens are kept. */
export interface Sessions {
  people(): Promise<Person[]>;
  addPerson(name: string, author: string): Promise<Person>;
  /** From now on this person is signed in nowhere. @returns nothing when there is no such person. */
  removePerson(id: string, author: string): Promise<Person | undefined>;
  /** @returns a token that signs this person in once, until it expires. */
  createSignInToken(personId: string): Promise<string>;
  /** Uses a sign-in token up. @returns a session's token, or nothing when it is unknown, used or expired. */
  redeemSignInToken(token: string): Promise<string | undefined>;
  personOfSession(sessionToken: string): Promise<Person | undefined>;
  closeSession(sessionToken: string): Promise<void>;
}

export interface SessionsOptions {
  documents: () => Documents;
  remembered: RememberedDocuments;
  nowMs: () => number;
}

/** Long enough to walk from the console to the browser. */
export const SIGN_IN_TOKEN_LASTS_MS = 30 * 60_000;
/** How long a browser stays signed in. */
export const SESSION_LASTS_MS = 30 * 86_400_000;

const personSchema = z.object({ name: z.string() });
const grantSchema = z.object({ personId: z.string(), expiresAt: z.number() });

/** Keeps people and sessions as documents of the store. */
export const createSessions = ({ documents, remembered, nowMs }: SessionsOptions): Sessions => {
  /** Two uses of one link at the same instant: the store alone would let both pass. */
  const redeemed = new Set<string>();

  const validGrant = (body: unknown) => {
    const grant = grantSchema.safeParse(body).data;
    return grant && grant.expiresAt > nowMs() ? grant : undefined;
  };
  const findPerson = async (id: string): Promise<Person | undefined> => {
    const person = personSchema.safeParse(await remembered.read('person', id)).data;
    return person && { id, ...person };
  };

  return {
    people: async () =>
      (await documents().list({ kind: 'person' })).map(({ id, body }) => ({ id, ...personSchema.parse(body) })),
    addPerson: async (name, author) => {
      const id = randomUUID();
      await remembered.put('person', id, { name }, author);
      return { id, name };
    },
    removePerson: async (id, author) => {
      const person = await findPerson(id);
      if (person) await remembered.remove('person', id, author);
      return person;
    },
    createSignInToken: async (personId) => {
      const token = createToken();
      const expiresAt = nowMs() + SIGN_IN_TOKEN_LASTS_MS;
      await remembered.put('sign_in_token', hashToken(token), { personId, expiresAt }, personId);
      return token;
    },
    redeemSignInToken: async (token) => {
      const hash = hashToken(token);
      if (redeemed.has(hash)) return undefined;
      const grant = validGrant((await documents().get({ kind: 'sign_in_token', siteId: '', id: hash }))?.body);
      if (!grant || redeemed.has(hash)) return undefined;
      redeemed.add(hash);
      await remembered.remove('sign_in_token', hash, grant.personId);
      const sessionToken = createToken();
      const expiresAt = nowMs() + SESSION_LASTS_MS;
      await remembered.put('session', hashToken(sessionToken), { personId: grant.personId, expiresAt }, grant.personId);
      return sessionToken;
    },
    personOfSession: async (sessionToken) => {
      const session = validGrant(await remembered.read('session', hashToken(sessionToken)));
      return session && findPerson(session.personId);
    },
    closeSession: async (sessionToken) => {
      const hash = hashToken(sessionToken);
      const session = validGrant(await remembered.read('session', hash));
      if (session) await remembered.remove('session', hash, session.personId);
    },
  };
};
