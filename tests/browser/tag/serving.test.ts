import { request as askServer, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openBrowser, openVisitorPage } from '../../fixtures/browser.ts';
import { startTestCollector, type TestCollector } from '../../fixtures/collector.ts';
import type { TagWindow } from './visit.ts';

/** A site whose own server passes one of its folders on to the collector, as owners do who want the tag to be first-party. */
const openSiteWithProxy = async (prefix: string) => {
  let upstream = '';
  let html = '';
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const { url = '', method, headers } = request;
    paths.push(`${method} ${url.replace(/\?.*/, '')}`);
    if (!url.startsWith(`${prefix}/`))
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    const passed = askServer(`${upstream}${url.slice(prefix.length)}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    paths,
    passOnTo(collectorUrl: string) {
      upstream = collectorUrl;
    },
    show(content: string) {
      html = content;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const survey = {
  id: 'nps',
  title: 'Why',
  questions: [{ id: 'recommend', kind: 'nps', text: { en: 'Why?' } }],
  thanks: { en: 'Thank you' },
  rules: { triggers: [{ on: 'event', kind: 'custom' }] },
};

describe('a tag that was renamed, behind a folder of the site itself', () => {
  let site: Awaited<ReturnType<typeof openSiteWithProxy>>;
  let collector: TestCollector;
  let browser: Browser;
  let siteId: string;

  beforeAll(async () => {
    site = await openSiteWithProxy('/fresh/produce');
    collector = await startTestCollector({
      settings: {
        TRACKER_SCRIPT_NAME: 'apples.js',
        COLLECT_PATH: '/pears/basket',
        BASE_URL: `${site.url}/fresh/produce`,
      },
    });
    site.passOnTo(collector.url);
    await collector.whenReady;
    siteId = collector.sites()[0]?.id ?? '';
    await collector.owner(`/sites/${siteId}/surveys`, { method: 'POST', body: survey });
    const live = { method: 'PATCH', body: { state: 'live', revision: 1 } };
    expect((await collector.owner(`/sites/${siteId}/surveys/${survey.id}`, live)).status).toBe(200);
    const { snippet } = (await (await collector.owner(`/sites/${siteId}`)).json()) as { snippet: string };
    site.show(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title>${snippet}<p>fruit`);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await collector?.remove();
    await site?.close();
  });

  const visit = async (): Promise<Page> => {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    site.paths.length = 0;
    const page = await openVisitorPage(context);
    await page.goto(`${site.url}/`);
    return page;
  };

  const recorded = async () => {
    const { events } = (await (await collector.owner(`/sites/${siteId}/debug/events`)).json()) as {
      events: { kind: string; verdict: string }[];
    };
    return events.map(({ kind, verdict }) => `${kind} ${verdict}`);
  };

  it('finds where to report to, and its lazy pieces when they are due, without asking for anything else', async () => {
    const page = await visit();
    await page.evaluate(() => (window as unknown as TagWindow).telltale.track('ripe'));
    await page.getByRole('radiogroup').waitFor();
    await vi.waitFor(() => expect(site.paths).toContain('GET /fresh/produce/apples-vitals.js'), { timeout: 10_000 });
    await vi.waitFor(
      async () =>
        expect(await recorded()).toEqual(
          expect.arrayContaining(['page_view accepted', 'custom accepted', 'survey_shown accepted']),
        ),
      { timeout: 10_000 },
    );
    expect([...new Set(site.paths)].sort()).toEqual([
      'GET /',
      'GET /fresh/produce/apples-survey.js',
      'GET /fresh/produce/apples-vitals.js',
      'GET /fresh/produce/apples.js',
      'POST /fresh/produce/pears/basket',
    ]);
  });

  it('comes in one request with its settings inside, compressed, and from the browser’s own cache on the next page', async () => {
    const page = await visit();
    const [response] = await Promise.all([page.waitForResponse(/apples\.js/), page.reload()]);
    expect(site.paths.filter((path) => path.endsWith('.js'))).toEqual(['GET /fresh/produce/apples.js']);
    const { encodedBytes, decodedBytes } = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return { encodedBytes: entry?.encodedBodySize ?? 0, decodedBytes: entry?.decodedBodySize ?? 0 };
    });
    expect(encodedBytes).toBeGreaterThan(0);
    expect(encodedBytes).toBeLessThan(decodedBytes / 2);
    expect(await response.text()).toContain('"id":"recommend"');
  });
});
