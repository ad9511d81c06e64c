import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recorderNames } from '@telltale/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { openBrowser, openVisitorPage } from '../../fixtures/browser.ts';
import { startTestCollector, type TestCollector } from '../../fixtures/collector.ts';
import type { TagWindow } from './visit.ts';

/** A page and what its server says about it. */
interface StrictPage {
  headers: Record<string, string>;
  /** Attributes of the tag's element beside those that the collector's snippet has. */
  attributes?: string;
}

/** Serves pages by path, each with headers of its own. */
const openStrictSite = async () => {
  const pages = new Map<string, StrictPage & { snippet: string }>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    const tag = page.snippet.replace('<script ', `<script ${page.attributes ?? ''} `);
    return response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers })
      .end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Strict</title>${tag}
        <section data-tt-feature="gallery"><button>press</button></section>
        <form data-tt-checkout="contact"><input name="email"></form>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    pages,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Everything that can be on is on. */
const settings = {
  recorders: recorderNames,
  features: [{ feature: 'form', selector: 'form' }],
  checkoutSteps: [{ step: 'elsewhere', selector: '.elsewhere' }],
  maskedSelectors: ['.private'],
  ignoredSelectors: ['.ignored'],
  textSelectors: ['button'],
  linkedDomains: ['other.example'],
};

const survey = {
  id: 'nps',
  title: 'Why',
  questions: [{ id: 'recommend', kind: 'nps', text: { en: 'Why?' } }],
  thanks: { en: 'Thank you' },
  rules: { triggers: [{ on: 'event', kind: 'custom' }] },
};

const experiment = {
  id: 'cta',
  name: 'The button',
  variants: [
    { id: 'control', weight: 1 },
    { id: 'other', weight: 1 },
  ],
  primary: { type: 'conversion', title: 'Bought', events: [{ kind: 'purchase' }] },
};

/** What has to be recorded on the page, with the widget and the vitals, whatever the page forbids. */
const everyKind = ['checkout_step', 'click', 'custom', 'error', 'exposure', 'page_view', 'survey_shown', 'web_vital'];

describe('the tag on a page that forbids all it can', () => {
  let collector: TestCollector;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openStrictSite>>;
  let siteId: string;
  let snippet: string;

  beforeAll(async () => {
    [collector, browser, site] = await Promise.all([startTestCollector(), openBrowser(), openStrictSite()]);
    await collector.whenReady;
    siteId = collector.sites()[0]?.id ?? '';
    const done = async (path: string, method: string, body: object) => {
      const answer = await collector.owner(`/sites/${siteId}${path}`, { method, body });
      if (!answer.ok) throw new Error(await answer.text());
    };
    await done('/experiments', 'POST', experiment);
    await done('/experiments/cta/state', 'POST', { state: 'running', version: 1 });
    await done('/surveys', 'POST', survey);
    await done('/surveys/nps', 'PATCH', { state: 'live', revision: 1 });
    const changed = await collector.owner(`/sites/${siteId}`, { method: 'PATCH', body: settings });
    const answer = (await changed.json()) as { snippet: string };
    expect(answer).toHaveProperty('snippet');
    // The collector is known by its number and the page by its name: another site, as in life.
    snippet = answer.snippet.replace('//localhost:', '//127.0.0.1:');
  });
  afterAll(async () => {
    await browser?.close();
    await collector?.remove();
    await site?.close();
  });

  /** Opens the page as a new visitor; keeps what the browser complains about. */
  const visit = async (path: string, strict: StrictPage, { onTestFinished }: TestContext) => {
    site.pages.set(path, { ...strict, snippet });
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const complaints: string[] = [];
    const page = await openVisitorPage(context);
    page.on('console', (message) => complaints.push(message.text()));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        console.warn(`violates ${effectiveDirective}: ${blockedURI}`),
      ),
    );
    await page.goto(site.url + path);
    return { page, complaints };
  };

  const kindsOn = async (path: string) => {
    const { events } = (await (await collector.owner(`/sites/${siteId}/debug/events`)).json()) as {
      events: { kind: string; page: string; verdict: string }[];
    };
    const own = events.filter(({ page, verdict }) => page.endsWith(path) && verdict === 'accepted');
    return [...new Set(own.map(({ kind }) => kind))];
  };

  const useEverything = async (page: Page) => {
    await page.click('button');
    await page.fill('input', 'a');
    await page.evaluate(() => {
      const { telltale } = window as unknown as TagWindow;
      telltale.variant('cta');
      telltale.track('used');
      setTimeout(() => {
        throw new Error('broken');
      });
    });
    await page.getByRole('radiogroup').waitFor();
    const display = await page.getByRole('radiogroup').evaluate((element) => getComputedStyle(element).display);
    expect(display).toBe('grid');
  };

  const recorded = (path: string, kinds: string[]) =>
    vi.waitFor(async () => expect(await kindsOn(path)).toEqual(expect.arrayContaining(kinds)), { timeout: 15_000 });

  const policy = (scripts: string) =>
    `default-src 'none'; script-src ${scripts}; connect-src ${new URL(collector.url).origin}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`;

  // Side by side: the vitals' piece comes only when a page has settled down.
  it.concurrent.for([
    { name: 'nonce', scripts: () => "'nonce-abc'", attributes: 'nonce="abc"' },
    { name: 'strict-dynamic', scripts: () => "'nonce-abc' 'strict-dynamic'", attributes: 'nonce="abc"' },
    { name: 'host', scripts: () => collector.url, attributes: '' },
  ])('works whole with Trusted Types and scripts by $name, without a violation', async (given, test) => {
    const { name, scripts, attributes } = given;
    const { page, complaints } = await visit(
      `/${name}`,
      {
        headers: { 'content-security-policy': policy(scripts()) },
        attributes,
      },
      test,
    );
    await useEverything(page);
    await recorded(`/${name}`, everyKind);
    expect(complaints).toEqual([]);
  });

  it.concurrent('loses only what is loaded later where that is forbidden', async (test) => {
    const { page, complaints } = await visit(
      '/no-pieces',
      {
        headers: { 'content-security-policy': policy(`${collector.url}/t.js`) },
      },
      test,
    );
    await page.evaluate(() => (window as unknown as TagWindow).telltale.track('used'));
    await vi.waitFor(() => expect(complaints.join('\n')).toContain('/t-survey.js'), 20_000);
    expect(complaints.join('\n')).toContain('violates script-src-elem');
    await recorded('/no-pieces', ['page_view', 'custom']);
    expect(await kindsOn('/no-pieces')).not.toContain('survey_shown');
  });

  it.concurrent('works in a page that is isolated from other origins', async (test) => {
    const { page, complaints } = await visit(
      '/isolated',
      {
        headers: {
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
        },
      },
      test,
    );
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await useEverything(page);
    await recorded('/isolated', everyKind);
    expect(complaints).toEqual([]);
  });

  const integrityOf = async () => {
    const [, address = ''] = /src="([^"]+)"/.exec(snippet) ?? [];
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
  };

  it.concurrent('works whole when the policy names its digest, and the addresses of what is loaded later', async (test) => {
    const integrity = await integrityOf();
    const pieces = ['t-survey.js', 't-vitals.js'].map((piece) => `${collector.url}/${piece}`);
    const { page, complaints } = await visit(
      '/integrity',
      {
        headers: { 'content-security-policy': policy(`'${integrity}' ${pieces.join(' ')}`) },
        attributes: `integrity="${integrity}" crossorigin="anonymous"`,
      },
      test,
    );
    await useEverything(page);
    await recorded('/integrity', everyKind);
    expect(complaints).toEqual([]);
  });

  it('does not run under an old digest once a setting has changed, for the settings are in the file', async (test) => {
    const integrity = await integrityOf();
    await collector.owner(`/sites/${siteId}`, { method: 'PATCH', body: { isHashCounted: true } });
    const { page, complaints } = await visit(
      '/old-digest',
      {
        headers: {},
        attributes: `integrity="${integrity}" crossorigin="anonymous"`,
      },
      test,
    );
    await vi.waitFor(() => expect(complaints.join('\n')).toContain('digest'), 20_000);
    expect(await page.evaluate(() => 'telltale' in window)).toBe(false);
    expect(await integrityOf()).not.toBe(integrity);
  });
});
