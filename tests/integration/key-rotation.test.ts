import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

interface SiteAnswer {
  id: string;
  publicKey: string;
  publicKeys: { key: string; endsAt: number | null }[];
  snippet: string;
}
interface KeyAnswer {
  id: string;
  name: string;
  scopes: string[];
  key: string;
  endsAt: number | null;
}

const HOUR_MS = 3_600_000;

let collector: TestCollector;
/** How far the collector's clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  collector = await startTestCollector({ nowMs: () => Date.now() + aheadMs });
});
afterAll(() => collector.remove());

const post = async <Answer>(path: string, body: object = {}) => {
  const response = await collector.owner(path, { method: 'POST', body });
  expect(response.status).toBe(201);
  return (await response.json()) as Answer;
};
const createSite = () => post<SiteAnswer>('/sites', { name: 'Shop' });
const send = async (key: string) =>
  (await collector.send({ ...wireBatch(key, [wireEvent()]), sentAt: Date.now() + aheadMs })).status;
const pageViews = async ({ id }: SiteAnswer) => {
  const { lines } = (await collector.ask(id, 'trend', {
    range: { last: 3, unit: 'day' },
    series: [{ aggregation: 'count', events: [{ kind: 'page_view' }] }],
  })) as { lines: { total: number }[] };
  return lines[0]?.total;
};
const sitesOf = (key: string) =>
  fetch(`${collector.url}/api/v1/sites`, { headers: { authorization: `Bearer ${key}` } });

describe('a public key that is replaced', () => {
  it('leaves the site one site: what tags send with the old key and the new one is counted together', async () => {
    const site = await createSite();
    expect(await send(site.publicKey)).toBe(202);
    const replaced = await post<SiteAnswer>(`/sites/${site.id}/public-keys`);
    expect(replaced.publicKey).not.toBe(site.publicKey);
    expect(replaced.snippet).toContain(`site=${replaced.publicKey}"`);
    expect(replaced.publicKeys).toEqual([
      { key: replaced.publicKey, endsAt: null },
      { key: site.publicKey, endsAt: null },
    ]);
    expect([await send(site.publicKey), await send(replaced.publicKey)]).toEqual([202, 202]);
    const tag = await (await fetch(`${collector.url}/t.js?site=${site.publicKey}`)).text();
    expect(tag).toContain(site.publicKey);
    await vi.waitFor(async () => expect(await pageViews(site)).toBe(3), 20_000);

    const remove = (key: string) => collector.owner(`/sites/${site.id}/public-keys/${key}`, { method: 'DELETE' });
    expect((await remove(site.publicKey)).status).toBe(204);
    expect([await send(site.publicKey), await send(replaced.publicKey)]).toEqual([403, 202]);
    expect((await remove(replaced.publicKey)).status).toBe(409);
    expect((await remove(site.publicKey)).status).toBe(404);
    await vi.waitFor(async () => expect(await pageViews(site)).toBe(4), 20_000);
  });

  it('ends after the days that were said, and no later because it is replaced again', async () => {
    const site = await createSite();
    const second = await post<SiteAnswer>(`/sites/${site.id}/public-keys`, { graceDays: 1 });
    const third = await post<SiteAnswer>(`/sites/${site.id}/public-keys`, { graceDays: 30 });
    expect([await send(site.publicKey), await send(second.publicKey), await send(third.publicKey)]).toEqual([
      202, 202, 202,
    ]);
    aheadMs = 25 * HOUR_MS;
    expect([await send(site.publicKey), await send(second.publicKey), await send(third.publicKey)]).toEqual([
      403, 202, 202,
    ]);
    aheadMs = 0;
  });

  it('is replaced by whoever may write keys, a few times at the most, and the audit log says so', async () => {
    const site = await createSite();
    const { key } = await post<KeyAnswer>(`/sites/${site.id}/keys`, { name: 'reader', scopes: ['sites:read'] });
    const refused = await fetch(`${collector.url}/api/v1/sites/${site.id}/public-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(refused.status).toBe(403);
    for (let time = 1; time < 10; time += 1) await post(`/sites/${site.id}/public-keys`);
    const eleventh = await collector.owner(`/sites/${site.id}/public-keys`, { method: 'POST', body: {} });
    expect([eleventh.status, await eleventh.json()]).toMatchObject([409, { error: { code: 'too_many_keys' } }]);
    const { entries } = (await (await collector.owner(`/audit?site=${site.id}&action=public-key.create`)).json()) as {
      entries: object[];
    };
    expect(entries).toHaveLength(9);
  });
});

describe('a secret key that is replaced', () => {
  it('works beside the new one for the hours that were said, and the new one may do the same', async () => {
    const site = await createSite();
    const old = await post<KeyAnswer>(`/sites/${site.id}/keys`, { name: 'CI', scopes: ['sites:read'] });
    const fresh = await post<KeyAnswer>(`/sites/${site.id}/keys/${old.id}/replacement`, { graceHours: 2 });
    expect(fresh).toMatchObject({ name: 'CI', scopes: ['sites:read'], endsAt: null });
    expect([(await sitesOf(old.key)).status, (await sitesOf(fresh.key)).status]).toEqual([200, 200]);
    const { keys } = (await (await collector.owner(`/sites/${site.id}/keys`)).json()) as { keys: KeyAnswer[] };
    expect(keys.find(({ id }) => id === old.id)?.endsAt).toBeGreaterThan(Date.now() + HOUR_MS);
    aheadMs = 2 * HOUR_MS + 1_000;
    expect([(await sitesOf(old.key)).status, (await sitesOf(fresh.key)).status]).toEqual([401, 200]);
    aheadMs = 0;
  });

  it('is refused at once when that is wanted, and cannot be replaced by a key that may less', async () => {
    const site = await createSite();
    const old = await post<KeyAnswer>(`/sites/${site.id}/keys`, { name: 'CI', scopes: ['sites:read', 'sites:write'] });
    const clerk = await post<KeyAnswer>(`/sites/${site.id}/keys`, { name: 'clerk', scopes: ['keys:write'] });
    const refused = await fetch(`${collector.url}/api/v1/sites/${site.id}/keys/${old.id}/replacement`, {
      method: 'POST',
      headers: { authorization: `Bearer ${clerk.key}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect([refused.status, await refused.json()]).toMatchObject([403, { error: { code: 'missing_scope' } }]);
    expect((await sitesOf(old.key)).status).toBe(200);
    await post(`/sites/${site.id}/keys/${old.id}/replacement`, { graceHours: 0 });
    expect((await sitesOf(old.key)).status).toBe(401);
    const again = await collector.owner(`/sites/${site.id}/keys/${old.id}/replacement`, { method: 'POST', body: {} });
    expect(again.status).toBe(404);
  });
});
