import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExperimentConfig } from '@telltale/protocol';
import { Hono } from 'hono';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import { composeExperiments, composeTag, composeWholeTag } from './compose-tag.ts';
import { type Content, prepareContent, sendContent } from './content.ts';
import { createStaticFolder } from './static-folder.ts';

export interface TagOptions {
  /** Folder of the built tag. */
  folder: string;
  sites: SiteRegistry;
  /** Such as `t.js`; the lazy pieces are `t-….js` beside it. Sites may have names of their own. */
  scriptName: string;
  /** Such as `/e`. */
  collectPath: string;
  /** The experiments that run now on a site, by its id. */
  runningExperiments: (siteId: string) => readonly ExperimentConfig[];
}

/** Scripts that are made for each site, by the name of the built file. */
const composers = { 't.js': composeTag, 't-ab.js': composeExperiments };

type ScriptName = keyof typeof composers;

const isComposed = (name: string): name is ScriptName => Object.hasOwn(composers, name);

const SCRIPT = '/:file{[\\w-]+\\.js}';

/** A change of settings reaches every visitor within a minute; meanwhile, and while the collector is away, the tag is at hand. */
const CACHE = 'public, max-age=60, stale-while-revalidate=600';

const notBuilt = () =>
  new Refusal(503, 'tag_not_built', 'The tag is not built: run "pnpm build:assets" where the collector stands.', {
    retryAfterS: 60,
  });

/** Serves the tag with its site's settings inside, and the pieces that it loads when they are due. */
export const tagRoutes = ({ folder, sites, scriptName, collectPath, runningExperiments }: TagOptions) => {
  const pieces = createStaticFolder(folder);
  const prepared = new Map<string, Promise<Content>>();
  const templates = new Map<ScriptName, { version: string; text: string }>();

  /** A built script; while a build has taken it away, the one that was there. */
  const readTemplate = async (name: ScriptName) => {
    const file = path.join(folder, name);
    const stats = await stat(file).catch(() => undefined);
    const known = templates.get(name);
    const version = stats ? `${stats.mtimeMs} ${stats.size}` : known?.version;
    if (known && known.version === version) return known;
    const text = await readFile(file, 'utf8').catch(() => undefined);
    const template = text !== undefined && version !== undefined ? { version, text } : known;
    if (!template) throw notBuilt();
    templates.set(name, template);
    return template;
  };

  /** The site whose key is asked for; without one, the only site there is. */
  const siteOf = async (key: string | undefined): Promise<Site | undefined> => {
    const [only, another] = sites.all();
    return key === undefined ? (another ? undefined : only) : await sites.byPublicKey(key).catch(() => undefined);
  };

  const contentOf = async (name: ScriptName, asked: string | undefined): Promise<Content> => {
    const { version, text } = await readTemplate(name);
    const known = await siteOf(asked);
    const site = known && { ...known, experiments: runningExperiments(known.id) };
    const publicKey = asked ?? site?.publicKeys[0] ?? '';
    const variant = `${name} ${version} ${site ? `${publicKey} ${JSON.stringify(site)}` : ''}`;
    const ready = prepared.get(variant);
    if (ready) return ready;
    // Old settings and old builds are of no more use; many sites are few enough to keep.
    if (prepared.size >= 1_000) prepared.clear();
    const script = site ? composers[name](text, site, { publicKey, collectPath }) : composeWholeTag(text);
    const content = prepareContent('t.js', Buffer.from(script));
    prepared.set(variant, content);
    return content;
  };

  /**
   * The built file that is asked for: `t.js` of `shop.js`, `t-vitals.js` of `shop-vitals.js`; undefined where the name is none of the
   * tag's. The collector's own come first. Those of sites have no hyphen: none is like the piece of another.
   */
  const builtNameOf = (file: string): string | undefined => {
    for (const name of [scriptName, ...sites.all().flatMap((site) => site.scriptName || [])]) {
      const prefix = name.slice(0, -'.js'.length);
      const rest = file.startsWith(prefix) ? file.slice(prefix.length) : '';
      if (/^(-[a-z-]+)?\.js$/.test(rest)) return `t${rest}`;
    }
    return undefined;
  };

  return new Hono()
    .use(SCRIPT, async (c, next) => {
      const isTag = builtNameOf(c.req.param('file')) !== undefined;
      await next();
      if (!isTag) return;
      // Any site loads it, also with `crossorigin` for Subresource Integrity, also under Cross-Origin-Embedder-Policy.
      c.header('access-control-allow-origin', '*');
      c.header('cross-origin-resource-policy', 'cross-origin');
      c.header('x-content-type-options', 'nosniff');
    })
    .get(SCRIPT, async (c, next) => {
      const name = builtNameOf(c.req.param('file'));
      if (name === undefined) return next();
      const content = isComposed(name) ? await contentOf(name, c.req.query('site')) : await pieces.find(name);
      return content ? sendContent(c, content, CACHE) : next();
    });
};
