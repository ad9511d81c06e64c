import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeTag as compose, composeExperiments, defaultSiteSettings, type TagSettings } from '@telltale/collector';

/** The SDK's built files. */
const builtTagFolder = fileURLToPath(new URL('../../../packages/sdk/dist/tag', import.meta.url));

/** The public key of the bench's site, as long as real ones. */
export const SITE_KEY = 'pk_4f9d2c7be1a86035';

/** What a site decides about its tag; the rest is as in a new site. */
export type TagChoice = Partial<TagSettings>;

/** An experiment as most are: another text in another colour. */
const plain: TagSettings['experiments'] = [
  {
    id: 'checkout-button',
    variants: [
      { id: 'control', weight: 1 },
      {
        id: 'green',
        weight: 1,
        changes: [
          { kind: 'text', selector: '#order', texts: { en: 'Buy now', ar: 'اشترِ الآن' } },
          { kind: 'style', selector: '#order', properties: { 'background-color': 'green' } },
        ],
      },
    ],
  },
];

/** What the tag's sizes are measured with. */
export const tagChoices = {
  'page-views': { recorders: ['page-view', 'engagement'], isQueuePersistent: false },
  'page-views-kept': { recorders: ['page-view', 'engagement'] },
  'always-on': {
    recorders: ['page-view', 'engagement', 'inspection', 'click', 'checkout', 'error'],
  },
  default: {},
  experiment: { experiments: plain },
} as const satisfies Record<string, TagChoice>;

const readBuilt = (name: string): Promise<string> =>
  readFile(path.join(builtTagFolder, name), 'utf8').catch((cause: unknown) => {
    throw new Error('The SDK is not built: run "pnpm --filter @telltale/sdk build".', { cause });
  });

/** The tag as a page of a site with these settings loads it, settings included. */
export const composeTag = async (choice: TagChoice): Promise<string> =>
  compose(await readBuilt('t.js'), { ...defaultSiteSettings, ...choice }, { publicKey: SITE_KEY });

/** The script of a plain experiment as a page has it in its head. */
export const composeHeadScript = async (): Promise<string> =>
  composeExperiments(
    await readBuilt('t-ab.js'),
    { ...defaultSiteSettings, experiments: plain },
    { publicKey: SITE_KEY },
  );

/** Everything that is measured, read once: a build that runs meanwhile changes nothing. */
export interface BuiltTag {
  /** What a page loads, by choice. */
  tags: Readonly<Record<keyof typeof tagChoices, string>>;
  /** The script of the experiments, which stands in a page's head. */
  head: string;
  /** What is loaded only when it is due, by file name. */
  pieces: ReadonlyMap<string, string>;
}

/** Reads the built files. @throws when the SDK is not built */
export const readBuiltTag = async (): Promise<BuiltTag> => {
  const names = (await readdir(builtTagFolder)).filter((name) => name.startsWith('t-'));
  const read = async (name: string) => [name, await readFile(path.join(builtTagFolder, name), 'utf8')] as const;
  const composed = Object.entries(tagChoices).map(async ([name, choice]) => [name, await composeTag(choice)]);
  return {
    tags: Object.fromEntries(await Promise.all(composed)),
    head: await composeHeadScript(),
    pieces: new Map(await Promise.all(names.map(read))),
  };
};
