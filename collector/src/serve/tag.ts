import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SiteConfig } from '@telltale/protocol';
import { Hono } from 'hono';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { type Content, prepareContent, sendContent } from './content.ts';
import { createStaticFolder } from './static-folder.ts';

export interface TagOptions {
  /** Folder of the built tag. */
  folder: string;
  sites: SiteRegistry;
  /** Such as `t.js`; the lazy pieces are `t-….js` beside it. */
  scriptName: string;
  /** Such as `/e`. */
  collectPath: string;
}

/** Stands exactly once in the built tag. */
const PLACE = '__TELLTALE_CONFIG__';

/** A change of settings reaches every visitor within a minute; meanwhile, and while the collector is away, the tag is at hand. */
const CACHE = 'public, max-age=60, stale-while-revalidate=600';

const siteConfig = (site: Site, publicKey: string, collectPath: string): SiteConfig => ({
  site: publicKey,
  // Relative to the tag's own address, so that a proxy may put both under a path of its own.
  collectUrl: collectPath.slice(1),
  recorders: site.recorders,
  isCookieless: site.isCookieless,
  surveys: site.surveys,
  experiments: site.experiments,
});

/** JSON that may stand inside a script wherever it is put. */
const scriptJson = (value: unknown) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** The built tag marks its segments: recorders by their name, and the code that surveys and experiments need by theirs. */
const SEGMENT = /\/\*tt:([\w-]+)\*\/(.*?)\/\*:tt\*\//gs;

/** Cuts out the segments that the site does not use. Without settings everything stays. */
const cutSegments = (tag: string, config: SiteConfig | null) => {
  const used = new Set<string>(config?.recorders);
  if (config?.surveys.length) used.add('surveys');
  if (config?.experiments.length) used.add('experiments');
  return tag.replace(SEGMENT, (_, name: string, code: string) => (!config || used.has(name) ? code : ''));
};

const notBuilt = () =>
  new Refusal(503, 'tag_not_built', 'The tag is not built: run "pnpm build:assets" where the collector stands.', {
    retryAfterS: 60,
  });

/** Serves the tag with its site's settings inside, and the pieces that it loads when they are due. */
export const tagRoutes = ({ folder, sites, scriptName, collectPath }: TagOptions) => {
  const prefix = scriptName.slice(0, -'.js'.length);
  const pieces = createStaticFolder(folder);
  const prepared = new Map<string, Promise<Content>>();
  let template = { version: '', text: '' };

  const readTemplate = async () => {
    const file = path.join(folder, 't.js');
    const stats = await stat(file).catch(() => undefined);
    if (!stats) throw notBuilt();
    const version = `${stats.mtimeMs} ${stats.size}`;
    if (template.version !== version) {
      prepared.clear();
      template = { version, text: await readFile(file, 'utf8') };
    }
    return template.text;
  };

  /** The settings of the site whose key is asked for; without one, those of the only site there is. */
  const configOf = async (key: string | undefined): Promise<SiteConfig | null> => {
    const [only, another] = sites.all();
    const site = key === undefined ? (another ? undefined : only) : await sites.byPublicKey(key).catch(() => undefined);
    return site ? siteConfig(site, key ?? site.publicKeys[0] ?? '', collectPath) : null;
  };

  const contentOf = async (key: string | undefined): Promise<Content> => {
    const text = await readTemplate();
    const config = await configOf(key);
    const json = scriptJson(config);
    const known = prepared.get(json);
    if (known) return known;
    // Old settings are of no more use; many sites are few enough to keep.
    if (prepared.size >= 1_000) prepared.clear();
    const content = prepareContent('t.js', Buffer.from(cutSegments(text, config).replace(PLACE, () => json)));
    prepared.set(json, content);
    return content;
  };

  return new Hono()
    .use(`/${prefix}*`, async (c, next) => {
      await next();
      // Any site loads it, also with `crossorigin` for Subresource Integrity, also under Cross-Origin-Embedder-Policy.
      c.header('access-control-allow-origin', '*');
      c.header('cross-origin-resource-policy', 'cross-origin');
      c.header('x-content-type-options', 'nosniff');
    })
    .get(`/${scriptName}`, async (c) => sendContent(c, await contentOf(c.req.query('site')), CACHE))
    .get(`/:piece{${prefix}-[a-z-]+\\.js}`, async (c, next) => {
      const content = await pieces.find(`t-${c.req.param('piece').slice(prefix.length + 1)}`);
      return content ? sendContent(c, content, CACHE) : next();
    });
};
