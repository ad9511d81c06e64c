import { type AppParts, createApp, readConfig } from '@telltale/collector';
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../fixtures/collector.ts';
import { addMember } from '../fixtures/members.ts';
import { openTestApi } from '../fixtures/test-api.ts';

/** Nothing is asked for when routes are only listed. */
const parts = {
  config: readConfig({}),
  publicUrl: 'http://localhost:3000',
  closing: new AbortController().signal,
  assets: { tag: '/nowhere', dashboard: '/nowhere', demo: '/nowhere' },
  storeLink: {},
  enrichers: [],
} as unknown as AppParts;

const routes = createApp(parts)
  .routes.filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => `${method} ${path}`);

/** What each role may do, said once more: a role that may more than here is a fault, whatever the collector's own table says. */
const viewer = ['sites:read', 'questions:read'];
const analyst = [...viewer, 'segments:write', 'events:read'];
const editor = [...analyst, 'sites:write', 'events:write'];
const owner = [...editor, 'events:delete', 'keys:write', 'people:write', 'audit:read'];
const ownerOfAll = [...owner, 'sites:create', 'metrics:read'];
const scopes = ownerOfAll.filter((permission) => !['people:write', 'audit:read', 'sites:create'].includes(permission));

/** What every route of the app asks for. `public`: nothing. `person`: anybody who signed in. A new route has its line here. */
const table: Record<string, string> = {
  'GET /healthz/live': 'public',
  'GET /healthz/ready': 'public',
  'GET /metrics': 'metrics:read',
  'GET /o/:file{[^/]+\\.gif}': 'public',
  'POST /csp-reports/:key': 'public',
  'OPTIONS /csp-reports/:key': 'public',
  'GET /e/surveys': 'public',
  'GET /e/experiments': 'public',
  'GET /survey-preview/:file?': 'public',
  'POST /e/overlay/open': 'public',
  'POST /e/overlay/heatmap': 'public',
  'POST /e/overlay/changes': 'public',
  'GET /:file{[\\w-]+\\.js}': 'public',
  'GET /demo': 'public',
  'GET /demo/*': 'public',
  'GET /debug': 'public',
  'GET /debug/*': 'public',
  'GET /shared': 'public',
  'GET /*': 'public',
  'GET /api/v1/openapi.json': 'public',
  'GET /api/v1/protocol.json': 'public',
  'GET /api/v1/session': 'public',
  'POST /api/v1/session': 'public',
  'DELETE /api/v1/session': 'public',
  'GET /api/v1/ways-in': 'public',
  'GET /api/v1/oidc/start': 'public',
  'GET /api/v1/oidc/callback': 'public',
  'POST /api/v1/account-links': 'public',
  'POST /api/v1/accounts': 'public',
  'POST /api/v1/shared/board': 'public',
  'POST /api/v1/shared/answer': 'public',
  'GET /api/v1/account': 'person',
  'PATCH /api/v1/account': 'person',
  'DELETE /api/v1/account/sessions': 'person',
  'DELETE /api/v1/account/sessions/:session': 'person',
  'GET /api/v1/people': 'people:write',
  'POST /api/v1/people': 'people:write',
  'PATCH /api/v1/people/:person': 'people:write',
  'POST /api/v1/people/:person/link': 'people:write',
  'DELETE /api/v1/people/:person': 'people:write',
  'GET /api/v1/sites': 'sites:read',
  'GET /api/v1/site-defaults': 'sites:read',
  'POST /api/v1/sites': 'sites:create',
  'GET /api/v1/sites/:site': 'sites:read',
  'PATCH /api/v1/sites/:site': 'sites:write',
  'GET /api/v1/sites/:site/keys': 'keys:write',
  'POST /api/v1/sites/:site/keys': 'keys:write',
  'POST /api/v1/sites/:site/keys/:key/replacement': 'keys:write',
  'DELETE /api/v1/sites/:site/keys/:key': 'keys:write',
  'POST /api/v1/sites/:site/public-keys': 'keys:write',
  'DELETE /api/v1/sites/:site/public-keys/:key': 'keys:write',
  'GET /api/v1/sites/:site/catalog': 'questions:read',
  'GET /api/v1/questions': 'questions:read',
  'POST /api/v1/sites/:site/questions/:kind': 'questions:read',
  'GET /api/v1/sites/:site/segments': 'questions:read',
  'POST /api/v1/sites/:site/segments': 'segments:write',
  'PATCH /api/v1/sites/:site/segments/:segment': 'segments:write',
  'DELETE /api/v1/sites/:site/segments/:segment': 'segments:write',
  'POST /api/v1/sites/:site/segments/:segment/snapshot': 'segments:write',
  'DELETE /api/v1/sites/:site/segments/:segment/snapshot': 'segments:write',
  'GET /api/v1/sites/:site/boards': 'questions:read',
  'POST /api/v1/sites/:site/overlay-tokens': 'questions:read',
  'GET /api/v1/sites/:site/experiments': 'questions:read',
  'POST /api/v1/sites/:site/experiment-plan': 'questions:read',
  'GET /api/v1/sites/:site/surveys': 'questions:read',
  'POST /api/v1/sites/:site/surveys': 'sites:write',
  'GET /api/v1/sites/:site/surveys/:survey': 'questions:read',
  'PATCH /api/v1/sites/:site/surveys/:survey': 'sites:write',
  'DELETE /api/v1/sites/:site/surveys/:survey': 'sites:write',
  'GET /api/v1/sites/:site/ready-surveys': 'questions:read',
  'POST /api/v1/sites/:site/survey-previews': 'questions:read',
  'GET /api/v1/sites/:site/answer-themes': 'questions:read',
  'PATCH /api/v1/sites/:site/answer-themes': 'sites:write',
  'GET /api/v1/sites/:site/answers/export': 'questions:read',
  'POST /api/v1/sites/:site/boards': 'segments:write',
  'PATCH /api/v1/sites/:site/boards/:board': 'segments:write',
  'DELETE /api/v1/sites/:site/boards/:board': 'segments:write',
  'GET /api/v1/sites/:site/boards/:board/links': 'sites:write',
  'POST /api/v1/sites/:site/experiments': 'sites:write',
  'PATCH /api/v1/sites/:site/experiments/:experiment': 'sites:write',
  'POST /api/v1/sites/:site/experiments/:experiment/state': 'sites:write',
  'DELETE /api/v1/sites/:site/experiments/:experiment': 'sites:write',
  'POST /api/v1/sites/:site/boards/:board/links': 'sites:write',
  'DELETE /api/v1/sites/:site/boards/:board/links/:link': 'sites:write',
  'GET /api/v1/sites/:site/boards/:board/mail': 'sites:write',
  'POST /api/v1/sites/:site/boards/:board/mail': 'sites:write',
  'DELETE /api/v1/sites/:site/boards/:board/mail': 'sites:write',
  'POST /api/v1/sites/:site/boards/:board/mail/now': 'sites:write',
  'POST /api/v1/sites/:site/events': 'events:write',
  'POST /api/v1/sites/:site/imports': 'events:write',
  'GET /api/v1/sites/:site/imports': 'events:write',
  'GET /api/v1/sites/:site/imports/:import': 'events:write',
  'PATCH /api/v1/sites/:site/imports/:import': 'events:write',
  'DELETE /api/v1/sites/:site/imports/:import': 'events:write',
  'POST /api/v1/sites/:site/export': 'events:read',
  'GET /api/v1/sites/:site/export': 'events:read',
  'GET /api/v1/sites/:site/debug/events': 'events:read',
  'GET /api/v1/sites/:site/delivery': 'events:read',
  'GET /api/v1/sites/:site/diagnosis': 'events:read',
  'GET /api/v1/sites/:site/rejected': 'events:read',
  'POST /api/v1/sites/:site/rejected/replay': 'events:write',
  'POST /api/v1/sites/:site/deletions': 'events:delete',
  'GET /api/v1/deletions': 'events:delete',
  'GET /api/v1/deletions/:deletion': 'events:delete',
  'GET /api/v1/audit': 'audit:read',
  'GET /api/v1/geo-database': 'sites:read',
};

const guarded = Object.entries(table).filter(([, needs]) => needs !== 'public');

/** Somebody who asks: what they may do on the first site, on the second, and about the whole collector. */
interface Asker {
  headers: Record<string, string>;
  isPerson: boolean;
  own: readonly string[];
  other: readonly string[];
  all: readonly string[];
}

const api = openTestApi();
const askers = new Map<string, Asker>();

beforeAll(async () => {
  const { collector, site, other } = api;
  const origin = { origin: collector.url };
  const person = async (name: string, place: string, role: string) => {
    const { cookie } = await addMember(collector, name, { [place]: role });
    return { headers: { cookie, ...origin }, isPerson: true };
  };
  const key = async (siteId: string, granted: readonly string[]) => ({
    headers: { authorization: `Bearer ${(await api.createKey([...granted], siteId)).key}` },
    isPerson: false,
  });
  const none: readonly string[] = [];
  askers.set('nobody', { headers: {}, isPerson: false, own: none, other: none, all: none });
  for (const [role, may] of Object.entries({ viewer, analyst, editor, owner })) {
    askers.set(role, { ...(await person(role, site.id, role)), own: may, other: none, all: none });
    const everywhere = role === 'owner' ? ownerOfAll : may;
    askers.set(`${role} of all`, {
      ...(await person(`${role} of all`, '*', role)),
      own: may,
      other: may,
      all: everywhere,
    });
  }
  askers.set('owner of the other site', {
    ...(await person('Other owner', other.id, 'owner')),
    own: none,
    other: owner,
    all: none,
  });
  const all = ['metrics:read'];
  askers.set('key', { ...(await key(site.id, scopes)), own: scopes, other: none, all });
  askers.set('key of the other site', { ...(await key(other.id, scopes)), own: none, other: scopes, all });
  askers.set('key that only asks', {
    ...(await key(site.id, ['questions:read'])),
    own: ['questions:read'],
    other: none,
    all: none,
  });
}, 60_000);

/** The address of a route, with a site and with names of things that there are none of. */
const addressOf = (path: string, siteId: string) =>
  `${api.collector.url}${path.replace(':site', siteId).replace(':kind', 'trend').replace(/:\w+/g, 'nothing')}`;

const send = async (route: string, siteId: string, headers: Record<string, string>) => {
  const [method = '', path = ''] = route.split(' ');
  // Whose rights end at one site name it.
  const query = route === 'GET /api/v1/audit' ? `?site=${siteId}` : '';
  const response = await fetch(`${addressOf(path, siteId)}${query}`, { method, headers });
  const text = await response.text();
  const { error } = response.ok || !text ? { error: undefined } : (JSON.parse(text) as { error?: { code: string } });
  return { status: response.status, code: error?.code ?? '', text };
};

const withoutRight = ['missing_role', 'missing_scope', 'person_required'];

/** How a route must answer an asker about one of the two sites. */
const expectedOf = (route: string, needs: string, { asker, place }: { asker: Asker; place: 'own' | 'other' }) => {
  const { isPerson, own, other, all } = asker;
  const isKnown = own.length + other.length + all.length > 0;
  if (!isKnown) return 'signed out';
  if (needs === 'person') return isPerson ? 'passes' : 'refused';
  if (route.includes(':site')) {
    if (asker[place].length === 0) return 'unknown site';
    return asker[place].includes(needs) ? 'passes' : 'refused';
  }
  if (route === 'GET /api/v1/audit') return asker[place].includes(needs) ? 'passes' : 'refused';
  return [...own, ...other, ...all].includes(needs) ? 'passes' : 'refused';
};

const outcomeOf = ({ status, code }: Awaited<ReturnType<typeof send>>) => {
  if (status === 401) return 'signed out';
  if (code === 'unknown_site') return 'unknown site';
  if (status === 403 && withoutRight.includes(code)) return 'refused';
  return status >= 500 ? `failed: ${status}` : 'passes';
};

it('every route of the app is in the table, and nothing else is', () => {
  expect(Object.keys(table).toSorted()).toEqual([...new Set(routes)].toSorted());
});

describe.each([
  'nobody',
  'viewer',
  'analyst',
  'editor',
  'owner',
  'viewer of all',
  'analyst of all',
  'editor of all',
  'owner of all',
  'owner of the other site',
  'key',
  'key of the other site',
  'key that only asks',
])('%s', (name) => {
  it('passes where the table says so and nowhere else, and reads nothing of a site that is not theirs', async () => {
    const asker = askers.get(name);
    if (!asker) throw new Error(`There is no asker "${name}".`);
    const { site, other } = api;
    const places = [
      { place: 'own', siteId: site.id, hidden: site },
      { place: 'other', siteId: other.id, hidden: other },
    ] as const;
    const [seen, must]: [Record<string, string>, Record<string, string>] = [{}, {}];
    for (const [route, needs] of guarded)
      for (const { place, siteId } of places) {
        const answer = await send(route, siteId, asker.headers);
        must[`${route} (${place})`] = expectedOf(route, needs, { asker, place });
        seen[`${route} (${place})`] = outcomeOf(answer);
        for (const { place: at, hidden } of places) {
          if (asker[at].length > 0) continue;
          for (const secret of [`"${hidden.name}"`, hidden.publicKey]) expect(answer.text).not.toContain(secret);
          // An address that was asked for is no news to whoever asked.
          if (siteId !== hidden.id) expect(answer.text).not.toContain(hidden.id);
        }
      }
    expect(seen).toEqual(must);
  });
});

it('no route that changes anything takes the cookie of a page of another site', async () => {
  const cookie = await signIn(api.collector);
  const changing = guarded.filter(([route]) => !route.startsWith('GET '));
  expect(changing.length).toBeGreaterThan(20);
  const outcomes = await Promise.all(
    changing.flatMap(([route]) =>
      [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}].map(async (foreign) => {
        const { status, code } = await send(route, api.site.id, { cookie, ...foreign } as Record<string, string>);
        return `${status} ${code}`;
      }),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(['403 cross_site']));
});

it('a way of writing an address that is not the usual one is no way round', async () => {
  const headers = askers.get('viewer')?.headers ?? {};
  const { url } = api.collector;
  for (const path of [
    `/api/v1/sites/${api.other.id}/`,
    `/api/v1//sites/${api.other.id}`,
    `/api/v1/sites/${encodeURIComponent(`${api.other.id}/catalog`)}`,
    `/api/v1/sites/${api.site.id}/../${api.other.id}/catalog`,
    `/api/v1/sites/${api.other.id.replace(/./, (first) => `%${first.charCodeAt(0).toString(16)}`)}`,
    `/API/v1/sites/${api.other.id}`,
  ]) {
    const response = await fetch(`${url}${path}`, { headers });
    const text = await response.text();
    expect(text).not.toContain(api.other.publicKey);
    expect(text).not.toContain('"kinds"');
  }
});
