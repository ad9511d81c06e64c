import { describe, expect, it } from 'vitest';
import { addMember, askWith, cookieIn, invite, PASSWORD, postPublic, tokenIn } from '../fixtures/members.ts';
import { openTestApi, refusalOf } from '../fixtures/test-api.ts';

const api = openTestApi();

interface Account {
  person: { id: string; name: string; email: string; hasPassword: boolean };
  sessions: { id: string; isThis: boolean; browser: string; network: string }[];
}
interface Listed {
  people: { id: string; name: string; roles: Record<string, string>; linkEndsAt: number | null; isYours: boolean }[];
}

const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  postPublic(api.collector, path, body, headers);
const signInAs = (email: string, password = PASSWORD) => post('/session', { email, password });
const account = async (ask: ReturnType<typeof askWith>) => (await (await ask('/account')).json()) as Account;

describe('signing in with a password', () => {
  it('says the same of a wrong password, an address that nobody has, and an account without a password', async () => {
    const { email } = await addMember(api.collector, 'Known', { [api.site.id]: 'viewer' });
    await invite(api.collector, { email: 'invited@example.com', roles: { [api.site.id]: 'viewer' } });
    const answers = await Promise.all(
      [email, 'nobody@example.com', 'invited@example.com'].map(async (tried) => {
        const response = await signInAs(tried, 'not the password');
        expect(response.headers.get('set-cookie')).toBeNull();
        return { status: response.status, body: await response.text() };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 401, body: expect.stringContaining('wrong_password') });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('takes the same letters however they are written', async () => {
    const { person, link } = await invite(api.collector, { name: 'Noël', roles: { '*': 'viewer' } });
    const made = { token: tokenIn(link), name: 'Noël', email: 'noel@example.com', password: 'cafés and crèmes' };
    expect((await post('/accounts', { ...made, password: made.password.normalize('NFD') })).status).toBe(201);
    expect(await (await signInAs('noel@example.com', made.password.normalize('NFC'))).json()).toMatchObject({
      person: { id: person.id },
    });
  });

  it('is held up for an account after ten tries, whether there is such a one or not', async () => {
    await addMember(api.collector, 'Guessed', { [api.site.id]: 'viewer' });
    for (const email of ['guessed@example.com', 'made-up@example.com']) {
      const tries = await Promise.all(Array.from({ length: 15 }, (_, time) => signInAs(email, `guess ${time}`)));
      const refused = tries.filter(({ status }) => status === 429);
      // Another try is let through every six seconds.
      expect([10, 11]).toContain(tries.filter(({ status }) => status === 401).length);
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('gives a new session and ends the one that was there, which somebody may have planted', async () => {
    const { email, cookie, ask } = await addMember(api.collector, 'Fixed', { [api.site.id]: 'viewer' });
    const response = await post('/session', { email, password: PASSWORD }, { cookie });
    expect(cookieIn(response)).not.toBe(cookie);
    expect((await ask('/account')).status).toBe(401);
  });

  it('is refused to the page of another site', async () => {
    const { email } = await addMember(api.collector, 'Lured', { [api.site.id]: 'viewer' });
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect(
        await refusalOf(post('/session', { email, password: PASSWORD }, headers as Record<string, string>)),
      ).toMatchObject({ status: 403, code: 'cross_site' });
  });
});

describe('the own account', () => {
  it('lists where it is signed in, and ends one session or all others', async () => {
    const first = await addMember(api.collector, 'Sessions', { [api.site.id]: 'viewer' });
    const open = async () => askWith(api.collector, cookieIn(await signInAs(first.email)));
    const [second, third] = [await open(), await open()];
    const { sessions } = await account(second);
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ network: '127.0.0.0/24' });
    const own = (await account(third)).sessions.find(({ isThis }) => isThis)?.id;
    expect((await second(`/account/sessions/${own}`, { method: 'DELETE' })).status).toBe(204);
    expect((await third('/account')).status).toBe(401);
    expect(await refusalOf(second(`/account/sessions/${own}`, { method: 'DELETE' }))).toMatchObject({ status: 404 });
    expect((await second('/account/sessions', { method: 'DELETE' })).status).toBe(204);
    expect((await first.ask('/account')).status).toBe(401);
    expect((await account(second)).sessions).toHaveLength(1);
  });

  it("cannot end another one's session", async () => {
    const one = await addMember(api.collector, 'One', { [api.site.id]: 'viewer' });
    const other = await addMember(api.collector, 'Two', { [api.site.id]: 'viewer' });
    const [session] = (await account(one.ask)).sessions;
    expect(await refusalOf(other.ask(`/account/sessions/${session?.id}`, { method: 'DELETE' }))).toMatchObject({
      status: 404,
    });
    expect((await one.ask('/account')).status).toBe(200);
  });

  it('changes its password only with the current one, and is signed out everywhere else', async () => {
    const { email, ask } = await addMember(api.collector, 'Changer', { [api.site.id]: 'viewer' });
    const elsewhere = askWith(api.collector, cookieIn(await signInAs(email)));
    const change = (currentPassword: string) =>
      ask('/account', { method: 'PATCH', body: { password: 'another horse battery', currentPassword } });
    expect(await refusalOf(change('wrong'))).toMatchObject({ status: 400, code: 'wrong_password' });
    expect(await refusalOf(ask('/account', { method: 'PATCH', body: { email: 'new@example.com' } }))).toMatchObject({
      status: 400,
      path: 'currentPassword',
    });
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(200);
    const renewed = askWith(api.collector, cookieIn(changed));
    expect((await elsewhere('/account')).status).toBe(401);
    expect((await ask('/account')).status).toBe(401);
    expect((await account(renewed)).sessions).toHaveLength(1);
    expect((await signInAs(email)).status).toBe(401);
    expect((await signInAs(email, 'another horse battery')).status).toBe(201);
  });

  it('cannot take the e-mail address of another one', async () => {
    const { email } = await addMember(api.collector, 'Taken', { [api.site.id]: 'viewer' });
    const { ask } = await addMember(api.collector, 'Taker', { [api.site.id]: 'viewer' });
    const body = { email: email.toUpperCase(), currentPassword: PASSWORD };
    expect(await refusalOf(ask('/account', { method: 'PATCH', body }))).toMatchObject({
      status: 409,
      code: 'email_taken',
    });
  });
});

describe('an invitation', () => {
  it('tells what it is for, works once, and another one ends it', async () => {
    const { person, link } = await invite(api.collector, {
      email: 'grace@example.com',
      roles: { [api.site.id]: 'analyst' },
    });
    const again = (await (await api.collector.owner(`/people/${person.id}/link`, { method: 'POST' })).json()) as {
      link: string;
    };
    expect((await post('/account-links', { token: tokenIn(link) })).status).toBe(401);
    const token = tokenIn(again.link);
    expect(await (await post('/account-links', { token })).json()).toEqual({
      purpose: 'invitation',
      name: '',
      email: 'grace@example.com',
      sites: [{ name: 'Shop', role: 'analyst' }],
    });
    const made = { token, name: 'Grace', email: 'grace@example.com', password: PASSWORD };
    expect((await post('/accounts', made)).status).toBe(201);
    expect((await post('/accounts', made)).status).toBe(401);
    expect((await signInAs('grace@example.com')).status).toBe(201);
  });

  it('is no way in by itself', async () => {
    const { link } = await invite(api.collector, { name: 'Nobody', roles: { [api.site.id]: 'viewer' } });
    expect(await refusalOf(post('/session', { token: tokenIn(link) }))).toMatchObject({ status: 401 });
  });

  it('ends when more is granted: whoever made it for less must not come in by it', async () => {
    const { person, link } = await invite(api.collector, { name: 'Rising', roles: { [api.site.id]: 'viewer' } });
    const body = { roles: { [api.other.id]: 'owner' } };
    expect((await api.collector.owner(`/people/${person.id}`, { method: 'PATCH', body })).status).toBe(200);
    expect((await post('/account-links', { token: tokenIn(link) })).status).toBe(401);
  });

  it('of who has an account already gives the roles at once, without a link', async () => {
    const { email, ask } = await addMember(api.collector, 'Here', { [api.site.id]: 'viewer' });
    const given = await invite(api.collector, { email, roles: { [api.other.id]: 'editor' } });
    expect(given).toMatchObject({ link: null });
    const { sites } = (await (await ask('/sites')).json()) as { sites: { id: string }[] };
    expect(sites.map(({ id }) => id).toSorted()).toEqual([api.site.id, api.other.id].toSorted());
  });

  it('needs a site that there is, and a role that there is', async () => {
    const tryTo = (body: object) => refusalOf(api.collector.owner('/people', { method: 'POST', body }));
    expect(await tryTo({ name: 'X', roles: { nowhere: 'viewer' } })).toMatchObject({ code: 'unknown_site' });
    expect(await tryTo({ name: 'X', roles: { '*': 'king' } })).toMatchObject({ status: 400, path: 'roles.*' });
    expect(await tryTo({ name: 'X', roles: {} })).toMatchObject({ status: 400, path: 'roles' });
    expect(await tryTo({ roles: { '*': 'viewer' } })).toMatchObject({ status: 400, path: 'name' });
  });
});

describe('the owner of one site', () => {
  it('invites to it and to nothing else, and sees nobody who has nothing to do with it', async () => {
    const { ask } = await addMember(api.collector, 'Site owner', { [api.site.id]: 'owner' });
    const stranger = await addMember(api.collector, 'Stranger', { [api.other.id]: 'viewer' });
    const both = await addMember(api.collector, 'Both', { [api.site.id]: 'viewer', [api.other.id]: 'editor' });
    const tryTo = (roles: object) => ask('/people', { method: 'POST', body: { name: 'Guest', roles } });
    expect(await refusalOf(tryTo({ [api.other.id]: 'viewer' }))).toMatchObject({ status: 404, code: 'unknown_site' });
    expect(await refusalOf(tryTo({ '*': 'viewer' }))).toMatchObject({ status: 403, code: 'missing_role' });
    expect((await tryTo({ [api.site.id]: 'owner' })).status).toBe(201);

    const { people } = (await (await ask('/people')).json()) as Listed;
    expect(people.map(({ id }) => id)).not.toContain(stranger.id);
    expect(people.find(({ id }) => id === both.id)).toMatchObject({
      roles: { [api.site.id]: 'viewer' },
      isYours: false,
    });
    for (const [method, path] of [
      ['DELETE', `/people/${both.id}`],
      ['POST', `/people/${both.id}/link`],
    ] as const)
      expect(await refusalOf(ask(path, { method }))).toMatchObject({ status: 403, code: 'missing_role' });
    expect(await refusalOf(ask(`/people/${stranger.id}`, { method: 'DELETE' }))).toMatchObject({ status: 404 });
    const off = { roles: { [api.site.id]: null } };
    expect((await ask(`/people/${both.id}`, { method: 'PATCH', body: off })).status).toBe(200);
    expect(await (await both.ask('/sites')).json()).toMatchObject({ sites: [{ id: api.other.id }] });
  });

  it('cannot lift the own role to every site', async () => {
    const { id, ask } = await addMember(api.collector, 'Climber', { [api.site.id]: 'owner' });
    const body = { roles: { '*': 'owner' } };
    expect(await refusalOf(ask(`/people/${id}`, { method: 'PATCH', body }))).toMatchObject({ status: 403 });
  });

  it('cannot make a key for what is about the whole collector', async () => {
    const { ask } = await addMember(api.collector, 'Keymaker', { [api.site.id]: 'owner' });
    const body = { name: 'k', scopes: ['questions:read', 'metrics:read'] };
    expect(await refusalOf(ask(`/sites/${api.site.id}/keys`, { method: 'POST', body }))).toMatchObject({
      status: 403,
      code: 'missing_scope',
    });
  });
});

describe('somebody who is removed', () => {
  it('is signed in nowhere any more, and neither password nor link signs them in again', async () => {
    const gone = await addMember(api.collector, 'Gone', { [api.site.id]: 'viewer' });
    const { link } = (await (await api.collector.owner(`/people/${gone.id}/link`, { method: 'POST' })).json()) as {
      link: string;
    };
    expect((await gone.ask('/sites')).status).toBe(200);
    expect((await api.collector.owner(`/people/${gone.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await gone.ask('/sites')).status).toBe(401);
    expect((await signInAs(gone.email)).status).toBe(401);
    expect((await post('/account-links', { token: tokenIn(link) })).status).toBe(401);
    const { entries } = (await (await api.collector.owner('/audit?action=person.remove')).json()) as {
      entries: object[];
    };
    expect(entries[0]).toMatchObject({ object: gone.id, changes: [{ from: 'viewer', to: null }] });
  });

  it('is never the last owner, even when two owners remove each other at the same moment', async () => {
    const others = [
      await addMember(api.collector, 'Second', { '*': 'owner' }),
      await addMember(api.collector, 'Third', { '*': 'owner' }),
    ] as const;
    const { people } = (await (await others[0].ask('/people')).json()) as Listed;
    const rest = people.filter(({ id, roles }) => roles['*'] === 'owner' && !others.some((other) => other.id === id));
    for (const { id } of rest) expect((await others[0].ask(`/people/${id}`, { method: 'DELETE' })).status).toBe(204);
    const [one, other] = others;
    const answers = await Promise.all([
      one.ask(`/people/${other.id}`, { method: 'DELETE' }),
      other.ask(`/people/${one.id}`, { method: 'DELETE' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    const left = answers[0]?.status === 204 ? one : other;
    const step = await left.ask(`/people/${left.id}`, { method: 'PATCH', body: { roles: { '*': 'viewer' } } });
    expect(await refusalOf(step)).toMatchObject({ status: 409, code: 'last_owner' });
  });
});
