import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SurveyDraft, surveyForTag, surveySchema } from '@telltale/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';

let collector: TestCollector;
let assets: string;

const survey = {
  id: 'after_purchase',
  version: 1,
  title: 'After a purchase',
  questions: [{ id: 'recommend', kind: 'nps', text: { en: '</script><b>How likely?</b>' } }],
  thanks: { en: 't' },
  rules: { triggers: [{ on: 'event', kind: 'purchase' }] },
} satisfies SurveyDraft;

const files: Record<string, string> = {
  'tag/t.js':
    'window.config=__TELLTALE_CONFIG__;/*tt:surveys*/surveys();/*:tt*//*tt:experiments*/experiments();/*:tt*/',
  'tag/t-ab.js': 'window.config=__TELLTALE_CONFIG__;',
  'tag/t-survey.js': 'window.survey=1;',
  'dashboard/index.html': '<!doctype html><title>Dashboard</title>',
  'dashboard/assets/app-B1c2D3e4.js': 'window.app=1;',
  'demo/index.html':
    '<!doctype html><script defer src="/t.js?site=__TELLTALE_SITE_KEY__" data-site="__TELLTALE_SITE_KEY__"></script>',
  'demo/en/index.html': '<!doctype html><title>Shop</title>',
  'demo/site.json': JSON.stringify({ surveys: [survey] }),
  'secret.txt': 'nobody may read this',
};

beforeAll(async () => {
  assets = await mkdtemp(path.join(tmpdir(), 'assets-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(assets, name)), { recursive: true });
    await writeFile(path.join(assets, name), text);
  }
  collector = await startTestCollector({
    settings: {
      DEMO: 'true',
      DISABLE_REGISTRATION: 'true',
      TRACKER_SCRIPT_NAME: 'stats.js',
      COLLECT_PATH: '/in/take',
      BASE_URL: 'https://stats.example',
    },
    assets: {
      tag: path.join(assets, 'tag'),
      dashboard: path.join(assets, 'dashboard'),
      demo: path.join(assets, 'demo'),
    },
  });
});
afterAll(async () => {
  await collector.remove();
  await rm(assets, { recursive: true });
});

const get = (place: string, headers: Record<string, string> = {}) =>
  fetch(`${collector.url}${place}`, { headers, redirect: 'manual' });
const textOf = async (place: string) => (await get(place)).text();
const configIn = (script: string) =>
  JSON.parse(/^window\.config=(.*?);(?:\w+\(\);)*$/.exec(script)?.[1] ?? 'undefined') as unknown;

describe('the tag', () => {
  it('brings the settings of its site along that are not as usual, under the name that the owner gave it', async () => {
    const script = await textOf('/stats.js?site=demo');
    expect(configIn(script)).toEqual({
      site: 'demo',
      collectUrl: 'in/take',
      surveys: [surveyForTag(surveySchema.parse(survey))],
    });
    expect((await get('/t.js')).status).toBe(404);
  });

  it('cannot be broken out of by a text that an owner wrote', async () => {
    expect(await textOf('/stats.js?site=demo')).not.toContain('</script>');
  });

  it('comes without the code that the site has no use for, and whole without settings', async () => {
    const demo = await textOf('/stats.js?site=demo');
    expect(demo).toContain('surveys();');
    expect(demo).not.toContain('experiments();');
    expect(await textOf('/stats.js?site=nobody')).toContain('surveys();experiments();');
  });

  it('comes without settings for a key that nobody has, and without a key when there are several sites', async () => {
    expect(configIn(await textOf('/stats.js?site=nobody'))).toEqual({});
    expect(configIn(await textOf('/stats.js'))).toEqual({});
  });

  it('has a script of the experiments beside it that knows the site and what runs, nothing else', async () => {
    expect(configIn(await textOf('/stats-ab.js?site=demo'))).toEqual({ site: 'demo' });
    expect(configIn(await textOf('/stats-ab.js?site=nobody'))).toEqual({});
  });

  it('is not sent again while it is the same, and is when a setting changes', async () => {
    const first = await get('/stats.js?site=demo');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=60/);
    expect((await get('/stats.js?site=demo', { 'if-none-match': etag })).status).toBe(304);
    // A proxy that compresses marks the same tag as weak.
    expect((await get('/stats.js?site=demo', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    await collector.owner('/sites/demo', { method: 'PATCH', body: { isCookieless: true } });
    const changed = await get('/stats.js?site=demo', { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(configIn(await changed.text())).toMatchObject({ isCookieless: true });
  });

  it('may be loaded by any page, and is compressed', async () => {
    const response = await get('/stats.js?site=demo', { 'accept-encoding': 'br' });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    expect(await response.text()).toContain('window.config=');
  });

  it('finds its lazy pieces beside itself', async () => {
    expect(await textOf('/stats-survey.js')).toBe('window.survey=1;');
    expect((await get('/stats-nothing.js')).status).toBe(404);
  });
});

describe('pages', () => {
  it.each(['/', '/demo/', '/demo/en/', '/debug', '/overview'])(
    'at %s run nothing inline and are framed by nobody',
    async (place) => {
      const response = await get(place);
      expect(response.status).toBe(200);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('strict-transport-security')).toBe('max-age=15552000');
    },
  );

  it("are the dashboard's at all its own addresses; a missing file is missing", async () => {
    expect(await textOf('/segments?site=x')).toContain('<title>Dashboard</title>');
    expect((await get('/assets/gone-12345678.js')).status).toBe(404);
  });

  it('are asked for anew each time, files with their hash in the name never', async () => {
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/assets/app-B1c2D3e4.js')).headers.get('cache-control')).toContain('immutable');
  });

  it('of the demo shop carry the tag of the demo site', async () => {
    expect(await textOf('/demo/')).toContain('src="/stats.js?site=demo" data-site="demo"');
    expect((await get('/demo')).headers.get('location')).toBe('/demo/');
    expect((await get('/demo/nowhere/')).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/demo/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/demo/..%2f..%2fsecret.txt',
    '/demo/%00',
    '/.env',
    '/%',
  ])('lead out of their folder nowhere: %s', async (place) => {
    const { hostname, port } = new URL(collector.url);
    const { request } = await import('node:http');
    const answer = await new Promise<string>((resolve, reject) => {
      // `fetch` would tidy the path up before it is sent.
      const asked = request({ hostname, port, path: place }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(answer).not.toContain('nobody may read this');
  });
});

describe('health', () => {
  it('is alive and ready when everything works', async () => {
    expect(await (await get('/healthz/live')).json()).toEqual({ status: 'live' });
    const ready = await get('/healthz/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      checks: [{ isPassed: true }, { isPassed: true }, { isPassed: true }],
    });
  });
});

describe('behind TLS', () => {
  it('the session cookie is Secure and bound to the host', async () => {
    const token = new URL(await collector.createSignInLink()).searchParams.get('token');
    const response = await fetch(`${collector.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-tt_session=[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('with DISABLE_REGISTRATION', () => {
  it('nobody can be added', async () => {
    const response = await collector.owner('/people', {
      method: 'POST',
      body: { name: 'Eve', roles: { '*': 'viewer' } },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'registration_disabled' } });
  });
});
