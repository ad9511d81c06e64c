import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig, startCollector } from '@telltale/collector';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROME, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

const EGYPTIAN = '196.218.0.1';
const SWISS = '129.132.19.216';
const PRIVATE = '192.168.7.9';

let collector: TestCollector;
let site: { id: string; key: string };
beforeAll(async () => {
  collector = await startTestCollector({
    settings: { CLIENT_IP_HEADER: 'x-forwarded-for', TRUSTED_PROXIES: '127.0.0.1' },
  });
  const [first] = collector.sites();
  site = { id: first?.id ?? '', key: first?.publicKeys[0] ?? '' };
});
afterAll(() => collector.remove());

const range = { startAt: Date.now() - 3_600_000, endAt: Date.now() + 3_600_000 };
const visit = (ip: string, headers: Record<string, string> = {}) =>
  collector.send(wireBatch(site.key, [wireEvent()]), { 'user-agent': CHROME, 'x-forwarded-for': ip, ...headers });

describe('the country of a visit', () => {
  it('stands in the answers, by the address that the proxy passes on and by no language', async () => {
    for (const ip of [EGYPTIAN, EGYPTIAN, SWISS]) expect((await visit(ip)).status).toBe(202);
    expect((await visit(PRIVATE, { 'accept-language': 'sv-SE,sv;q=0.9' })).status).toBe(202);

    await vi.waitFor(async () => {
      const { lines } = (await collector.ask(site.id, 'trend', {
        range,
        series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
        breakdown: { property: 'country' },
      })) as { lines: { value: string | null; total: number }[] };
      const totals = Object.fromEntries(lines.map(({ value, total }) => [value, total]));
      expect(totals).toEqual({ EG: 2, CH: 1, '': 1 });
    }, 20_000);
  });

  it('comes from a database whose name, licence and age are told', async () => {
    const response = await collector.owner('/geo-database');
    expect(response.status).toBe(200);
    const answer = (await response.json()) as { builtAt: number; ageDays: number };
    expect(answer).toMatchObject({
      name: 'DB-IP Lite (country)',
      licence: 'CC-BY-4.0',
      attribution: 'IP Geolocation by DB-IP',
      attributionUrl: 'https://db-ip.com',
    });
    expect(answer.ageDays).toBe(Math.floor((Date.now() - answer.builtAt) / 86_400_000));
    expect((await fetch(`${collector.url}/api/v1/geo-database`)).status).toBe(401);
  });
});

it('a database that cannot be read stops the start with a sentence, and touches nothing', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'collector-'));
  const settings = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, DEMO: 'false', LOG_LEVEL: 'silent' };
  await expect(startCollector(readConfig({ ...settings, GEO_DATABASE: '/nowhere/city.mmdb' }))).rejects.toThrow(
    /^GEO_DATABASE is "\/nowhere\/city\.mmdb", but must be a readable file in MaxMind's format/,
  );
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
