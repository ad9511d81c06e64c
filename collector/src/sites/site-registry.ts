import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Documents } from '@telltale/store';
import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';
import { readSite, type Site } from './site.ts';

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

  const read = async () => {
    const found = await documents().list({ kind: KIND });
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

  take(await readCopy(file));
  return {
    all: () => [...ids.values()],
    byId: (id) => ids.get(id),
    byPublicKey: async (key) => {
      const known = keys.get(key);
      if (known || nowMs() - refreshedAt < LOOK_UP_EVERY_MS) return known;
      try {
        await refresh();
      } catch (cause) {
        throw new Refusal(503, 'store_unavailable', 'Whether the site exists cannot be looked up now.', {
          retryAfterS: 10,
          cause,
        });
      }
      return keys.get(key);
    },
    put: async (site, author) => {
      await documents().put({ kind: KIND, siteId: '', id: site.id, body: site, author });
      take([...[...ids.values()].filter(({ id }) => id !== site.id), site]);
      await saveCopy().catch(() => undefined);
    },
    refresh,
  };
};
