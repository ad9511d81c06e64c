import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';
import { askWith, cookieIn, PASSWORD, postPublic, tokenIn } from '../fixtures/members.ts';
import { refusalOf } from '../fixtures/test-api.ts';

const root = path.resolve(import.meta.dirname, '../..');

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
    expect(await (await fetch(at('/ways-in'))).json()).toEqual({ hasOwnerAccount: false, hasOidc: false });
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
    expect(await (await fetch(at('/ways-in'))).json()).toEqual({ hasOwnerAccount: true, hasOidc: false });
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

describe('a lost password', () => {
  const reset = async (email: string, dataDir = collector.dataDir) => {
    const args = ['--conditions=source', '--import', 'tsx', 'collector/src/reset-password/main.ts', email];
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir };
    try {
      return (await promisify(execFile)(process.execPath, args, { cwd: root, env })).stdout;
    } catch (error) {
      return (error as { stderr: string }).stderr;
    }
  };

  it('is replaced with a link that a command on the machine prints, and every session ends', async () => {
    const before = askWith(
      collector,
      cookieIn(await post('/session', { email: 'ada@example.com', password: PASSWORD })),
    );
    expect((await before('/account')).status).toBe(200);
    const link = /http\S+\/join#token=\S+/.exec(await reset('Ada@example.com'))?.[0] ?? '';
    const token = tokenIn(link);
    expect(await (await post('/account-links', { token })).json()).toMatchObject({ purpose: 'reset', name: 'Ada' });
    const made = { token, name: 'Ada', email: 'ada@example.com', password: 'a brand new secret' };
    expect((await post('/accounts', made)).status).toBe(201);
    expect((await before('/account')).status).toBe(401);
    expect((await post('/session', { email: 'ada@example.com', password: PASSWORD })).status).toBe(401);
    expect((await post('/session', { email: 'ada@example.com', password: 'a brand new secret' })).status).toBe(201);
  });

  it('of nobody, and where no collector runs, is told in words', async () => {
    expect(await reset('nobody@example.com')).toContain('Known: ada@example.com.');
    expect(await reset('ada@example.com', path.join(collector.dataDir, 'elsewhere'))).toContain('No collector answers');
  });

  it('cannot be asked for by another user of the machine', async () => {
    const { mode } = await stat(path.join(collector.dataDir, 'collector.lock'));
    expect(mode & 0o777).toBe(0o600);
  });
});
