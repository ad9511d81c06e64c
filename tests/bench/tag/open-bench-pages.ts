import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Batch, Verdict } from '@telltale/protocol';
import { type BuiltTag, SITE_KEY } from './compose-tag.ts';

/** A request that is not for the page itself. */
export interface TagRequest {
  method: string;
  path: string;
  atMs: number;
  /** Of a batch: its body as it came. */
  body: string;
  /** Whether it was a batch that got its verdict. */
  isTaken: boolean;
}

const cors = { 'access-control-allow-origin': '*' };
const script = { ...cors, 'content-type': 'text/javascript; charset=utf-8' };

/** Which script a page loads, by its path. */
const scripts: Record<string, string> = { '/shirts/linen-white': 't.js', '/bare': '', '/yardstick': 'yardstick.js' };

/** The least that any tag does: what it takes over the bare page is the floor of this browser on this machine. */
const yardstick = `setTimeout(()=>fetch(new URL('e',document.querySelector('script[data-site]').src),
{method:'POST',keepalive:true,body:JSON.stringify({envelopes:[],url:location.href})}),1000)`;

/**
 * Serves the same page with the default tag (`url`), without any (`bareUrl`) and with a yardstick, and takes batches. The page is on `localhost`, tag
 * and collector on `127.0.0.1`: another origin, as on a real site, so that a preflight would be seen.
 */
export const openBenchPages = async (built: BuiltTag) => {
  const page = await readFile(new URL('page.html', import.meta.url), 'utf8');
  const requests: TagRequest[] = [];
  let isReachable = true;
  let tagOrigin = '';

  const take = (body: string): Verdict => {
    const { envelopes }: Batch = JSON.parse(body);
    return { accepted: envelopes.reduce((sum, { events }) => sum + events.length, 0), rejected: [] };
  };

  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const asked = new URL(url, 'http://localhost').pathname;
    const loaded = scripts[asked];
    if (loaded !== undefined) {
      const snippet =
        loaded && `<script defer src="${tagOrigin}/${loaded}?site=${SITE_KEY}" data-site="${SITE_KEY}"></script>`;
      const html = page.replace('<!--tag-->', snippet);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      return;
    }
    const body = (await buffer(request)).toString();
    const isBatch = asked === '/e' && method === 'POST';
    requests.push({ method, path: asked, atMs: performance.now(), body, isTaken: isBatch && isReachable });
    if (asked === '/yardstick.js') return void response.writeHead(200, script).end(yardstick);
    const code = asked === '/t.js' ? built.tags.default : built.pieces.get(asked.slice(1));
    if (code !== undefined) response.writeHead(200, script).end(code);
    else if (!isBatch) response.writeHead(404, cors).end();
    else if (!isReachable) request.socket.destroy();
    else response.writeHead(202, { ...cors, 'content-type': 'application/json' }).end(JSON.stringify(take(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  tagOrigin = `http://127.0.0.1:${port}`;

  return {
    url: `http://localhost:${port}/shirts/linen-white`,
    yardstickUrl: `http://localhost:${port}/yardstick`,
    bareUrl: `http://localhost:${port}/bare`,
    tagUrl: `${tagOrigin}/t.js`,
    requests,
    /** From now on batches are taken, or the connection is cut. */
    setReachable(next: boolean) {
      isReachable = next;
    },
    /** How many different events of a kind have been taken. */
    received: (kind: string): number => {
      const ids = requests
        .filter(({ isTaken }) => isTaken)
        .flatMap(({ body }) => (JSON.parse(body) as Batch).envelopes)
        .flatMap(({ pageId, events }) => events.map((event) => ({ pageId, ...event })))
        .filter((event) => event.kind === kind)
        .map(({ pageId, seq }) => `${pageId} ${seq}`);
      return new Set(ids).size;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A running page server. */
export type BenchPages = Awaited<ReturnType<typeof openBenchPages>>;
