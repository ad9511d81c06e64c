import type { TrendResult } from '@telltale/query';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { wireBatch, wireEvent } from '../fixtures/collector.ts';
import { addMember, postPublic } from '../fixtures/members.ts';
import { openTestApi, refusalOf } from '../fixtures/test-api.ts';

const api = openTestApi();

const card = (id: string, change: object = {}) => ({
  id,
  title: `Card ${id}`,
  kind: 'trend',
  definition: { range: { board: 'days' }, series: [{ events: [{ kind: 'page_view' }] }] },
  view: 'explore?range=7d&compare=none&own=secret-place',
  ...change,
});

interface Shared {
  title: string;
  pass: string | null;
  cards: { id: string; definition: object; days: object }[];
  catalog: { kinds: { kind: string }[] };
  placeSource: { attribution: string };
}

const createBoard = async (cards: object[], site = api.site) => {
  const made = await api.collector.owner(`/sites/${site.id}/boards`, {
    method: 'POST',
    body: { title: 'Mornings', cards },
  });
  return ((await made.json()) as { id: string }).id;
};
const linksOf = (boardId: string) => `/sites/${api.site.id}/boards/${boardId}/links`;
const createLink = async (boardId: string, body: object = {}) => {
  const made = await api.collector.owner(linksOf(boardId), { method: 'POST', body });
  expect(made.status).toBe(201);
  const { link, url } = (await made.json()) as { link: { id: string; endsAt: number }; url: string };
  return { ...link, url, token: new URL(url).hash.slice(1) };
};
const open = (body: object) => postPublic(api.collector, '/shared/board', body);
const opened = async (body: object) => (await (await open(body)).json()) as Shared;
const answer = (body: object) => postPublic(api.collector, '/shared/answer', body);

beforeAll(async () => {
  const sent = await api.collector.send(wireBatch(api.site.publicKey, [wireEvent(), wireEvent({ kind: 'click' })]));
  expect(sent.ok).toBe(true);
  const asked = { range: { last: 2, unit: 'day' }, series: [{ events: [{ kind: 'page_view' }] }] };
  await vi.waitFor(
    async () => {
      const { lines } = (await api.collector.ask(api.site.id, 'trend', asked)) as TrendResult;
      expect(lines[0]?.total).toBe(1);
    },
    { timeout: 20_000 },
  );
});

describe('a link to a board', () => {
  it("shows that board without an account, with the API's figures, and nothing of the site that the board does not name", async () => {
    const boardId = await createBoard([card('a')]);
    const { token } = await createLink(boardId);
    const response = await open({ token });
    expect(response.status).toBe(200);
    const text = await response.text();
    for (const hidden of [api.site.id, api.site.publicKey, 'secret-place', '"click"'])
      expect(text).not.toContain(hidden);
    const shared = JSON.parse(text) as Shared;
    expect(shared).toMatchObject({ title: 'Mornings', siteName: 'Shop', pass: null });
    expect(shared.placeSource.attribution).toContain('DB-IP');
    expect(shared.catalog.kinds.map(({ kind }) => kind)).toEqual(['page_view']);

    const { result } = (await (await answer({ token, card: 'a' })).json()) as { result: TrendResult };
    const definition = shared.cards[0]?.definition;
    expect(result).toEqual(await api.collector.ask(api.site.id, 'trend', definition));
    expect(result.startAts).toHaveLength(7);
    const today = (await (await answer({ token, card: 'a', range: 'today' })).json()) as { result: TrendResult };
    expect(today.result.startAts.length).toBeLessThanOrEqual(25);
    expect(today.result.startAts.every((at) => at % 3_600_000 === 0)).toBe(true);
    expect(today.result.lines[0]?.total).toBe(1);
  });

  it('answers for other days, compared with others, where whoever looks chooses them: at most two years', async () => {
    const compared = { kind: 'errors', definition: { range: { board: 'days' } } };
    const { token } = await createLink(await createBoard([card('a'), card('errors', compared)]));
    const range = { from: '2026-03-01', to: '2026-03-10' };
    const before = { from: '2026-02-19', to: '2026-02-28' };
    const shared = await opened({ token, range, comparison: 'previous' });
    expect(shared.cards.map(({ definition, days }) => ({ definition, days }))).toMatchObject([
      { days: range, definition: { range, comparison: before, interval: 'day' } },
      { days: range, definition: { range, comparison: before } },
    ]);
    const asked = { token, card: 'a', range, comparison: 'previous' };
    const { result } = (await (await answer(asked)).json()) as { result: TrendResult };
    expect(result).toEqual(await api.collector.ask(api.site.id, 'trend', shared.cards[0]?.definition));
    expect(result.comparison).not.toBeNull();
    const alone = await opened({ token, range, comparison: 'none' });
    for (const { definition } of alone.cards) expect(definition).not.toHaveProperty('comparison');
    for (const wrong of [
      { from: '2024-01-01', to: '2026-01-02' },
      { from: '2026-03-02', to: '2026-03-01' },
      { from: '2026-02-30', to: '2026-03-01' },
    ])
      expect(await refusalOf(open({ token, range: wrong }))).toMatchObject({
        status: 400,
        path: expect.stringMatching(/^range/),
      });
    expect(await refusalOf(open({ token, comparison: 'decade' }))).toMatchObject({ status: 400, path: 'comparison' });
  });

  it('answers by the ids of its cards only, and lists nobody', async () => {
    const condition = { all: [{ did: { kind: 'page_view' } }] };
    const people = { definition: { range: { last: 2, unit: 'day' }, visitorId: '0'.repeat(16) }, kind: 'visitor' };
    const breakdown = { range: { board: 'days' }, events: [{ kind: 'page_view' }] };
    const boardId = await createBoard([
      card('who', { kind: 'segment', definition: { condition, members: { limit: 20 } } }),
      card('visitor', people),
      card('customers', { kind: 'breakdown', definition: { ...breakdown, property: 'customerId' } }),
      card('profile', { kind: 'segment_profile', definition: { condition, properties: ['device', 'visitorId'] } }),
    ]);
    const otherBoard = await createBoard([card('elsewhere')]);
    const { token } = await createLink(boardId);
    const segment = (await (await answer({ token, card: 'who' })).json()) as { result: object };
    expect(segment.result).toMatchObject({ count: 1, members: { visitorIds: [] } });
    expect(JSON.stringify((await opened({ token })).cards)).toContain('"limit":0');
    expect(await refusalOf(answer({ token, card: 'elsewhere' }))).toMatchObject({ status: 404, code: 'unknown_card' });
    for (const hidden of ['visitor', 'customers', 'profile'])
      expect(await refusalOf(answer({ token, card: hidden }))).toMatchObject({ status: 403, code: 'card_not_shared' });
    const definition = { range: { last: 1, unit: 'day' }, series: [{ events: [{ kind: 'click' }] }] };
    expect(await refusalOf(answer({ token, card: 'who', definition }))).toMatchObject({
      status: 400,
      path: 'definition',
    });
    expect(await refusalOf(answer({ token, card: 'who', range: '9999d' }))).toMatchObject({
      status: 400,
      path: 'range',
    });
    const asSession = await fetch(api.at(`/sites/${api.site.id}/boards/${otherBoard}/links`), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asSession.status).toBe(401);
  });

  it('opens with its password only, and then with a pass that is for this link', async () => {
    const boardId = await createBoard([card('a')]);
    const password = 'seven wet frogs';
    const [one, other] = [await createLink(boardId, { password }), await createLink(boardId, { password })];
    const { token } = one;
    expect(await refusalOf(open({ token }))).toMatchObject({ status: 401, code: 'password_required' });
    expect(await refusalOf(answer({ token, card: 'a' }))).toMatchObject({ status: 401, code: 'password_required' });
    expect(await refusalOf(open({ token, password: 'six dry frogs' }))).toMatchObject({ code: 'wrong_password' });
    const { pass } = await opened({ token, password });
    expect((await answer({ token, pass, card: 'a' })).status).toBe(200);
    const changed = `${Number(pass?.split('.')[0]) + 1}.${pass?.split('.')[1]}`;
    for (const wrong of [changed, '1.00', ''])
      expect(await refusalOf(answer({ token, pass: wrong, card: 'a' }))).toMatchObject({ code: 'password_required' });
    expect(await refusalOf(answer({ token: other.token, pass, card: 'a' }))).toMatchObject({
      code: 'password_required',
    });
  });

  it('lets nobody try one password after the other', async () => {
    const { token } = await createLink(await createBoard([]), { password: 'seven wet frogs' });
    const codes = [];
    for (let tries = 0; tries < 12; tries++)
      codes.push((await refusalOf(open({ token, password: `no ${tries}` }))).code);
    expect(codes).toEqual([...Array(10).fill('wrong_password'), 'rate_limited', 'rate_limited']);
  });

  it('stops when it is taken back, and when its board is removed', async () => {
    const boardId = await createBoard([card('a')]);
    const [first, second] = [await createLink(boardId), await createLink(boardId)];
    for (const { token } of [first, second]) expect((await open({ token })).status).toBe(200);
    expect((await api.collector.owner(`${linksOf(boardId)}/${first.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await refusalOf(open({ token: first.token }))).toMatchObject({ status: 401, code: 'unknown_link' });
    expect((await open({ token: second.token })).status).toBe(200);
    await api.collector.owner(`/sites/${api.site.id}/boards/${boardId}`, { method: 'DELETE' });
    expect(await refusalOf(open({ token: second.token }))).toMatchObject({ status: 401, code: 'unknown_link' });
    expect(await refusalOf(open({ token: 'x'.repeat(43) }))).toMatchObject({ status: 401, code: 'unknown_link' });
  });

  it('is listed with when it was last used, without what opens it, and making and taking back stand in the audit log', async () => {
    const boardId = await createBoard([]);
    const { id, token, endsAt } = await createLink(boardId, { days: 3, password: 'seven wet frogs' });
    expect(endsAt - Date.now()).toBeLessThanOrEqual(3 * 86_400_000);
    await createLink(boardId);
    const list = async () => {
      const text = await (await api.collector.owner(linksOf(boardId))).text();
      expect(text).not.toContain(token);
      expect(text).not.toContain('argon2');
      return (JSON.parse(text) as { links: { id: string; lastUsedAt: number | null; hasPassword: boolean }[] }).links;
    };
    const find = async () => (await list()).find((link) => link.id === id);
    expect(await find()).toMatchObject({ lastUsedAt: null, hasPassword: true });
    await open({ token, password: 'seven wet frogs' });
    expect((await find())?.lastUsedAt).toBeGreaterThan(Date.now() - 60_000);
    await api.collector.owner(`${linksOf(boardId)}/${id}`, { method: 'DELETE' });
    expect(await list()).toHaveLength(1);
    const log = await (await api.collector.owner('/audit')).text();
    for (const action of ['board_link.create', 'board_link.remove']) expect(log).toContain(action);
    expect(log).not.toContain(token);
  });

  it('says what is wrong with what is asked of it', async () => {
    const post = async (body: object) =>
      refusalOf(await api.collector.owner(linksOf(await createBoard([])), { method: 'POST', body }));
    expect(await post({ days: 0 })).toMatchObject({ status: 400, path: 'days' });
    expect(await post({ days: 5000 })).toMatchObject({ status: 400, path: 'days' });
    expect(await post({ password: 'short' })).toMatchObject({ status: 400, path: 'password' });
    const missing = await api.collector.owner(linksOf('nowhere'), { method: 'POST', body: {} });
    expect(await refusalOf(missing)).toMatchObject({ status: 404, code: 'unknown_board' });
  });

  it('is made by editors, not by those who only look into the figures', async () => {
    const boardId = await createBoard([]);
    for (const [role, status] of [
      ['analyst', 403],
      ['editor', 201],
    ] as const) {
      const member = await addMember(api.collector, `Link ${role}`, { [api.site.id]: role });
      expect((await member.ask(linksOf(boardId), { method: 'POST', body: {} })).status).toBe(status);
    }
  });
});

it('the page of shared boards is in no index, tells nobody where one comes from, and is framed by nobody', async () => {
  const page = await fetch(`${api.collector.url}/shared`);
  expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(await page.text()).toContain('name="referrer" content="no-referrer"');
  const other = await fetch(`${api.collector.url}/`);
  expect(other.headers.get('x-robots-tag')).toBeNull();
  expect(await other.text()).toContain('name="referrer" content="same-origin"');
});

it('a collector without a mail server says so, and how to name one', async () => {
  const path = `/sites/${api.site.id}/boards/${await createBoard([])}/mail`;
  expect(await (await api.collector.owner(path)).json()).toMatchObject({ isPossible: false, schedule: null });
  const editor = await addMember(api.collector, 'Mail editor', { [api.site.id]: 'editor' });
  const refusal = await refusalOf(editor.ask(`${path}/now`, { method: 'POST', body: {} }));
  expect(refusal).toMatchObject({ status: 409, code: 'no_mail_server' });
});
