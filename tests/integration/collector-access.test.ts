import { describe, expect, it } from 'vitest';
import { signIn } from '../fixtures/collector.ts';
import { openTestApi, refusalOf } from '../fixtures/test-api.ts';

const api = openTestApi();
const { at, withKey } = api;

describe('a sign-in link', () => {
  const redeem = (token: string) =>
    fetch(at('/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  const freshToken = async () => new URL(await api.collector.createSignInLink()).searchParams.get('token') ?? '';

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
    const cookie = await signIn(api.collector);
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
      headers: { cookie: await signIn(api.collector), 'content-type': 'application/json', ...headers },
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
    const refused = await refusalOf(await write({ origin: api.collector.url, 'content-type': 'text/plain' }));
    expect(refused).toMatchObject({ status: 415, code: 'unsupported_type' });
  });

  it('is told from ours by the browser', async () => {
    expect((await write({ 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    expect((await write({ origin: api.collector.url })).status).toBe(201);
  });
});
