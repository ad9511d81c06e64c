import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import { askWith, cookieIn, PASSWORD, postPublic, tokenIn } from '../fixtures/members.ts';
import { refusalOf } from '../fixtures/test-api.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await startTestCollector();
});
afterAll(() => collector.remove());

const at = (path: string) => `${collector.url}/api/v1${path}`;
const post = (path: string, body: unknown) => postPublic(collector, path, body);

describe('the first owner', () => {
  it('makes an account with the link of the console, which then is used up and not made again', async () => {
    const link = (await collector.createSignUpLink()) ?? '';
    expect(new URL(link).pathname).toBe('/sign-up');
    const token = tokenIn(link);
    expect(await (await fetch(at('/ways-in'))).json()).toEqual({ hasOwnerAccount: false });
    expect(await (await post('/account-links', { token })).json()).toEqual({
      purpose: 'owner',
      name: '',
      email: null,
      sites: [{ name: null, role: 'owner' }],
    });
    const wanted = { token, name: 'Ada', email: ' Ada@Example.com ', password: PASSWORD };
    // What is refused uses nothing up.
    for (const [change, path] of [
      [{ password: 'short' }, 'password'],
      [{ password: 'aaaaaaaaaaaa' }, 'password'],
      [{ password: 'ab'.repeat(101) }, 'password'],
      [{ email: 'ada' }, 'email'],
      [{ name: ' ' }, 'name'],
    ] as const)
      expect(await refusalOf(post('/accounts', { ...wanted, ...change }))).toMatchObject({ status: 400, path });
    const made = await Promise.all([post('/accounts', wanted), post('/accounts', wanted)]);
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 401]);
    expect(await refusalOf(post('/accounts', wanted))).toMatchObject({ status: 401, code: 'unknown_token' });
    expect(await (await fetch(at('/ways-in'))).json()).toEqual({ hasOwnerAccount: true });
    expect(await collector.createSignUpLink()).toBeUndefined();
    const signedIn = await post('/session', { email: 'ADA@example.com', password: PASSWORD });
    expect(await signedIn.json()).toMatchObject({
      person: { name: 'Ada', email: 'ada@example.com', roles: { '*': 'owner' }, hasPassword: true },
    });
    const ask = askWith(collector, cookieIn(signedIn));
    expect((await ask('/sites', { method: 'POST', body: { name: 'Another' } })).status).toBe(201);
  });

  it('cannot be made by the link of a sign-in once there is an account', async () => {
    const token = new URL(await collector.createSignInLink()).searchParams.get('token');
    const taken = { token, name: 'Eve', email: 'eve@example.com', password: PASSWORD };
    expect(await refusalOf(post('/accounts', taken))).toMatchObject({ status: 401, code: 'unknown_token' });
  });
});
