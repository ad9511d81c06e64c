import path from 'node:path';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { collectorFolder } from '../lib/collector-folder.ts';
import { DEMO_SITE } from '../sites/first-run.ts';
import { sendContent } from './content.ts';
import { pageHeaders } from './page-headers.ts';
import { createStaticFolder, type StaticFolder } from './static-folder.ts';

/** Where the built files of the pages lie. */
export interface PageFolders {
  dashboard: string;
  demo: string;
}

export interface PageOptions {
  folders: PageFolders;
  isDemo: boolean;
  /** File name of the tag, such as `t.js`. */
  scriptName: string;
  isSecure: boolean;
}

/** Pages are asked for anew each time, which costs an answer without a body; files whose name carries their hash never change. */
const PAGE_CACHE = 'no-cache';
const HASHED_CACHE = 'public, max-age=31536000, immutable';
const isHashed = (name: string) => /[.-][\w-]{8,}\.\w+$/.test(name) && /^assets\//.test(name);

const decoded = (pathname: string): string => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '\0';
  }
};

const sendFrom = async (c: Context, folder: StaticFolder, prefix: string): Promise<Response | undefined> => {
  const name = decoded(c.req.path).slice(prefix.length);
  const file = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  const content = await folder.find(file);
  return content && sendContent(c, content, isHashed(file) ? HASHED_CACHE : PAGE_CACHE);
};

/** Of the page for people who have a link: what it shows is in no index, and where they go from it learns nothing. */
const sharedHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('x-robots-tag', 'noindex, nofollow');
  c.header('referrer-policy', 'no-referrer');
};

/** Serves the dashboard at `/`, shared boards at `/shared`, the live view of events at `/debug`, and the demo shop at `/demo/`. */
export const pageRoutes = ({ folders, isDemo, scriptName, isSecure }: PageOptions) => {
  const dashboard = createStaticFolder(folders.dashboard);
  const shared = createStaticFolder(folders.dashboard, (page) =>
    page.replace('name="referrer" content="same-origin"', 'name="referrer" content="no-referrer"'),
  );
  const demo = createStaticFolder(folders.demo, (page) =>
    page.replaceAll('__TELLTALE_SITE_KEY__', DEMO_SITE).replaceAll('src="/t.js?', `src="/${scriptName}?`),
  );
  const debug = createStaticFolder(path.join(collectorFolder, 'src/debug'));
  const pages = new Hono().use('/shared', sharedHeaders).use(pageHeaders(isSecure));

  const sendPage = async (c: Context, folder: StaticFolder) => {
    const page = await folder.find('index.html');
    return page
      ? sendContent(c, page, PAGE_CACHE)
      : c.text('The dashboard is not built: run "pnpm build:assets" where the collector stands.', 503);
  };

  if (isDemo)
    pages
      .get('/demo', (c) => c.redirect('/demo/'))
      .get(
        '/demo/*',
        async (c) => (await sendFrom(c, demo, '/demo/')) ?? c.text('There is no such page in the demo shop.', 404),
      );

  return pages
    .get('/debug', async (c) => {
      const page = await debug.find('index.html');
      return page ? sendContent(c, page, PAGE_CACHE) : c.notFound();
    })
    .get('/debug/*', async (c) => (await sendFrom(c, debug, '/debug/')) ?? c.notFound())
    .get('/shared', (c) => sendPage(c, shared))
    .get('*', async (c) => {
      const found = await sendFrom(c, dashboard, '/');
      if (found) return found;
      // The dashboard's own addresses are no files; what looks like a file and is none is missing.
      if (/\.\w+$/.test(c.req.path)) return c.notFound();
      return sendPage(c, dashboard);
    });
};
