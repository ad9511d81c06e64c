import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Document, type Documents, StoreError } from '@telltale/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultSiteSettings, type Site } from './site.ts';
import { openSiteRegistry } from './site-registry.ts';

const first: Site = {
  ...defaultSiteSettings,
  name: 'Shop',
  timeZone: 'UTC',
  id: 'shop',
  publicKeys: ['key'],
  createdAt: 0,
};

/** One document that two collectors write to; whoever read an older version is refused. */
const sharedDocument = (body: unknown) => {
  let latest = { kind: 'site', siteId: '', id: 'shop', version: 1, body } as Document;
  const documents: Pick<Documents, 'get' | 'put' | 'list'> = {
    get: async () => latest,
    list: async () => [latest],
    put: async (document) => {
      await Promise.resolve();
      if (document.expectedVersion !== undefined && document.expectedVersion !== latest.version)
        throw new StoreError('It was changed in the meantime.', { code: 'conflict' });
      latest = { ...latest, ...document, version: latest.version + 1 };
      return latest;
    },
  };
  return { documents: documents as Documents, latest: () => latest };
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the registry of sites', () => {
  it('keeps changes that two collectors make at the same instant', async () => {
    const { documents, latest } = sharedDocument(first);
    const open = async (name: string) => {
      const registry = await openSiteRegistry({ folder: path.join(folder, name), documents: () => documents });
      await registry.refresh();
      return registry;
    };
    const [one, two] = [await open('one'), await open('two')];
    await Promise.all([
      one.change('shop', (site) => ({ ...site, name: 'Renamed' }), 'ada'),
      two.change('shop', (site) => ({ ...site, isQueryCounted: true }), 'bob'),
      one.change('shop', (site) => ({ ...site, isHashCounted: true }), 'ada'),
    ]);
    expect(latest().body).toMatchObject({ name: 'Renamed', isQueryCounted: true, isHashCounted: true });
    expect(latest().version).toBe(4);
  });

  it('does not forget a change because an older list of the sites arrives after it', async () => {
    const { documents } = sharedDocument(first);
    const arrivals: (() => void)[] = [];
    const slow: Documents = {
      ...documents,
      list: async (of) => {
        const found = await documents.list(of);
        await new Promise<void>((arrive) => arrivals.push(arrive));
        return found;
      },
    };
    const registry = await openSiteRegistry({ folder: path.join(folder, 'four'), documents: () => slow });
    const refreshed = registry.refresh();
    await vi.waitFor(() => expect(arrivals).toHaveLength(1), 20_000);
    await registry.change('shop', (site) => ({ ...site, name: 'Changed' }), 'ada');
    arrivals[0]?.();
    await vi.waitFor(() => expect(arrivals).toHaveLength(2), 20_000);
    arrivals[1]?.();
    await refreshed;
    expect(registry.byId('shop')?.name).toBe('Changed');
  });

  it('goes on with the next change after one that failed', async () => {
    const { documents } = sharedDocument(first);
    const registry = await openSiteRegistry({ folder: path.join(folder, 'three'), documents: () => documents });
    const failed = registry.change(
      'shop',
      () => {
        throw new Error('no');
      },
      'ada',
    );
    const made = registry.change('shop', (site) => ({ ...site, name: 'Made' }), 'ada');
    await expect(failed).rejects.toThrow('no');
    expect(await made).toMatchObject({ name: 'Made' });
    expect(registry.byId('shop')?.name).toBe('Made');
  });
});
