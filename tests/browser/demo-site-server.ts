import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { composeTag, defaultSiteSettings, type TagSettings } from '@telltale/collector';
import type { Batch, Event } from '@telltale/protocol';
import { wireSchema } from '@telltale/protocol';

const dist = fileURLToPath(new URL('../../demo-site/dist/', import.meta.url));
const tag = fileURLToPath(new URL('../../packages/sdk/dist/tag/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** As strict as it can be: nothing inline, nothing foreign, no string ever becomes code. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The key that stands in the shop's pages. */
export const SHOP_KEY = 'demo-shop';

/** Every file below a folder by its path in it, read once: a build that runs meanwhile does not disturb. */
const readFolder = async (folder: string): Promise<Map<string, Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        return [path.relative(folder, file), await readFile(file)] as const;
      }),
    ),
  );
};
let builtFiles: Promise<[shop: Map<string, Buffer>, tag: Map<string, Buffer>]> | undefined;

/** Serves the built shop and the built tag as the collector does, and keeps what the tag sends. */
export const serveShop = async (config: Partial<TagSettings> = {}) => {
  const batches: Batch[] = [];
  const missing: string[] = [];
  const settings: TagSettings = { ...defaultSiteSettings, ...config };

  builtFiles ??= Promise.all([readFolder(dist), readFolder(tag)]);
  const [shopFiles, tagFiles] = await builtFiles;

  const fileOf = (pathname: string): Buffer | string | undefined => {
    if (pathname === '/t.js')
      return composeTag(tagFiles.get('t.js')?.toString('utf8') ?? '', settings, { publicKey: SHOP_KEY });
    if (pathname.startsWith('/t-')) return tagFiles.get(pathname.slice(1));
    if (!pathname.startsWith('/demo/')) return undefined;
    const name = pathname.slice('/demo/'.length) + (pathname.endsWith('/') ? 'index.html' : '');
    const content = shopFiles.get(name);
    return name.endsWith('.html') ? content?.toString('utf8').replaceAll('__TELLTALE_SITE_KEY__', SHOP_KEY) : content;
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && pathname === '/e') {
      const batch = wireSchema.parse(JSON.parse(await text(request)));
      batches.push(batch);
      const accepted = batch.envelopes.reduce((sum, { events }) => sum + events.length, 0);
      response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ accepted, rejected: [] }));
      return;
    }
    const content = fileOf(pathname);
    if (content === undefined) {
      missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    const type = types[pathname.endsWith('/') ? '.html' : path.extname(pathname)] ?? 'application/octet-stream';
    const headers = { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-cache' };
    response.writeHead(200, headers).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    /** Addresses that were asked for and are not there. */
    missing,
    /** Everything the tag has sent so far, as it came. */
    batches,
    /** Every event the tag has sent so far, once: what was sent again because a page was left counts once, as in the store. */
    events: (): Event[] => {
      const sent = batches.flatMap(({ envelopes }) =>
        envelopes.flatMap(({ pageId, events }) => events.map((event) => [`${pageId} ${event.seq}`, event] as const)),
      );
      return [...new Map(sent).values()];
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
