import { randomBytes } from 'node:crypto';
import { type Document, type Documents, StoreError } from '@telltale/store';
import { z } from 'zod';
import { createToken, hashToken } from '../access/tokens.ts';

/** A link as those may see it who may make one: without what opens it. */
export interface BoardLink {
  id: string;
  siteId: string;
  boardId: string;
  hasPassword: boolean;
  /** Epoch ms. */
  createdAt: number;
  /** Epoch ms; from then on it opens nothing. */
  endsAt: number;
  /** Epoch ms, to the hour; null while nobody opened it. */
  lastUsedAt: number | null;
}

/** A link that stands, as what it opens is decided by. */
export interface StandingLink extends Omit<BoardLink, 'lastUsedAt'> {
  /** What is kept of its password; null: it needs none. */
  password: string | null;
}

/** Links to single boards, for people without an account. Only the hashes of their tokens are kept. */
export interface BoardLinks {
  /** @returns the link, and the token that opens it: this once it can be read. */
  create(link: {
    siteId: string;
    boardId: string;
    endsAt: number;
    /** What is kept of its password; null for none. */
    password: string | null;
    author: string;
  }): Promise<{ link: BoardLink; token: string }>;
  /** A board's links, the newest first; those that ended too, until they are removed. */
  ofBoard(siteId: string, boardId: string): Promise<BoardLink[]>;
  /** How many links a site has, those that ended left out. */
  count(siteId: string): Promise<number>;
  /** @returns whether there was such a link. */
  remove(link: { siteId: string; boardId: string; id: string; author: string }): Promise<boolean>;
  /** Removes every link of a board. */
  removeOf(board: { siteId: string; boardId: string; author: string }): Promise<void>;
  /** The link that a token opens; undefined where there is none, or it ended. Another collector's is known here after 5 s. */
  find(token: string): Promise<StandingLink | undefined>;
  /** Notes that it was used now. @throws StoreError */
  noteUse(link: StandingLink): Promise<void>;
}

export interface BoardLinksOptions {
  /** @throws Refusal while the store cannot be reached. */
  documents: () => Documents;
  nowMs: () => number;
}

const KIND = 'board_link';
/** Apart from the link, so that its history stays short. */
const USE_KIND = 'board_link_use';
/** All links are read at once, and believed this long: whoever tries tokens costs the store nothing more. */
const BELIEVED_MS = 5_000;
/** A link that is used all day is noted once an hour. */
const NOTED_EVERY_MS = 3_600_000;
/** One that ended is listed for so long: whoever asks why it opens nothing is told. Then the next one that is made takes its place. */
const KEPT_AFTER_END_MS = 30 * 24 * 3_600_000;
/** Who wrote down that it was used. */
const VISITOR = 'link';

const bodySchema = z.object({
  boardId: z.string(),
  hash: z.string(),
  password: z.string().nullable(),
  createdAt: z.number(),
  endsAt: z.number(),
});
const useSchema = z.object({ at: z.number() });

interface KeptLink extends StandingLink {
  hash: string;
}

const keptOf = ({ id, siteId, body }: Document): KeptLink => {
  const kept = bodySchema.parse(body);
  return { id, siteId, ...kept, hasPassword: kept.password !== null };
};

/** Keeps links as documents of their sites. */
export const createBoardLinks = ({ documents, nowMs }: BoardLinksOptions): BoardLinks => {
  let read: { at: number; links: Promise<ReadonlyMap<string, KeptLink>> } | undefined;
  const notedAt = new Map<string, number>();

  const readAll = async () =>
    new Map((await documents().list({ kind: KIND })).map(keptOf).map((link) => [link.hash, link]));
  const believed = () => {
    if (read && Math.abs(nowMs() - read.at) < BELIEVED_MS) return read.links;
    const links = readAll();
    const reading = { at: nowMs(), links };
    read = reading;
    links.catch(() => {
      if (read === reading) read = undefined;
    });
    return links;
  };
  const changed = () => {
    read = undefined;
  };
  const ofSite = async (siteId: string) => (await documents().list({ kind: KIND, siteId })).map(keptOf);
  const isStanding = ({ endsAt }: KeptLink) => endsAt > nowMs();

  const remove = async ({ siteId, id }: KeptLink, author: string) => {
    await documents().remove({ kind: KIND, siteId, id, author });
    changed();
    notedAt.delete(id);
    await documents().purge({ kind: USE_KIND, siteId, id });
  };
  const forgetOld = async (siteId: string, author: string) => {
    for (const link of await ofSite(siteId)) if (link.endsAt < nowMs() - KEPT_AFTER_END_MS) await remove(link, author);
  };
  const usesOf = async (siteId: string) =>
    new Map(
      (await documents().list({ kind: USE_KIND, siteId })).map(({ id, body }) => [
        id,
        useSchema.safeParse(body).data?.at,
      ]),
    );

  return {
    create: async ({ siteId, boardId, endsAt, password, author }) => {
      await forgetOld(siteId, author);
      const id = randomBytes(6).toString('hex');
      const token = createToken();
      const kept = { boardId, hash: hashToken(token), password, createdAt: nowMs(), endsAt };
      await documents().put({ kind: KIND, siteId, id, body: kept, author });
      changed();
      const { hash: _, password: __, ...shown } = kept;
      return { token, link: { id, siteId, ...shown, hasPassword: password !== null, lastUsedAt: null } };
    },
    ofBoard: async (siteId, boardId) => {
      const [links, uses] = await Promise.all([ofSite(siteId), usesOf(siteId)]);
      return links
        .filter((link) => link.boardId === boardId)
        .sort((one, other) => other.createdAt - one.createdAt)
        .map(({ hash: _, password: __, ...link }) => ({ ...link, lastUsedAt: uses.get(link.id) ?? null }));
    },
    count: async (siteId) => (await ofSite(siteId)).filter(isStanding).length,
    remove: async ({ siteId, boardId, id, author }) => {
      const found = (await ofSite(siteId)).find((link) => link.id === id && link.boardId === boardId);
      if (found) await remove(found, author);
      return found !== undefined;
    },
    removeOf: async ({ siteId, boardId, author }) => {
      for (const link of await ofSite(siteId)) if (link.boardId === boardId) await remove(link, author);
    },
    find: async (token) => {
      const found = (await believed()).get(hashToken(token));
      return found && isStanding(found) ? found : undefined;
    },
    noteUse: async ({ siteId, id }) => {
      const at = nowMs();
      if (at - (notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
      notedAt.set(id, at);
      try {
        const { version } = await documents().put({ kind: USE_KIND, siteId, id, body: { at }, author: VISITOR });
        // Once a day or so: a version an hour would add up over the years.
        if (version % 24 === 0) await documents().purge({ kind: USE_KIND, siteId, id, beforeVersion: version });
      } catch (error) {
        // Another collector noted it at the same moment.
        if (!(error instanceof StoreError && error.code === 'conflict')) throw error;
      }
    },
  };
};
