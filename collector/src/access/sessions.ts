import type { Documents } from '@telltale/store';
import { z } from 'zod';
import type { RememberedDocuments } from './remembered-documents.ts';
import { createToken, hashToken } from './tokens.ts';

/** Where a session was opened, as its person may recognise it. */
export interface SessionOrigin {
  /** A network, never an address: `203.0.113.0/24`; empty when nothing is known. */
  network: string;
  /** Browser and system, such as "Firefox, Linux"; empty when nothing is known. */
  browser: string;
}

/** A session as its person sees it. */
export interface SessionDescription extends SessionOrigin {
  /** Names it to its person; nobody can sign in with it. */
  id: string;
  /** Epoch ms. */
  openedAt: number;
  /** Epoch ms. */
  endsAt: number;
}

/** The sessions of people's browsers. Only hashes of their tokens are kept. */
export interface Sessions {
  /** Opens a session with a token of its own. A person's oldest ends when there are too many. @returns the token */
  openSession(personId: string, origin: SessionOrigin): Promise<string>;
  /** Whose session it is. */
  personIdOfSession(token: string): Promise<string | undefined>;
  sessionsOf(personId: string): Promise<SessionDescription[]>;
  closeSession(token: string): Promise<void>;
  /** @returns false when the person has no such session. */
  closeSessionById(personId: string, id: string): Promise<boolean>;
  /** Closes all of a person's, but for the one with this token. @returns how many. */
  closeSessionsOf(personId: string, exceptToken?: string): Promise<number>;
}

export interface SessionsOptions {
  documents: () => Documents;
  remembered: RememberedDocuments;
  nowMs: () => number;
}

/** How long a browser stays signed in. */
export const SESSION_LASTS_MS = 30 * 86_400_000;
/** A program that signs in again and again must not fill the store. */
const MOST_SESSIONS = 50;

const KIND = 'session';

const sessionSchema = z.object({
  personId: z.string(),
  expiresAt: z.number(),
  network: z.string().default(''),
  browser: z.string().default(''),
});

/** Part of the token's hash: enough to tell a person's sessions apart. */
export const sessionIdOf = (token: string): string => hashToken(token).slice(0, 16);

/** Keeps sessions as documents of the store. */
export const createSessions = ({ documents, remembered, nowMs }: SessionsOptions): Sessions => {
  const valid = (body: unknown) => {
    const session = sessionSchema.safeParse(body).data;
    return session && session.expiresAt > nowMs() ? session : undefined;
  };
  /** A person's, the newest first, each with its document's id. */
  const standing = async (personId: string) =>
    (await documents().list({ kind: KIND }))
      .flatMap(({ id: hash, body }) => {
        const session = valid(body);
        return session?.personId === personId ? [{ hash, ...session }] : [];
      })
      .toSorted((one, other) => other.expiresAt - one.expiresAt);
  const close = async (personId: string, isMeant: (hash: string, place: number) => boolean) => {
    const meant = (await standing(personId)).filter(({ hash }, place) => isMeant(hash, place));
    for (const { hash } of meant) await remembered.remove(KIND, hash, personId);
    return meant.length;
  };

  return {
    openSession: async (personId, { network, browser }) => {
      const token = createToken();
      const body = { personId, expiresAt: nowMs() + SESSION_LASTS_MS, network, browser };
      await remembered.put(KIND, hashToken(token), body, personId);
      await close(personId, (_, place) => place >= MOST_SESSIONS);
      return token;
    },
    personIdOfSession: async (token) => valid(await remembered.read(KIND, hashToken(token)))?.personId,
    sessionsOf: async (personId) =>
      (await standing(personId)).map(({ hash, expiresAt, network, browser }) => ({
        id: hash.slice(0, 16),
        openedAt: expiresAt - SESSION_LASTS_MS,
        endsAt: expiresAt,
        network,
        browser,
      })),
    closeSession: async (token) => {
      const hash = hashToken(token);
      const session = valid(await remembered.read(KIND, hash));
      if (session) await remembered.remove(KIND, hash, session.personId);
    },
    closeSessionById: async (personId, id) => (await close(personId, (hash) => hash.slice(0, 16) === id)) > 0,
    closeSessionsOf: (personId, exceptToken) => {
      const kept = exceptToken === undefined ? '' : hashToken(exceptToken);
      return close(personId, (hash) => hash !== kept);
    },
  };
};
