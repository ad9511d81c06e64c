import { request } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  signIn,
  startTestCollector,
  type TestCollector,
  wireBatch,
  wireEvent,
} from '../../tests/fixtures/collector.ts';

const LINE_BREAKS = '\r\nSet-Cookie: stolen=1\r\n\r\n<script>alert(1)</script>';
const MARKUP = '</script><script>alert("x")</script><img src=x onerror=alert(1)>';
const FORMULA = '=HYPERLINK("http://evil.example")';

interface SiteAnswer {
  id: string;
  name: string;
  publicKey: string;
}

/** The collector's log as it would reach a file. */
let written = '';
let collector: TestCollector;

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (text: string) => (written += text) });
  collector = await startTestCollector({ log });
});
afterAll(() => collector.remove());

const createSite = async (name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as SiteAnswer;

/** Sends exactly these headers, which `fetch` would not. */
const raw = (path: string, headers: Record<string, string>, body = '') =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(collector.url);
    const sent = request({ hostname, port, path, method: body ? 'POST' : 'GET', headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += String(chunk);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on('error', reject);
    sent.end(body);
  });

describe('a string that a stranger chose', { timeout: 30_000 }, () => {
  it('breaks no line of the log, wherever it stood', async () => {
    const { publicKey } = await createSite(`Shop${LINE_BREAKS}`);
    const path = `/api/v1/sites/${encodeURIComponent(`x${LINE_BREAKS}`)}/catalog`;
    await fetch(`${collector.url}${path}`, { headers: { cookie: await signIn(collector) } });
    await collector.send(wireBatch(publicKey, [wireEvent({ kind: `page_view${LINE_BREAKS}` })]), {
      'user-agent': 'Mozilla/5.0 \t injected "}',
    });
    await collector.send(wireBatch(LINE_BREAKS.slice(0, 60), [wireEvent()]));
    await fetch(
      `${collector.url}/o/${encodeURIComponent(LINE_BREAKS)}.gif?campaign=${encodeURIComponent(LINE_BREAKS)}`,
    );
    // What fails is logged with its path.
    await vi.waitFor(() => expect(written).toContain('a segment was stored'), 20_000);
    const lines = written.split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toBeTypeOf('object');
    expect(written).not.toContain('\r');
    expect(written).not.toContain('\nSet-Cookie');
  });

  it('adds no header to an answer', async () => {
    const { id } = await createSite(`Shop${LINE_BREAKS}`);
    const key = (await (
      await collector.owner(`/sites/${id}/keys`, {
        method: 'POST',
        body: { name: `k${LINE_BREAKS}`, scopes: ['sites:read', 'events:read'] },
      })
    ).json()) as { key: string };
    const asked = [
      '/sites',
      `/sites/${id}`,
      `/sites/${id}/rejected?after=1_1`,
      `/sites/${id}/rejected?reason=%0D%0AX-Evil:1`,
    ];
    for (const path of asked)
      for (const accept of ['application/json', 'text/csv']) {
        const { headers } = await raw(`/api/v1${path}`, { authorization: `Bearer ${key.key}`, accept });
        expect(Object.keys(headers)).not.toContain('set-cookie');
        expect(Object.keys(headers)).not.toContain('x-evil');
      }
  });

  it('that stands in Host or X-Forwarded-Host leads nobody elsewhere', async () => {
    const cookie = await signIn(collector);
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', cookie };
    for (const path of ['/api/v1/sites', '/api/v1/openapi.json', '/', '/debug', '/t.js']) {
      const { text, headers } = await raw(path, forged);
      expect(text).not.toContain('evil.example');
      expect(JSON.stringify(headers)).not.toContain('evil.example');
    }
  });

  it('is no script in what browsers are served: answers are JSON that nobody sniffs, and the tag is a script of its own', async () => {
    const { id, publicKey } = await createSite(MARKUP);
    await collector.owner(`/sites/${id}`, {
      method: 'PATCH',
      body: { features: [{ feature: MARKUP, selector: '#a' }], searchParameters: [MARKUP.slice(0, 40)] },
    });
    const answer = await collector.owner(`/sites/${id}`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(((await answer.json()) as SiteAnswer).name).toBe(MARKUP);
    const tag = await fetch(`${collector.url}/t.js?site=${publicKey}`);
    expect(tag.headers.get('content-type')).toContain('javascript');
    expect(tag.headers.get('x-content-type-options')).toBe('nosniff');
    const code = await tag.text();
    // Still a script: whatever stands in the settings is text there.
    expect(() => new Function(code)).not.toThrow();
    const unknown = await fetch(`${collector.url}/t.js?site=${encodeURIComponent(MARKUP)}`);
    expect(await unknown.text()).not.toContain('onerror');
    const nowhere = await fetch(`${collector.url}/${encodeURIComponent(MARKUP)}`, { headers: { accept: 'text/html' } });
    expect(await nowhere.text()).not.toContain('<script>alert');
  });

  it('is no formula in a CSV file', async () => {
    const site = await createSite(FORMULA);
    await collector.send(wireBatch(site.publicKey, [wireEvent({ kind: FORMULA })]));
    await vi.waitFor(async () => {
      const cookie = await signIn(collector);
      const csv = await fetch(`${collector.url}/api/v1/sites/${site.id}/rejected`, {
        headers: { cookie, accept: 'text/csv' },
      });
      const text = await csv.text();
      expect(text).toContain("'=HYPERLINK");
      expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
    }, 20_000);
  });
});
