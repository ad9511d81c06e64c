import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from '@telltale/store';
import type { Access } from '../access/access.ts';
import { EVERY_SITE } from '../access/roles.ts';
import { newExperimentSchema } from '../experiments/experiment.ts';
import type { Experiments } from '../experiments/experiments.ts';
import { defaultSiteSettings, type Site, siteSettingsSchema } from './site.ts';
import type { SiteRegistry } from './site-registry.ts';

/** The demo shop's site: its id, and its key in the shop's pages. */
export const DEMO_SITE = 'demo';

const AUTHOR = 'first start';

export interface FirstRunOptions {
  sites: SiteRegistry;
  experiments: Pick<Experiments, 'write' | 'refresh'>;
  access: Access;
  isDemo: boolean;
  /** Folder of the built demo shop; its `site.json` holds the settings that belong to it (name, surveys, experiments). */
  demoFolder: string;
  nowMs: () => number;
}

const demoSchema = siteSettingsSchema.partial().extend({
  experiments: newExperimentSchema.array().default([]),
});

const readDemo = async (folder: string) => {
  const text = await readFile(path.join(folder, 'site.json'), 'utf8').catch(() => '{}');
  return demoSchema.parse(JSON.parse(text));
};

/** The crowd that fills the demo came in the days before: its experiments have run for as long. */
const DEMO_SINCE_MS = 60 * 86_400_000;

/** Makes what is missing: an owner of every site, a first site, and the demo shop's site when the demo is on. */
export const ensureFirstRun = async ({
  sites,
  experiments,
  access,
  isDemo,
  demoFolder,
  nowMs,
}: FirstRunOptions): Promise<void> => {
  await Promise.all([sites.refresh(), experiments.refresh()]);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (isDemo && !sites.byId(DEMO_SITE)) {
    const { experiments: running, ...decided } = await readDemo(demoFolder);
    const settings = Object.entries(decided).filter(([, value]) => value !== undefined);
    const demo: Site = {
      ...defaultSiteSettings,
      name: 'Demo shop',
      timeZone,
      ...Object.fromEntries(settings),
      id: DEMO_SITE,
      publicKeys: [DEMO_SITE],
      createdAt: nowMs(),
    };
    await sites.put(demo, AUTHOR);
    const startedAt = nowMs() - DEMO_SINCE_MS;
    for (const experiment of running) {
      const weightHistory = [{ at: startedAt, weights: experiment.variants.map(({ weight }) => weight) }];
      const started = { state: 'running' as const, startedAt, stoppedAt: null, weightHistory, decision: null };
      await experiments.write({ ...experiment, ...started }, { siteId: DEMO_SITE, author: AUTHOR });
    }
  }
  if (!sites.all().some(({ id }) => id !== DEMO_SITE))
    await sites.put(
      {
        ...defaultSiteSettings,
        name: 'My site',
        timeZone,
        id: randomBytes(5).toString('hex'),
        publicKeys: [randomBytes(9).toString('base64url')],
        createdAt: nowMs() + 1,
      },
      AUTHOR,
    );
  if ((await access.owners()).length === 0)
    await access.addPerson({ name: 'Owner', email: null, roles: { [EVERY_SITE]: 'owner' }, author: AUTHOR });
};

/** Whether anything of the demo shop is stored. @throws StoreError */
export const hasDemoEvents = async (store: Pick<Store, 'rows'>): Promise<boolean> => {
  const { rows } = await store.rows({
    sql: 'SELECT 1 FROM events WHERE site_id = {siteId:String} LIMIT 1',
    params: { siteId: DEMO_SITE },
  });
  return rows.length > 0;
};
