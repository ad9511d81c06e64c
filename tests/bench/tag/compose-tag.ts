import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SiteConfig } from '@telltale/protocol';
// Not a public entry: the file as the collector serves it is what is weighed, whatever it cuts out of it on the way.
import { tagRoutes } from '../../../collector/src/serve/tag.ts';
import { defaultSiteSettings } from '../../../collector/src/sites/site.ts';

/** The SDK's built files. */
const builtTagFolder = fileURLToPath(new URL('../../../packages/sdk/dist/tag', import.meta.url));

/** The public key of the bench's site, as long as real ones. */
export const SITE_KEY = 'pk_4f9d2c7be1a86035';

/** What a site decides about its tag. */
export type TagChoice = Pick<SiteConfig, 'recorders' | 'experiments'>;

/** What the tag's sizes are measured with. */
export const tagChoices = {
  'page-views': { recorders: ['page-view', 'engagement'], experiments: [] },
  // Assignment is cut out too where there is no experiment.
  default: {
    recorders: defaultSiteSettings.recorders,
    experiments: [
      {
        id: 'checkout-button',
        variants: [
          { id: 'control', weight: 1 },
          { id: 'green', weight: 1 },
        ],
      },
    ],
  },
} as const satisfies Record<string, TagChoice>;

/** The tag as a page of a site with these settings loads it, settings included. */
export const composeTag = async ({ recorders, experiments }: TagChoice): Promise<string> => {
  const site = {
    ...defaultSiteSettings,
    id: 'bench',
    name: 'Bench',
    timeZone: 'UTC',
    createdAt: 0,
    publicKeys: [SITE_KEY],
    recorders: [...recorders],
    experiments,
  };
  const routes = tagRoutes({
    folder: builtTagFolder,
    scriptName: 't.js',
    collectPath: '/e',
    sites: {
      all: () => [site],
      byId: () => site,
      byPublicKey: async () => site,
      put: async () => {},
      refresh: async () => {},
    },
  });
  const answer = await routes.request(`/t.js?site=${SITE_KEY}`);
  if (answer.status !== 200)
    throw new Error(`The collector does not serve the tag (${answer.status}): build the SDK first.`);
  return answer.text();
};

/** Everything that is measured, read once: a build that runs meanwhile changes nothing. */
export interface BuiltTag {
  pageViews: string;
  default: string;
  /** What is loaded only when it is due, by file name. */
  pieces: ReadonlyMap<string, string>;
}

/** Reads the built files. @throws when the SDK is not built */
export const readBuiltTag = async (): Promise<BuiltTag> => {
  const names = (await readdir(builtTagFolder)).filter((name) => name.startsWith('t-'));
  return {
    pageViews: await composeTag(tagChoices['page-views']),
    default: await composeTag(tagChoices.default),
    pieces: new Map(
      await Promise.all(
        names.map(async (name) => [name, await readFile(path.join(builtTagFolder, name), 'utf8')] as const),
      ),
    ),
  };
};
