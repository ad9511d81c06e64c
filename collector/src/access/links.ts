import { type Documents, StoreError } from '@telltale/store';
import { z } from 'zod';
import { createToken, hashToken } from './tokens.ts';

/** What a link is for: signing in at once, or setting the password (and name and e-mail) of whoever opens it. */
export type LinkPurpose = 'sign-in' | 'account';

/** A link that stands. */
export interface StandingLink {
  personId: string;
  /** Epoch ms. */
  endsAt: number;
}

/** Links that work once. Only hashes of their tokens are kept. */
export interface Links {
  /** @returns a link's token, and when it ends (epoch ms). An account has one such link: another one ends it. */
  createLink(purpose: LinkPurpose, personId: string): Promise<{ token: string; endsAt: number }>;
  /** Whose link it is; it is not used up. */
  lookUpLink(purpose: LinkPurpose, token: string): Promise<StandingLink | undefined>;
  /** Uses a link up. @returns nothing when it is unknown, used or expired. */
  redeemLink(purpose: LinkPurpose, token: string): Promise<StandingLink | undefined>;
  /** The links that let people choose a password and were not used yet. */
  standingAccountLinks(): Promise<StandingLink[]>;
  /** Ends every link of a person. */
  removeLinksOf(personId: string): Promise<void>;
}

export interface LinksOptions {
  documents: () => Documents;
  nowMs: () => number;
}

const DAY_MS = 86_400_000;

const kindOf: Record<LinkPurpose, string> = { 'sign-in': 'sign_in_token', account: 'account_token' };

/** How long a link works: long enough to walk from the console to the browser; long enough for whoever is invited on a Friday. */
export const linkLastsMs: Record<LinkPurpose, number> = { 'sign-in': 30 * 60_000, account: 7 * DAY_MS };

/** Every kind of document that holds links, with how long they last. */
export const linkKinds = Object.entries(kindOf).map(([purpose, kind]) => ({
  kind,
  lastsMs: linkLastsMs[purpose as LinkPurpose],
}));

const linkSchema = z.object({ personId: z.string(), expiresAt: z.number() });

/** Keeps links as documents of the store. */
export const createLinks = ({ documents, nowMs }: LinksOptions): Links => {
  const valid = (body: unknown): StandingLink | undefined => {
    const link = linkSchema.safeParse(body).data;
    return link && link.expiresAt > nowMs() ? { personId: link.personId, endsAt: link.expiresAt } : undefined;
  };
  const standing = async (kind: string) =>
    (await documents().list({ kind })).flatMap(({ id, body }) => {
      const link = valid(body);
      return link ? [{ id, ...link }] : [];
    });
  const removeOf = async (kind: string, personId: string) => {
    for (const link of await standing(kind))
      if (link.personId === personId) await documents().remove({ kind, siteId: '', id: link.id, author: personId });
  };

  return {
    createLink: async (purpose, personId) => {
      if (purpose === 'account') await removeOf(kindOf[purpose], personId);
      const token = createToken();
      const endsAt = nowMs() + linkLastsMs[purpose];
      const body = { personId, expiresAt: endsAt };
      await documents().put({ kind: kindOf[purpose], siteId: '', id: hashToken(token), body, author: personId });
      return { token, endsAt };
    },
    lookUpLink: async (purpose, token) =>
      valid((await documents().get({ kind: kindOf[purpose], siteId: '', id: hashToken(token) }))?.body),
    redeemLink: async (purpose, token) => {
      const key = { kind: kindOf[purpose], siteId: '', id: hashToken(token) };
      const found = await documents().get(key);
      const link = valid(found?.body);
      if (!found || !link) return undefined;
      try {
        await documents().remove({ ...key, author: link.personId, expectedVersion: found.version });
        return link;
      } catch (error) {
        // Of two uses at the same instant, through whichever collectors, one comes first.
        if (error instanceof StoreError && error.code === 'conflict') return undefined;
        throw error;
      }
    },
    standingAccountLinks: () => standing(kindOf.account),
    removeLinksOf: async (personId) => {
      for (const { kind } of linkKinds) await removeOf(kind, personId);
    },
  };
};
