import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, startTestCollector, type TestCollector } from '../fixtures/collector.ts';

interface SiteAnswer {
  id: string;
  name: string;
  timeZone: string;
  publicKey: string;
  snippet: string;
}

let collector: TestCollector;
let site: SiteAnswer;
let other: SiteAnswer;

const createSite = async (name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as SiteAnswer;

beforeAll(async () => {
  collector = await startTestCollector();
  site = await createSite('Shop');
  other = await createSite('Other');
});
afterAll(() => collector.remove());

const refusalOf = async (response: Response | Promise<Response>) => {
  const answered = await response;
  const { error } = (await answered.json()) as { error: { code: string; path: string; known?: string[] } };
  return { status: answered.status, ...error };
};
const at = (path: string) => `${collector.url}/api/v1${path}`;
const createKey = async (scopes: string[], siteId = site.id) =>
  (await (
    await collector.owner(`/sites/${siteId}/keys`, { method: 'POST', body: { name: 'test', scopes } })
  ).json()) as { id: string; key: string };
const withKey = (key: string, path: string, init: RequestInit = {}) =>
  fetch(at(path), {
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
  });
const trend = { range: { last: 1, unit: 'day' }, series: [{ events: [{ kind: 'page_view' }] }] };

describe('a sign-in link', () => {
  const redeem = (token: string) =>
    fetch(at('/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  const freshToken = async () => new URL(await collector.createSignInLink()).searchParams.get('token') ?? '';

  it('signs in once', async () => {
    const token = await freshToken();
    const first = await redeem(token);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ person: { name: 'Owner' } });
    expect(await refusalOf(redeem(token))).toMatchObject({ status: 401, code: 'unknown_token' });
  });

  it('signs in once even when it is opened twice at the same instant', async () => {
    const token = await freshToken();
    const statuses = (await Promise.all([redeem(token), redeem(token), redeem(token)])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 401, 401]);
  });

  it('sets a cookie that scripts cannot read and other sites cannot send along with a write', async () => {
    const cookie = (await redeem(await freshToken())).headers.get('set-cookie');
    expect(cookie).toMatch(/^tt_session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
  });

  it('of nobody signs nobody in', async () => {
    expect(await refusalOf(redeem('made-up'))).toMatchObject({ status: 401, code: 'unknown_token', path: 'token' });
  });

  it('leads to a session that ends when its person signs out', async () => {
    const cookie = await signIn(collector);
    expect((await fetch(at('/session'), { headers: { cookie } })).status).toBe(200);
    expect((await fetch(at('/session'), { method: 'DELETE', headers: { cookie } })).status).toBe(204);
    expect(await refusalOf(fetch(at('/sites'), { headers: { cookie } }))).toMatchObject({ status: 401 });
  });
});

describe('whoever is not signed in', () => {
  it.each([
    ['GET', '/sites'],
    ['POST', '/sites'],
    ['GET', '/people'],
    ['GET', '/questions'],
    ['GET', '/nothing-here'],
  ])('is refused at %s %s', async (method, path) => {
    expect(await refusalOf(fetch(at(path), { method }))).toMatchObject({ status: 401, code: 'sign_in_required' });
  });

  it.each(['tt_sk_000000000000_0000000000000000000000000000000000000000000', 'tt_sk_', '', "' OR 1=1 --"])(
    'is refused with the key "%s"',
    async (key) => {
      expect(await refusalOf(withKey(key, '/sites'))).toMatchObject({ status: 401, code: 'unknown_key' });
    },
  );

  it('may read what the API and the wire look like', async () => {
    const openApi = (await (await fetch(at('/openapi.json'))).json()) as { openapi: string; paths: object };
    expect(openApi.openapi).toBe('3.1.0');
    expect(Object.keys(openApi.paths)).toEqual(
      expect.arrayContaining([
        '/sites/{site}/questions/trend',
        '/sites/{site}/questions/funnel',
        '/sites/{site}/catalog',
      ]),
    );
    expect(await (await fetch(at('/protocol.json'))).json()).toMatchObject({ batch: { type: 'object' } });
  });
});

describe('a page of another site', () => {
  const write = async (headers: Record<string, string>) =>
    fetch(at('/sites'), {
      method: 'POST',
      headers: { cookie: await signIn(collector), 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name: 'Forged' }),
    });

  it.each([
    ['says that it is one', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['is on a sibling domain', { 'sec-fetch-site': 'same-site' }],
    ['comes from another origin in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['says nothing at all', {}],
    ['has no origin', { origin: 'null' }],
  ])('cannot write with the cookie of a signed-in person when it %s', async (_, headers) => {
    expect(await refusalOf(await write(headers as Record<string, string>))).toMatchObject({
      status: 403,
      code: 'cross_site',
    });
  });

  it('cannot send a form in place of JSON either', async () => {
    const refused = await refusalOf(await write({ origin: collector.url, 'content-type': 'text/plain' }));
    expect(refused).toMatchObject({ status: 415, code: 'unsupported_type' });
  });

  it('is told from ours by the browser', async () => {
    expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await write({ origin: collector.url })).status).toBe(201);
  });
});

describe('a secret key', () => {
  it('may do what its scopes say and nothing else', async () => {
    const { key } = await createKey(['questions:read']);
    const asked = await withKey(key, `/sites/${site.id}/questions/trend`, {
      method: 'POST',
      body: JSON.stringify(trend),
    });
    expect(asked.status).toBe(200);
    expect(await refusalOf(withKey(key, `/sites/${site.id}`))).toMatchObject({ status: 403, code: 'missing_scope' });
    expect(
      await refusalOf(withKey(key, `/sites/${site.id}`, { method: 'PATCH', body: JSON.stringify({ name: 'Mine' }) })),
    ).toMatchObject({ status: 403, code: 'missing_scope', known: ['questions:read'] });
    expect(
      await refusalOf(
        withKey(key, `/sites/${site.id}/keys`, { method: 'POST', body: '{"name":"k","scopes":["keys:write"]}' }),
      ),
    ).toMatchObject({ status: 403, code: 'missing_scope' });
    expect(await refusalOf(withKey(key, '/people'))).toMatchObject({ status: 403, code: 'person_required' });
  });

  it('of one site is nothing at another, which it cannot even find', async () => {
    const { key } = await createKey(['questions:read', 'sites:read', 'events:read', 'keys:write']);
    for (const path of ['', '/catalog', '/debug/events', '/keys'])
      expect(await refusalOf(withKey(key, `/sites/${other.id}${path}`))).toMatchObject({
        status: 404,
        code: 'unknown_site',
        known: [site.id],
      });
    const { sites } = (await (await withKey(key, '/sites')).json()) as { sites: SiteAnswer[] };
    expect(sites.map(({ id }) => id)).toEqual([site.id]);
  });

  it('cannot give away more than it has', async () => {
    const { key } = await createKey(['keys:write']);
    const body = JSON.stringify({ name: 'more', scopes: ['keys:write', 'sites:write'] });
    expect(await refusalOf(withKey(key, `/sites/${site.id}/keys`, { method: 'POST', body }))).toMatchObject({
      status: 403,
      code: 'missing_scope',
      path: 'scopes',
    });
  });

  it('is shown once and never again', async () => {
    const created = await createKey(['questions:read']);
    expect(created.key).toMatch(/^tt_sk_[0-9a-f]{12}_[\w-]{43}$/);
    const listed = await (await collector.owner(`/sites/${site.id}/keys`)).text();
    expect(listed).toContain(created.id);
    expect(listed).not.toContain(created.key.slice(-43));
    expect(listed).not.toContain('hash');
  });

  it('is refused once it was removed', async () => {
    const { id, key } = await createKey(['questions:read']);
    expect((await withKey(key, '/questions')).status).toBe(200);
    expect((await collector.owner(`/sites/${site.id}/keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await refusalOf(withKey(key, '/questions'))).toMatchObject({ status: 401, code: 'unknown_key' });
    expect(await refusalOf(collector.owner(`/sites/${site.id}/keys/${id}`, { method: 'DELETE' }))).toMatchObject({
      status: 404,
    });
  });

  it('needs no cookie and so no page of ours', async () => {
    const { key } = await createKey(['sites:write']);
    const changed = await withKey(key, `/sites/${site.id}`, {
      method: 'PATCH',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ timeZone: 'Asia/Kolkata' }),
    });
    expect(await changed.json()).toMatchObject({ timeZone: 'Asia/Kolkata' });
  });
});

describe('a site', () => {
  it('is made with a key of its own and the tag to paste', async () => {
    expect(site.snippet).toBe(
      `<script defer src="${collector.publicUrl}/t.js?site=${site.publicKey}" data-site="${site.publicKey}"></script>`,
    );
    expect(site.publicKey).not.toBe(other.publicKey);
  });

  it('is there from the first start', async () => {
    const { sites } = (await (await collector.owner('/sites')).json()) as { sites: SiteAnswer[] };
    expect(sites[0]?.name).toBe('My site');
  });

  it('keeps the settings that a change does not name', async () => {
    const patch = (body: unknown) => collector.owner(`/sites/${other.id}`, { method: 'PATCH', body });
    await patch({ domains: ['shop.example'] });
    expect(await (await patch({ isCookieless: true })).json()).toMatchObject({
      name: 'Other',
      domains: ['shop.example'],
      isCookieless: true,
    });
  });

  it('loses none of many changes that come at the same instant', async () => {
    const changes: object[] = [
      { name: 'Busy' },
      { isQueryCounted: true },
      { maskedSelectors: ['.price'] },
      { features: [{ feature: 'size-guide', selector: '#guide' }] },
      { cookieDomain: 'example.com' },
      { searchParameters: ['suche'] },
    ];
    const busy = await createSite('Calm');
    const answers = await Promise.all(
      changes.map((body) => collector.owner(`/sites/${busy.id}`, { method: 'PATCH', body })),
    );
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    const left = await (await collector.owner(`/sites/${busy.id}`)).json();
    expect(left).toMatchObject(Object.assign({}, ...changes));
  });

  it('starts with the settings that are said to be the defaults', async () => {
    const { scopes } = (await (await collector.owner(`/sites/${site.id}`)).json()) as { scopes: string[] };
    expect(scopes).toContain('sites:write');
    const defaults = (await (await collector.owner('/site-defaults')).json()) as { recorders: string[] };
    expect(await (await collector.owner(`/sites/${(await createSite('New')).id}`)).json()).toMatchObject(defaults);
    expect(defaults.recorders).not.toContain('data-layer');
  });

  it('tells a key what it may do with it', async () => {
    const { key } = await createKey(['sites:read']);
    expect(await (await withKey(key, `/sites/${site.id}`)).json()).toMatchObject({ scopes: ['sites:read'] });
  });

  it('takes one feature under several selectors, and refuses the same row twice', async () => {
    const patch = (features: object[]) => collector.owner(`/sites/${site.id}`, { method: 'PATCH', body: { features } });
    const [phone, desk] = ['.phone .guide', '.desk .guide'].map((selector) => ({ feature: 'guide', selector }));
    expect((await patch([phone ?? {}, desk ?? {}])).status).toBe(200);
    expect(await refusalOf(patch([phone ?? {}, desk ?? {}, phone ?? {}]))).toMatchObject({
      status: 400,
      path: 'features.2',
      message: expect.stringContaining('features.0'),
    });
    expect(await (await collector.owner(`/sites/${site.id}`)).json()).toMatchObject({ features: [phone, desk] });
  });

  it.each([
    [{ features: [{ feature: 'a', selector: ' ' }] }, 'features.0.selector', 'such as "#size-guide"'],
    [{ features: [{ feature: ' ', selector: '#a' }] }, 'features.0.feature', 'such as "size-guide"'],
    [{ features: [{ feature: 'a' }] }, 'features.0.selector', 'expected string'],
    [{ checkoutSteps: [{ step: 'a', selector: '#a', stepNumber: 0 }] }, 'checkoutSteps.0.stepNumber', '>=1'],
    [{ inspectionFrom: { visibleMs: -1, hoveredMs: 0, uses: 1 } }, 'inspectionFrom.visibleMs', '>=0'],
    [{ inspectionFrom: { visibleMs: 1 } }, 'inspectionFrom.hoveredMs', 'expected number'],
    [{ maskedSelectors: ['.a', ''] }, 'maskedSelectors.1', 'such as "#size-guide"'],
    [{ scrubbedParameters: [''] }, 'scrubbedParameters.0', 'such as "token"'],
    [{ cookieDomain: 'https://example.com' }, 'cookieDomain', 'without "https://"'],
    [{ linkedDomains: ['example.com/shop'] }, 'linkedDomains.0', 'such as "shop.example.com"'],
    [{ isQueryCounted: 'yes' }, 'isQueryCounted', 'expected boolean'],
  ])('says of %j which field it is and what would do', async (body, path, expectation) => {
    const refused = await refusalOf(collector.owner(`/sites/${site.id}`, { method: 'PATCH', body }));
    expect(refused).toMatchObject({ status: 400, code: 'invalid_definition', path });
    expect(refused).toMatchObject({ message: expect.stringContaining(expectation) });
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'invalid_definition', 'timeZone'],
    [{ domains: ['https://shop.example/'] }, 'invalid_definition', 'domains.0'],
    [{ colour: 'red' }, 'invalid_definition', 'colour'],
    [{ recorders: ['telepathy'] }, 'invalid_definition', 'recorders.0'],
    [{}, 'nothing_to_change', ''],
  ])('refuses %j with the place', async (body, code, path) => {
    const refused = await refusalOf(collector.owner(`/sites/${site.id}`, { method: 'PATCH', body }));
    expect(refused).toMatchObject({ status: 400, code, path });
  });

  it('that does not exist is refused, naming those that do', async () => {
    const refused = await refusalOf(collector.owner('/sites/nowhere/catalog'));
    expect(refused).toMatchObject({ status: 404, code: 'unknown_site', path: 'site' });
    expect(refused.known).toContain(site.id);
  });
});

describe('a question', () => {
  const ask = (kind: string, body: unknown) =>
    collector.owner(`/sites/${site.id}/questions/${kind}`, { method: 'POST', body });

  it('is answered with what it cost', async () => {
    expect(await (await ask('trend', trend)).json()).toMatchObject({
      result: { lines: [{ total: 0 }] },
      statistics: { rowsRead: expect.any(Number), elapsedMs: expect.any(Number) },
    });
  });

  it('of every kind is served, described and answered', async () => {
    const listed = (await (await collector.owner('/questions')).json()) as { questions: { kind: string }[] };
    const openApi = (await (await fetch(at('/openapi.json'))).json()) as { paths: object };
    const { range } = trend;
    for (const [kind, definition] of Object.entries({
      campaigns: { range },
      engagement: { range },
      forms: { range },
      live: {},
    })) {
      expect(listed.questions.map((question) => question.kind)).toContain(kind);
      expect(Object.keys(openApi.paths)).toContain(`/sites/{site}/questions/${kind}`);
      expect(await (await ask(kind, definition)).json()).toMatchObject({
        result: { range: { startAt: expect.any(Number) } },
      });
    }
  });

  it('begins its weeks on Monday, or on the day that the settings of the site name', async () => {
    const { id } = await createSite('Bazaar');
    const weekdays = async () => {
      const body = { ...trend, range: { last: 3, unit: 'week' }, interval: 'week' };
      const asked = await collector.owner(`/sites/${id}/questions/trend`, { method: 'POST', body });
      const { result } = (await asked.json()) as { result: { startAts: number[] } };
      return result.startAts.map((startAt) => new Date(startAt).getUTCDay());
    };
    const set = (weekStartsOn: string) => collector.owner(`/sites/${id}`, { method: 'PATCH', body: { weekStartsOn } });
    expect(await (await collector.owner(`/sites/${id}`)).json()).toMatchObject({ weekStartsOn: 'monday' });
    expect(await weekdays()).toEqual([1, 1, 1]);
    expect((await set('saturday')).status).toBe(200);
    expect(await weekdays()).toEqual([6, 6, 6]);
    expect(await refusalOf(set('friday'))).toMatchObject({ status: 400, path: 'weekStartsOn' });
  });

  it.each([
    ['of a kind that does not exist', 'trnd', trend, 'unknown_question', 'kind', 'trend'],
    [
      'about an event kind that does not exist',
      'trend',
      { ...trend, series: [{ events: [{ kind: 'page_vew' }] }] },
      'unknown_kind',
      'series.0.events.0.kind',
      'page_view',
    ],
    [
      'about a property that does not exist',
      'trend',
      { ...trend, breakdown: { property: 'chanel' } },
      'unknown_property',
      'breakdown.property',
      'channel',
    ],
    [
      'in a unit that does not exist',
      'trend',
      { ...trend, interval: 'fortnight' },
      'invalid_definition',
      'interval',
      'day',
    ],
  ])('%s is refused with the place and what is known', async (_, kind, definition, code, path, known) => {
    const refused = await refusalOf(ask(kind, definition));
    expect(refused).toMatchObject({ status: 400, code, path });
    expect(refused.known).toContain(known);
  });

  it.each([2, 3])(
    'with more conditions than the engine takes is refused with the way out (%i filters each)',
    async (length) => {
      const onPage = { property: 'path', operator: 'contains', values: ['/'] };
      const did = { did: { kind: 'page_view', filters: Array.from({ length }, () => onPage) } };
      const filters = Array.from({ length: 20 }, () => ({ visitor: { any: Array.from({ length: 50 }, () => did) } }));
      const refused = await refusalOf(ask('trend', { ...trend, filters }));
      expect(refused).toMatchObject({ status: 400, code: 'too_complex' });
    },
  );

  it('that is no JSON is refused', async () => {
    const { key } = await createKey(['questions:read']);
    const refused = withKey(key, `/sites/${site.id}/questions/trend`, { method: 'POST', body: '{"range":' });
    expect(await refusalOf(refused)).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  it('can be looked up: every kind comes with the schema of its definition', async () => {
    const { questions } = (await (await collector.owner('/questions')).json()) as {
      questions: { kind: string; definition: object }[];
    };
    expect(questions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['trend', 'funnel', 'segment']));
    for (const { definition } of questions)
      expect(JSON.stringify(definition)).toContain('"$schema":"https://json-schema.org/draft/2020-12/schema"');
  });
});

describe('people', () => {
  it('can be added, and sign in with the link that is made for them', async () => {
    const added = (await (await collector.owner('/people', { method: 'POST', body: { name: 'Grace' } })).json()) as {
      signInLink: string;
    };
    const cookie = await signIn({ ...collector, createSignInLink: async () => added.signInLink });
    expect(await (await fetch(at('/session'), { headers: { cookie } })).json()).toMatchObject({
      person: { name: 'Grace' },
    });
  });
});

describe('a person who is removed', () => {
  interface Added {
    person: { id: string };
    signInLink: string;
  }
  const add = async (name: string) =>
    (await (await collector.owner('/people', { method: 'POST', body: { name } })).json()) as Added;
  const remove = (id: string) => collector.owner(`/people/${id}`, { method: 'DELETE' });

  it('is signed in nowhere any more, and no link signs them in again', async () => {
    const [gone, unused] = [await add('Gone'), await add('Unused')];
    const cookie = await signIn({ ...collector, createSignInLink: async () => gone.signInLink });
    expect((await fetch(at('/sites'), { headers: { cookie } })).status).toBe(200);
    expect([(await remove(gone.person.id)).status, (await remove(unused.person.id)).status]).toEqual([204, 204]);
    expect((await fetch(at('/sites'), { headers: { cookie } })).status).toBe(401);
    const token = new URL(unused.signInLink).searchParams.get('token');
    const response = await fetch(at('/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(response.status).toBe(401);
    expect((await remove(gone.person.id)).status).toBe(404);
    const { entries } = (await (await collector.owner('/audit?action=person.remove')).json()) as { entries: object[] };
    expect(entries[1]).toMatchObject({ object: gone.person.id, changes: [{ field: 'name', from: 'Gone' }] });
  });

  it('is never the last one', async () => {
    const { people } = (await (await collector.owner('/people')).json()) as { people: { id: string; name: string }[] };
    const owner = people.find(({ name }) => name === 'Owner');
    for (const { id } of people.filter((one) => one !== owner)) await remove(id);
    expect(await refusalOf(remove(owner?.id ?? ''))).toMatchObject({ status: 409, code: 'last_person' });
  });
});

describe('the metrics', () => {
  const metrics = (headers: Record<string, string> = {}) => fetch(`${collector.url}/metrics`, { headers });

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
