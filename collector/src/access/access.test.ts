import { type Documents, StoreError } from '@telltale/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { createAccess } from './access.ts';

const DAY_MS = 86_400_000;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.end());

/** The store's documents, with a count of the look-ups and a way to be away. */
const open = () => {
  const state = { reads: 0, mode: 'there' as 'there' | 'empty' | 'away' | 'silent', aheadMs: 0 };
  const { documents } = test.store;
  const watched: Documents = {
    ...documents,
    get: (key) => {
      state.reads += 1;
      if (state.mode === 'empty') return Promise.resolve(undefined);
      if (state.mode === 'silent') return new Promise(() => {});
      if (state.mode === 'away')
        throw new StoreError('The store does not answer.', { code: 'unavailable', isRetryable: true });
      return documents.get(key);
    },
  };
  const access = createAccess({ documents: () => watched, nowMs: () => Date.now() + state.aheadMs });
  const makeKey = () => access.createKey({ siteId: 's', name: 'k', scopes: ['events:write'], author: 'test' });
  return { access, state, makeKey, documents };
};

describe('a secret key', () => {
  it('is looked up once in a few seconds, however many requests carry it', async () => {
    const { access, state, makeKey } = open();
    const { key, id } = await makeKey();
    await Promise.all(Array.from({ length: 50 }, () => access.findKey(key)));
    for (let time = 0; time < 50; time += 1) expect((await access.findKey(key))?.id).toBe(id);
    expect(state.reads).toBe(1);
  });

  it('is refused at once when it was removed, also for whoever asks meanwhile', async () => {
    const { access, makeKey } = open();
    const { key, id } = await makeKey();
    await access.findKey(key);
    await access.removeKey('s', id, 'test');
    expect(await access.findKey(key)).toBeUndefined();
  });

  it.each(['away', 'silent'] as const)(
    'that was used before works while the store is %s, for an hour',
    async (mode) => {
      const { access, state, makeKey } = open();
      const { key } = await makeKey();
      await access.findKey(key);
      state.mode = mode;
      state.aheadMs = 50 * 60_000;
      expect(await access.findKey(key)).toBeDefined();
      if (mode === 'silent') return;
      state.aheadMs = 70 * 60_000;
      await expect(access.findKey(key)).rejects.toMatchObject({ code: 'unavailable' });
    },
  );

  it('is not forgotten because strangers try thousands of others', async () => {
    const { access, state, makeKey } = open();
    const { key } = await makeKey();
    await access.findKey(key);
    state.mode = 'empty';
    for (let stranger = 0; stranger < 3_000; stranger += 1)
      await access.findKey(`tt_sk_${stranger.toString(16).padStart(12, '0')}_${'x'.repeat(43)}`);
    state.mode = 'away';
    state.aheadMs = 60_000;
    expect(await access.findKey(key)).toBeDefined();
  });
});

describe('a person', () => {
  const versions = async (id: string) => {
    const query = { sql: 'SELECT body FROM documents WHERE id = {id:String}', params: { id } };
    return (await test.store.rows(query)).rows.map(({ body }) => String(body));
  };

  it('leaves no older name, address or hash behind, and nothing at all when removed', async () => {
    const { access } = open();
    const roles = { s: 'viewer' } as const;
    const { id } = await access.addPerson({ name: 'Ada', email: 'old@example.com', roles, author: 'test' });
    await access.changeAccount(id, { email: 'ada@example.com', password: 'the first password' }, 'test');
    await access.changeAccount(id, { password: 'the second password' }, 'test');
    const [kept, ...older] = await versions(id);
    expect(older).toEqual([]);
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(kept).not.toContain('old@example.com');
    expect(await access.checkPassword('ada@example.com', 'the first password')).toBeUndefined();
    expect(await access.checkPassword('ada@example.com', 'the second password')).toMatchObject({ id });
    await access.removePerson(id, 'test');
    expect(await versions(id)).toEqual([]);
    expect(await access.findPerson(id)).toBeUndefined();
  });

  it('of before there were roles owns every site', async () => {
    const { access, documents } = open();
    await documents.put({ kind: 'person', siteId: '', id: 'early', body: { name: 'Owner' }, author: 'test' });
    expect(await access.findPerson('early')).toEqual({
      id: 'early',
      name: 'Owner',
      email: null,
      roles: { '*': 'owner' },
      hasPassword: false,
    });
  });
});

describe('what expired', () => {
  it('is erased: sessions, sign-in links, used or not; whoever is signed in stays so', async () => {
    const { access, state, documents } = open();
    const { id } = await access.addPerson({ name: 'Ada', email: null, roles: {}, author: 'test' });
    const link = async () => (await access.createLink('sign-in', id)).token;
    const origin = { network: '', browser: '' };
    const [used, unused] = [await link(), await link()];
    const session = (await access.redeemSignInToken(used, origin)) ?? '';
    const kept = async (kind: string) => (await documents.list({ kind })).length;
    await access.forgetExpired();
    expect([await kept('session'), await kept('sign_in_token')]).toEqual([1, 1]);
    state.aheadMs = DAY_MS;
    await access.forgetExpired();
    expect(await access.personOfSession(session)).toMatchObject({ name: 'Ada' });
    expect([await kept('session'), await kept('sign_in_token')]).toEqual([1, 0]);
    expect(await access.redeemSignInToken(unused, origin)).toBeUndefined();
    state.aheadMs = 31 * DAY_MS;
    await access.forgetExpired();
    const { rows } = await test.store.rows({
      sql: "SELECT count() AS left FROM documents WHERE kind IN ('session', 'sign_in_token')",
      params: {},
    });
    expect(Number(rows[0]?.left)).toBe(0);
    expect(await access.personOfSession(session)).toBeUndefined();
  });

  it('is told, of keys, and a key that stands is none of them', async () => {
    const { access, state, makeKey } = open();
    const [replaced, standing] = [await makeKey(), await makeKey()];
    await access.replaceKey({ siteId: 's', keyId: replaced.id, endsAt: Date.now() + DAY_MS, author: 'test' });
    expect(await access.forgetExpired()).toEqual([]);
    state.aheadMs = 2 * DAY_MS;
    expect((await access.forgetExpired()).map(({ id }) => id)).toEqual([replaced.id]);
    expect((await access.keys('s')).map(({ id }) => id)).toContain(standing.id);
  });
});
