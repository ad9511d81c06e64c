import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Collector } from '@telltale/collector';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHROME, signIn, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { type CollectorProcess, killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'crash-'));
});
afterEach(async () => {
  await killLeftovers();
  await rm(dataDir, { recursive: true, force: true });
});
afterAll(killLeftovers);

const start = (options?: { shellPrefix?: string }) => startCollectorProcess({ DATA_DIR: dataDir }, options);
const spooled = async () =>
  (await readdir(path.join(dataDir, 'spool'))).filter((name) => /\.(open|ndjson)$/.test(name));

/** Signs in with the link that the process printed. */
const owner = async (running: CollectorProcess) => {
  const [, token = ''] = await vi.waitFor(() => {
    const found = /\/sign-up#token=([\w-]+)/.exec(running.output());
    if (!found) throw new Error(`No sign-up link in: ${running.output()}`);
    return found;
  }, 20_000);
  const link = { url: running.url, createSignInLink: async () => `${running.url}/sign-in?token=${token}` };
  const cookie = await signIn(link as Collector);
  const ask = async <Body>(route: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${running.url}/api/v1${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, origin: running.url, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Body;
  };
  const { sites } = await ask<{ sites: { id: string; publicKey: string }[] }>('/sites');
  const [site] = sites;
  if (!site) throw new Error('There is no site.');
  const names = async (): Promise<Map<string, number>> => {
    const { result } = await ask<{ result: { lines: { value: string; total: number }[] } }>(
      `/sites/${site.id}/questions/trend`,
      {
        range: { last: 2, unit: 'day' },
        series: [{ aggregation: 'count', events: [{ kind: 'custom' }] }],
        breakdown: { property: 'props.batch', limit: 50 },
      },
    );
    return new Map(result.lines.filter(({ total }) => total > 0).map(({ value, total }) => [value, total]));
  };
  return { site, names };
};

const named = (batch: string, index = 0) =>
  wireEvent({ kind: 'custom', seq: index, properties: { name: 'n', props: { batch } } });
const post = (url: string, body: unknown) =>
  fetch(`${url}/e`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': CHROME },
    body: JSON.stringify(body),
  });

describe('kill -9', () => {
  it('after the answer and before the write loses nothing: after the restart the event is there, once', async () => {
    const first = await start();
    const { site } = await owner(first);
    expect((await post(first.url, wireBatch(site.publicKey, [named('acknowledged')]))).status).toBe(202);
    await first.kill('SIGKILL');
    // What was answered for lies in the spool, not in the store: this is the moment in question.
    expect(await spooled()).toEqual([expect.stringMatching(/\.open$/)]);

    const second = await start();
    const { names } = await owner(second);
    await vi.waitFor(async () => expect(await names()).toEqual(new Map([['acknowledged', 1]])), 20_000);
    await vi.waitFor(async () => expect(await spooled()).toEqual([]), 20_000);
  });

  it('in the middle of a line leaves a torn end, which costs only what nobody was told about', async () => {
    const first = await start();
    const { site } = await owner(first);
    await post(first.url, wireBatch(site.publicKey, [named('whole')]));
    await first.kill('SIGKILL');
    const [open = ''] = await spooled();
    await appendFile(path.join(dataDir, 'spool', open), '{"site_id":"torn');

    const second = await start();
    const { names } = await owner(second);
    await vi.waitFor(async () => expect(await names()).toEqual(new Map([['whole', 1]])), 20_000);
    expect(second.output()).toContain('torn end');
    expect(await readdir(path.join(dataDir, 'spool'))).toContain(`${open}.torn`);
  });
});

describe('SIGTERM', () => {
  it('writes what is under way and ends within 10 s', async () => {
    const running = await start();
    const { site } = await owner(running);
    expect((await post(running.url, wireBatch(site.publicKey, [named('last words')]))).status).toBe(202);
    const startedAt = performance.now();
    expect(await running.kill('SIGTERM')).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(running.output()).toContain('Stopped.');
    expect(await spooled()).toEqual([]);

    const { names } = await owner(await start());
    expect(await names()).toEqual(new Map([['last words', 1]]));
  });
});

describe('a start', () => {
  it('can be stopped in its middle', async () => {
    const running = await start();
    expect(await running.kill('SIGTERM')).toBe(0);
    expect(running.output()).not.toContain('Error');
  });

  it('is refused while another collector uses the folder, with a sentence that says so', async () => {
    await start();
    await expect(start()).rejects.toThrow(/ended with 1 and said: DATA_DIR .* is used by another collector/);
  });

  it('is refused with a sentence that names a bad setting', async () => {
    await expect(startCollectorProcess({ DATA_DIR: dataDir, TRUSTED_PROXIES: 'everyone' })).rejects.toThrow(
      /ended with 1 and said: TRUSTED_PROXIES is "everyone", but must be/,
    );
  });

  it('prints where it listens, where data lies, and a link to sign in', async () => {
    const running = await start();
    await owner(running);
    expect(running.output()).toContain(`Listening  ${running.url}`);
    expect(running.output()).toContain(dataDir);
  });
});

describe('the log', () => {
  it('cannot be written into by a sender: each line is one entry of our own', async () => {
    const running = await startCollectorProcess({
      DATA_DIR: dataDir,
      LOG_LEVEL: 'trace',
      CLICKHOUSE_URL: 'http://127.0.0.1:1',
    });
    const forged = '\n{"level":30,"msg":"forged"}\n';
    await post(running.url, wireBatch(`${forged}`, [wireEvent()]));
    const response = await fetch(`${running.url}/api/v1/sites${encodeURIComponent(forged)}`, {
      headers: { cookie: `tt_session=${encodeURIComponent(forged)}`, 'user-agent': CHROME },
    });
    expect(response.status).toBe(503);
    const entries = await vi.waitFor(() => {
      const lines = running
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'));
      expect(lines.length).toBeGreaterThan(1);
      return lines.map((line) => JSON.parse(line) as { msg: string });
    }, 20_000);
    expect(entries.map(({ msg }) => msg)).not.toContain('forged');
  });
});
