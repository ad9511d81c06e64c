import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Documents, StoreError } from '@telltale/store';
import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';
import { isKeyValid, readSite, type Site } from './site.ts';

/** The sites, in memory: taking events never waits for the store. */
export interface SiteRegistry {
  all(): readonly Site[];
  byId(id: string): Site | undefined;
  /**
   * The site that a tag's key belongs to. A key that is not known is looked up in the store before it is refused for good: another
   * collector may have just made the site.
   * @throws Refusal 503 while the store cannot say.
   */
  byPublicKey(key: string): Promise<Site | undefined>;
  /** Writes a site's next version. @throws StoreError */
  put(site: Site, author: string): Promise<void>;
  /**
   * Writes what `change` makes of a site's latest version. Of changes at the same time none is lost, whichever collector they come
   * through: each is made to what the others left.
   * @throws StoreError `conflict` when others were faster again and again; Refusal 404 when the site was removed
   */
  change(id: string, change: (site: Site) => Site, author: string): Promise<Site>;
  /** Removes a site: its keys are refused here at once, and by other collectors within 10 s. @throws StoreError */
  remove(id: string, author: string): Promise<void>;
  /** Reads all sites from the store. @throws StoreError */
  refresh(): Promise<void>;
}

export interface SiteRegistryOptions {
  /** Folder of the copy that serves while the store is away. */
  folder: string;
  /** The store's documents. @throws Refusal while it cannot be reached. */
  documents: () => Documents;
  nowMs?: () => number;
}

const KIND = 'site';
/** Strangers may send any key: the store is asked this seldom. */
const LOOK_UP_EVERY_MS = 2_000;
/** Another collector may write first. It does not do so this often in a row. */
const MOST_ATTEMPTS = 5;

const readCopy = async (file: string): Promise<Site[]> => {
  try {
    return z
      .array(z.unknown())
      .parse(JSON.parse(await readFile(file, 'utf8')))
      .map(readSite);
  } catch {
    // Missing on a first start; damaged, it is written again as soon as the store answers.
    return [];
  }
};

/** Opens the registry with the copy of the sites as they last were. */
export const openSiteRegistry = async ({
  folder,
  documents,
  nowMs = Date.now,
}: SiteRegistryOptions): Promise<SiteRegistry> => {
  const file = path.join(folder, 'sites.json');
  let ids = new Map<string, Site>();
  let keys = new Map<string, Site>();
  let refreshedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;

  const take = (sites: readonly Site[]) => {
    ids = new Map(sites.map((site) => [site.id, site]));
    keys = new Map(sites.flatMap((site) => site.publicKeys.map((key) => [key, site] as const)));
  };

  const saveCopy = async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify([...ids.values()]));
    await rename(`${file}.new`, file);
  };

  /** How many sites were written here so far. */
  let writes = 0;

  const read = async (): Promise<void> => {
    const before = writes;
    const found = await documents().list({ kind: KIND });
    // What was written while the list was on its way may not be on it.
    if (writes !== before) return read();
    take(found.map(({ body }) => readSite(body)));
    refreshedAt = nowMs();
    // Without a copy this collector could start only while the store answers; that is all a full disk may cost here.
    await saveCopy().catch(() => undefined);
  };

  const refresh = (): Promise<void> => {
    refreshing ??= read().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  const remember = async (site: Site) => {
    writes += 1;
    take([...[...ids.values()].filter(({ id }) => id !== site.id), site]);
    await saveCopy().catch(() => undefined);
  };

  const changeLatest = async (id: string, change: (site: Site) => Site, author: string): Promise<Site> => {
    for (let attempt = 1; ; attempt++) {
      const latest = await documents().get({ kind: KIND, siteId: '', id });
      if (!latest) throw new Refusal(404, 'unknown_site', `The site "${id}" was removed.`, { path: 'site' });
      const site = change(readSite(latest.body));
      try {
        await documents().put({ kind: KIND, siteId: '', id, body: site, author, expectedVersion: latest.version });
        await remember(site);
        return site;
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'conflict') || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  };

  const withKey = (key: string): Site | undefined => {
    const site = keys.get(key);
    return site && isKeyValid(site, key, nowMs()) ? site : undefined;
  };

  /** By site, the change that is made last: the next waits for it. */
  const lastChanges = new Map<string, Promise<unknown>>();

  take(await readCopy(file));
  return {
    all: () => [...ids.values()],
    byId: (id) => ids.get(id),
    byPublicKey: async (key) => {
      const known = withKey(key);
      if (known || nowMs() - refreshedAt < LOOK_UP_EVERY_MS) return known;
      try {
        await refresh();
      } catch (cause) {
        throw new Refusal(503, 'store_unavailable', 'Whether the site exists cannot be looked up now.', {
          retryAfterS: 10,
          cause,
        });
      }
      return withKey(key);
    },
    put: async (site, author) => {
      await documents().put({ kind: KIND, siteId: '', id: site.id, body: site, author });
      await remember(site);
    },
    change: (id, change, author) => {
      const made = (lastChanges.get(id) ?? Promise.resolve()).then(() => changeLatest(id, change, author));
      // A change that fails holds nobody up.
      lastChanges.set(
        id,
        made.catch(() => undefined),
      );
      return made;
    },
    remove: async (id, author) => {
      await documents().remove({ kind: KIND, siteId: '', id, author });
      writes += 1;
      take([...ids.values()].filter((site) => site.id !== id));
      await saveCopy().catch(() => undefined);
    },
    refresh,
  };
};
