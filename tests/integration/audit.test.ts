import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signIn, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { createImport, importFile } from '../fixtures/imports.ts';
import { invite, tokenIn } from '../fixtures/members.ts';

interface Entry {
  id: string;
  at: number;
  siteId: string;
  actor: { kind: string; id: string; name: string };
  address: string;
  action: string;
  object: string;
  changes: { field: string; from?: unknown; to?: unknown }[];
}
interface Page {
  entries: Entry[];
  next: string | null;
  error?: { code: string; path: string };
}

let collector: TestCollector;
let site: { id: string };

beforeAll(async () => {
  collector = await startTestCollector({
    settings: { CLIENT_IP_HEADER: 'x-forwarded-for', TRUSTED_PROXIES: 'loopback' },
  });
  site = (await (await collector.owner('/sites', { method: 'POST', body: { name: '=Shop' } })).json()) as typeof site;
});
afterAll(() => collector.remove());

const list = async (query = '') => (await (await collector.owner(`/audit${query}`)).json()) as Page;

describe('the audit log', () => {
  it('says who changed which setting of what site, from what to what, and nothing that stayed', async () => {
    await collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { retentionDays: 30, isCookieless: false } });
    const { entries } = await list(`?site=${site.id}&action=site.change`);
    expect(entries).toMatchObject([{ siteId: site.id, object: site.id, actor: { kind: 'person', name: 'Owner' } }]);
    expect(entries[0]?.changes).toEqual([{ field: 'retentionDays', from: 762, to: 30 }]);
    expect(Math.abs(Date.now() - (entries[0]?.at ?? 0))).toBeLessThan(60_000);
  });

  it('says which key did it, from which network, and never what the key is', async () => {
    const made = (await (
      await collector.owner(`/sites/${site.id}/keys`, { method: 'POST', body: { name: 'CI', scopes: ['sites:write'] } })
    ).json()) as { id: string; key: string };
    await fetch(`${collector.url}/api/v1/sites/${site.id}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${made.key}`,
        'content-type': 'application/json',
        'x-forwarded-for': '198.51.100.77',
      },
      body: JSON.stringify({ name: 'Renamed' }),
    });
    await collector.owner(`/sites/${site.id}/keys/${made.id}`, { method: 'DELETE' });
    const page = await list(`?site=${site.id}&limit=3`);
    expect(page.entries).toMatchObject([
      { action: 'key.remove', object: made.id },
      {
        action: 'site.change',
        actor: { kind: 'key', id: made.id, name: 'CI' },
        address: '198.51.100.0/24',
        changes: [{ field: 'name', from: '=Shop', to: 'Renamed' }],
      },
      { action: 'key.create', object: made.id, changes: [{ field: 'name', to: 'CI' }, { field: 'scopes' }] },
    ]);
    const text = JSON.stringify(page);
    expect(text).not.toContain(made.key.slice(-20));
    expect(text).not.toContain('198.51.100.77');
  });

  it('says who was invited, who signed in and who signed out', async () => {
    const added = await invite(collector, { name: 'Ada', roles: { '*': 'viewer' } });
    const cookie = await signIn(collector);
    await fetch(`${collector.url}/api/v1/session`, { method: 'DELETE', headers: { cookie } });
    const { entries } = await list('?limit=3');
    expect(entries.map(({ action }) => action)).toEqual(['session.close', 'session.open', 'person.invite']);
    expect(entries[2]).toMatchObject({ object: added.person.id, changes: [{ field: 'roles.*', to: 'viewer' }] });
    expect(JSON.stringify(entries)).not.toContain(tokenIn(added.link));
  });

  it('says who replayed refused events, which, and what came of it', async () => {
    const shop = (await (
      await collector.owner('/sites', { method: 'POST', body: { name: 'Replays', domains: ['shop.example'] } })
    ).json()) as { id: string; publicKey: string };
    await collector.send(wireBatch(shop.publicKey, [wireEvent()], { url: 'https://new.example/' }));
    const replay = () =>
      collector.owner(`/sites/${shop.id}/rejected/replay`, { method: 'POST', body: { reason: 'unknown_domain' } });
    const log = () => list(`?site=${shop.id}&action=rejected.replay`);
    await replay();
    expect((await log()).entries).toEqual([]);
    await vi.waitFor(async () => {
      const { events } = (await (await collector.owner(`/sites/${shop.id}/rejected`)).json()) as { events: object[] };
      expect(events).toHaveLength(1);
    }, 20_000);
    await collector.owner(`/sites/${shop.id}`, { method: 'PATCH', body: { domains: ['new.example'] } });
    await replay();
    expect((await log()).entries).toMatchObject([
      {
        object: 'unknown_domain',
        actor: { name: 'Owner' },
        changes: expect.arrayContaining([
          { field: 'judged', to: 1 },
          { field: 'accepted', to: 1 },
        ]),
      },
    ]);
  });

  it('holds each administrative act once: settings, keys, imports, exports and deletions', async () => {
    const acts = async (method: string, path: string, body?: object) =>
      (await (await collector.owner(path, { method, ...(body && { body }) })).text()) || '{}';
    const made = JSON.parse(await acts('POST', '/sites', { name: 'Acts' })) as { id: string; publicKey: string };
    const shop = `/sites/${made.id}`;
    await acts('PATCH', shop, { retentionDays: 30 });
    await acts('POST', `${shop}/public-keys`, { graceDays: 1 });
    await acts('DELETE', `${shop}/public-keys/${made.publicKey}`);
    const key = JSON.parse(await acts('POST', `${shop}/keys`, { name: 'k', scopes: ['events:read'] })) as {
      id: string;
    };
    await acts('POST', `${shop}/keys/${key.id}/replacement`, { graceHours: 1 });
    await acts('DELETE', `${shop}/keys/${key.id}`);
    const place = {
      url: collector.url,
      site: made.id,
      headers: { cookie: await signIn(collector), origin: collector.url },
    };
    const line = { kind: 'custom', at: Date.now(), customerId: 'c', properties: { name: 'n' } };
    const file = Buffer.from(`${JSON.stringify(line)}\n`);
    await importFile(place, 'ndjson', { file });
    await acts('DELETE', `${shop}/imports/${(await createImport(place, 'ndjson')).id}`);
    await acts('POST', `${shop}/export`, { range: { last: 7, unit: 'day' } });
    const target = { type: 'range', from: 0, to: Date.now() };
    await acts('POST', `${shop}/deletions`, { target, dryRun: true });
    await acts('POST', `${shop}/deletions`, { target });
    const done = async () => (await list(`?site=${made.id}&limit=1000`)).entries.map(({ action }) => action).reverse();
    await vi.waitFor(async () => expect(await done()).toContain('deletion.finish'), 20_000);
    expect(await done()).toEqual([
      'site.create',
      'site.change',
      'public-key.create',
      'public-key.remove',
      'key.create',
      'key.replace',
      'key.remove',
      'import.create',
      'import.finish',
      'import.create',
      'import.cancel',
      'events.export',
      'deletion.request',
      'deletion.finish',
    ]);
  });

  it('has no entry of what was refused', async () => {
    await collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { retentionDays: 0 } });
    await collector.owner(`/sites/${site.id}/keys/none`, { method: 'DELETE' });
    const { entries } = await list('?limit=1');
    expect(entries[0]?.action).toBe('deletion.finish');
  });

  it('is read page by page, without gap or repeat, and by time', async () => {
    const { entries: all } = await list('?limit=1000');
    const paged: Entry[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page = await list(`?limit=2${next && `&after=${next}`}`);
      paged.push(...page.entries);
      next = page.next;
    }
    expect(all.length).toBeGreaterThan(6);
    expect(paged).toEqual(all);
    const [newest, ...older] = all;
    expect((await list(`?limit=1000&to=${newest?.at}`)).entries).toEqual(
      older.filter(({ at }) => at < (newest?.at ?? 0)),
    );
  });

  it('is a CSV file for whoever asks for one, and a name in it is no formula', async () => {
    const cookie = await signIn(collector);
    const name = '=HYPERLINK("http://evil.example")';
    const { id, key } = (await (
      await collector.owner(`/sites/${site.id}/keys`, { method: 'POST', body: { name, scopes: ['sites:write'] } })
    ).json()) as { id: string; key: string };
    await fetch(`${collector.url}/api/v1/sites/${site.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ isCookieless: true }),
    });
    const answered = await fetch(`${collector.url}/api/v1/audit?actor=${id}`, {
      headers: { cookie, accept: 'text/csv' },
    });
    expect(answered.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, line, end] = (await answered.text()).split('\n');
    expect(head).toBe('at,actorKind,actorId,actorName,address,action,siteId,object,changes,id');
    expect(line).toMatch(
      /^\d{4}-\d\d-\d\dT[^,]*Z,key,[^,]*,"'=HYPERLINK\(""http:\/\/evil\.example""\)",127\.0\.0\.0\/24,site\.change,/,
    );
    expect(end).toBe('');
  });

  it('is for people only, and refuses a question that it does not understand', async () => {
    const { key } = (await (
      await collector.owner(`/sites/${site.id}/keys`, { method: 'POST', body: { name: 'k', scopes: ['sites:read'] } })
    ).json()) as { key: string };
    const withKey = await fetch(`${collector.url}/api/v1/audit`, { headers: { authorization: `Bearer ${key}` } });
    expect(withKey.status).toBe(403);
    expect(await list('?after=1')).toMatchObject({ error: { code: 'invalid_query', path: 'after' } });
    expect(await list('?limit=many')).toMatchObject({ error: { code: 'invalid_query', path: 'limit' } });
    expect(await list('?sites=shop')).toMatchObject({ error: { code: 'invalid_query', path: 'sites' } });
  });
});
