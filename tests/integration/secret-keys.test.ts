import { describe, expect, it } from 'vitest';
import { type ApiSite, openTestApi, refusalOf, trend } from '../fixtures/test-api.ts';

const api = openTestApi();
const { createKey, withKey } = api;

describe('a secret key', () => {
  it('may do what its scopes say and nothing else', async () => {
    const { key } = await createKey(['questions:read']);
    const asked = await withKey(key, `/sites/${api.site.id}/questions/trend`, {
      method: 'POST',
      body: JSON.stringify(trend),
    });
    expect(asked.status).toBe(200);
    expect(await refusalOf(withKey(key, `/sites/${api.site.id}`))).toMatchObject({
      status: 403,
      code: 'missing_scope',
    });
    expect(
      await refusalOf(
        withKey(key, `/sites/${api.site.id}`, { method: 'PATCH', body: JSON.stringify({ name: 'Mine' }) }),
      ),
    ).toMatchObject({ status: 403, code: 'missing_scope', known: ['questions:read'] });
    expect(
      await refusalOf(
        withKey(key, `/sites/${api.site.id}/keys`, { method: 'POST', body: '{"name":"k","scopes":["keys:write"]}' }),
      ),
    ).toMatchObject({ status: 403, code: 'missing_scope' });
    expect(await refusalOf(withKey(key, '/people'))).toMatchObject({ status: 403, code: 'person_required' });
  });

  it('of one site is nothing at another, which it cannot even find', async () => {
    const { key } = await createKey(['questions:read', 'sites:read', 'events:read', 'keys:write']);
    for (const path of ['', '/catalog', '/debug/events', '/keys'])
      expect(await refusalOf(withKey(key, `/sites/${api.other.id}${path}`))).toMatchObject({
        status: 404,
        code: 'unknown_site',
        known: [api.site.id],
      });
    const { sites } = (await (await withKey(key, '/sites')).json()) as { sites: ApiSite[] };
    expect(sites.map(({ id }) => id)).toEqual([api.site.id]);
  });

  it('cannot give away more than it has', async () => {
    const { key } = await createKey(['keys:write']);
    const body = JSON.stringify({ name: 'more', scopes: ['keys:write', 'sites:write'] });
    expect(await refusalOf(withKey(key, `/sites/${api.site.id}/keys`, { method: 'POST', body }))).toMatchObject({
      status: 403,
      code: 'missing_scope',
      path: 'scopes',
    });
  });

  it('is shown once and never again', async () => {
    const created = await createKey(['questions:read']);
    expect(created.key).toMatch(/^tt_sk_[0-9a-f]{12}_[\w-]{43}$/);
    const listed = await (await api.collector.owner(`/sites/${api.site.id}/keys`)).text();
    expect(listed).toContain(created.id);
    expect(listed).not.toContain(created.key.slice(-43));
    expect(listed).not.toContain('hash');
  });

  it('is refused once it was removed', async () => {
    const { id, key } = await createKey(['questions:read']);
    expect((await withKey(key, '/questions')).status).toBe(200);
    expect((await api.collector.owner(`/sites/${api.site.id}/keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await refusalOf(withKey(key, '/questions'))).toMatchObject({ status: 401, code: 'unknown_key' });
    expect(
      await refusalOf(api.collector.owner(`/sites/${api.site.id}/keys/${id}`, { method: 'DELETE' })),
    ).toMatchObject({
      status: 404,
    });
  });

  it('needs no cookie and so no page of ours', async () => {
    const { key } = await createKey(['sites:write']);
    const changed = await withKey(key, `/sites/${api.site.id}`, {
      method: 'PATCH',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ timeZone: 'Asia/Kolkata' }),
    });
    expect(await changed.json()).toMatchObject({ timeZone: 'Asia/Kolkata' });
  });
});

describe('the metrics', () => {
  const metrics = (headers: Record<string, string> = {}) => fetch(`${api.collector.url}/metrics`, { headers });

  it('are for a key with their scope only', async () => {
    expect((await metrics()).status).toBe(401);
    const { key: wrong } = await createKey(['questions:read']);
    expect((await metrics({ authorization: `Bearer ${wrong}` })).status).toBe(403);
    const { key } = await createKey(['metrics:read']);
    const text = await (await metrics({ authorization: `Bearer ${key}` })).text();
    expect(text).toContain('telltale_events_accepted_total 0');
    expect(text).toContain('telltale_spool_bytes 0');
  });
});
