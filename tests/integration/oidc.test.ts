import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import { addMember, askWith, invite, postPublic, tokenIn } from '../fixtures/members.ts';
import { oidcClient, openOidcProvider, type TestOidcProvider } from '../fixtures/oidc-provider.ts';
import { refusalOf } from '../fixtures/test-api.ts';

let provider: TestOidcProvider;
let collector: TestCollector;

beforeAll(async () => {
  provider = await openOidcProvider();
  collector = await startTestCollector({
    settings: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: oidcClient.id, OIDC_CLIENT_SECRET: oidcClient.secret },
  });
  await collector.whenReady;
});
afterAll(async () => {
  await collector.remove();
  await provider.close();
});

/** A browser that keeps cookies and goes where it is sent. */
const openBrowser = () => {
  const jar = new Map<string, string>();
  const get = async (url: string) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  /** Follows until a page is answered, or `stopsAt` would be asked. @returns every address on the way */
  const follow = async (from: string, stopsAt = '\0') => {
    const way = [from];
    for (let next = from; way.length < 20; ) {
      if (next.includes(stopsAt)) return way;
      const location = (await get(next)).headers.get('location');
      if (!location) return way;
      next = new URL(location, next).href;
      way.push(next);
    }
    throw new Error(`It goes round in circles: ${way.join('\n')}`);
  };
  const ask = () => askWith(collector, `tt_session=${jar.get('tt_session') ?? ''}`);
  return { jar, get, follow, ask };
};

const start = () => `${collector.url}/api/v1/oidc/start`;
const signIn = async () => {
  const browser = openBrowser();
  const way = await browser.follow(start());
  return { ...browser, way, end: way.at(-1) ?? '' };
};

it('says that the provider cannot be reached while it cannot, and goes on when it can', async () => {
  expect((await signIn()).end).toBe(`${collector.url}/#problem=oidc_unavailable`);
  provider.serve(`${collector.url}/api/v1/oidc/callback`);
  expect((await signIn()).way[1]).toContain(`${provider.issuer}/auth?`);
});

it('sends the browser there with PKCE, state and nonce, which it keeps where no script reads them', async () => {
  const response = await openBrowser().get(start());
  const asked = new URL(response.headers.get('location') ?? '').searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: 'telltale',
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${collector.url}/api/v1/oidc/callback`,
  });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(30);
  expect(response.headers.get('set-cookie')).toMatch(/^tt_oidc=[\w-]+; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/);
});

describe('somebody who was invited', () => {
  it('comes in with the e-mail address that the provider has verified, and the link is used up', async () => {
    const { person, link } = await invite(collector, { email: 'ada@example.com', roles: { '*': 'analyst' } });
    provider.account = { email: 'Ada@Example.com', email_verified: true, name: 'Ada Lovelace' };
    const { end, ask, jar } = await signIn();
    expect(end).toBe(`${collector.url}/`);
    expect(jar.has('tt_oidc')).toBe(false);
    expect(await (await ask()('/account')).json()).toMatchObject({
      person: { id: person.id, name: 'Ada Lovelace', hasPassword: false },
    });
    expect((await postPublic(collector, '/account-links', { token: tokenIn(link) })).status).toBe(401);
  });

  it('comes in beside the password, too', async () => {
    const { id, email } = await addMember(collector, 'Grace', { '*': 'viewer' });
    provider.account = { email, email_verified: true, name: 'Somebody else' };
    expect(await (await (await signIn()).ask()('/account')).json()).toMatchObject({ person: { id, name: 'Grace' } });
  });
});

describe('nobody is let in', () => {
  const expectOutside = async ({ end, ask }: Awaited<ReturnType<typeof signIn>>, problem: string) => {
    expect(end).toBe(`${collector.url}/#problem=${problem}`);
    expect((await ask()('/account')).status).toBe(401);
  };

  it('who was not invited', async () => {
    provider.account = { email: 'stranger@example.com', email_verified: true, name: 'Stranger' };
    await expectOutside(await signIn(), 'not_invited');
  });

  it('whose e-mail address the provider has not verified', async () => {
    provider.account = { email: 'ada@example.com', email_verified: false, name: 'Ada' };
    await expectOutside(await signIn(), 'oidc_failed');
  });

  it("with another browser's answer, with a used one, or with a made-up one", async () => {
    provider.account = { email: 'ada@example.com', email_verified: true, name: 'Ada' };
    const first = openBrowser();
    const answered = (await first.follow(start(), '/oidc/callback')).at(-1) ?? '';
    const other = openBrowser();
    await other.get(start());
    const bare = openBrowser();
    for (const browser of [other, bare]) {
      const end = (await browser.follow(answered)).at(-1) ?? '';
      await expectOutside({ ...browser, way: [], end }, 'oidc_failed');
    }
    expect((await first.follow(answered)).at(-1)).toBe(`${collector.url}/`);
    first.jar.delete('tt_session');
    await expectOutside({ ...first, way: [], end: (await first.follow(answered)).at(-1) ?? '' }, 'oidc_failed');
    const forged = `${collector.url}/api/v1/oidc/callback?code=made-up&state=made-up&iss=https://evil.example`;
    await expectOutside({ ...other, way: [], end: (await other.follow(forged)).at(-1) ?? '' }, 'oidc_failed');
  });
});

it('nothing in the address decides where the browser ends', async () => {
  provider.account = { email: 'ada@example.com', email_verified: true, name: 'Ada' };
  const browser = openBrowser();
  const way = await browser.follow(`${start()}?return=https://evil.example&redirect_uri=https://evil.example`);
  expect(way.filter((url) => url.startsWith('https://evil.example'))).toEqual([]);
  expect(way.at(-1)).toBe(`${collector.url}/`);
});

it('the page that signs in is told that there is a provider', async () => {
  const { hasOidc } = (await (await fetch(`${collector.url}/api/v1/ways-in`)).json()) as { hasOidc: boolean };
  expect(hasOidc).toBe(true);
  expect(await refusalOf(fetch(`${collector.url}/api/v1/oidc/nothing`))).toMatchObject({ status: 401 });
});
