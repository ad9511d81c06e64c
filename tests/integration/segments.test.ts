import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

interface SegmentAnswer {
  id: string;
  title: string;
  condition: unknown;
  version: number;
  snapshot: { takenAt: number; members: number } | null;
}

let collector: TestCollector;
let site: { id: string; publicKey: string };
let other: { id: string };

const [reader, passerBy] = [id64(), id64()];
const viewedTwice = { did: { kind: 'page_view' }, times: { operator: 'at_least', value: 2 } };

const createSite = async (name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as typeof site;
const refusalOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; path: string; known?: string[] } };
  return { status: response.status, ...error };
};
const save = (body: object, siteId = site.id) => collector.owner(`/sites/${siteId}/segments`, { method: 'POST', body });
const saved = async (body: object) => {
  const response = await save(body);
  expect(response.status).toBe(201);
  return (await response.json()) as SegmentAnswer;
};
const change = (id: string, body: object) =>
  collector.owner(`/sites/${site.id}/segments/${id}`, { method: 'PATCH', body });
const remove = (id: string) => collector.owner(`/sites/${site.id}/segments/${id}`, { method: 'DELETE' });
const membersOf = async (id: string) =>
  (
    (await collector.ask(site.id, 'segment', { condition: { segment: id } })) as {
      members: { visitorIds: string[] };
    }
  ).members.visitorIds;

const keep = (id: string, method: 'POST' | 'DELETE' = 'POST') =>
  collector.owner(`/sites/${site.id}/segments/${id}/snapshot`, { method });
/** Someone who views two pages, and is seen by questions. */
const viewsTwice = async (visitorId = id64()) => {
  await collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent()], { visitorId }));
  await vi.waitFor(async () => expect(await membersOf('readers')).toContain(visitorId), { timeout: 20_000 });
  return visitorId;
};

beforeAll(async () => {
  collector = await startTestCollector();
  site = await createSite('Shop');
  other = await createSite('Other');
  await collector.send(wireBatch(site.publicKey, [wireEvent(), wireEvent()], { visitorId: reader }));
  await collector.send(wireBatch(site.publicKey, [wireEvent()], { visitorId: passerBy }));
  await vi.waitFor(
    async () => {
      const { population } = (await collector.ask(site.id, 'segment', {
        condition: { did: { kind: 'any' } },
      })) as { population: number };
      expect(population).toBe(2);
    },
    { timeout: 20_000 },
  );
});
afterAll(() => collector.remove());

describe('a saved segment', () => {
  it('is listed, and named by any question of its site', async () => {
    const kept = await saved({ id: 'readers', title: 'Readers', condition: viewedTwice });
    expect(kept).toMatchObject({ id: 'readers', title: 'Readers', condition: viewedTwice, version: 1 });
    const listed = await (await collector.owner(`/sites/${site.id}/segments`)).json();
    expect(listed).toEqual({ segments: [kept] });

    expect(await membersOf('readers')).toEqual([reader]);
    const filters = [{ visitor: { segment: 'readers' } }];
    expect(
      await collector.ask(site.id, 'trend', {
        range: { last: 2, unit: 'day' },
        series: [{ events: [{ kind: 'page_view' }] }],
        filters,
      }),
    ).toMatchObject({ lines: [{ total: 2 }] });
    const lines = await (
      await collector.owner(`/sites/${site.id}/export`, {
        method: 'POST',
        body: { range: { last: 2, unit: 'day' }, filters },
      })
    ).text();
    expect(lines.trim().split('\n')).toHaveLength(2);
  });

  it('changes every segment that names it with it', async () => {
    const { id, version } = await saved({ title: 'Everybody', condition: { did: { kind: 'page_view' } } });
    await saved({ id: 'named', title: 'Names another', condition: { all: [{ segment: id }] } });
    expect(await membersOf('named')).toEqual([reader, passerBy].sort());
    const changed = await change(id, { condition: viewedTwice, version });
    expect(await changed.json()).toMatchObject({ id, title: 'Everybody', condition: viewedTwice, version: 2 });
    expect(await membersOf('named')).toEqual([reader]);
    expect(await refusalOf(await change(id, { title: 'Late', version }))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  it('is refused when it could not be asked, and says what is known', async () => {
    expect(await refusalOf(await save({ title: 'Wrong', condition: { did: { kind: 'page_vew' } } }))).toMatchObject({
      status: 400,
      code: 'unknown_kind',
      path: 'condition.did.kind',
      known: expect.arrayContaining(['page_view']),
    });
    expect(await refusalOf(await save({ title: 'Wrong', condition: { segment: 'raeders' } }))).toMatchObject({
      status: 400,
      code: 'unknown_segment',
      known: expect.arrayContaining(['readers']),
    });
    expect(await refusalOf(await save({ id: 'readers', title: 'Again', condition: viewedTwice }))).toMatchObject({
      status: 409,
      code: 'segment_exists',
    });
  });

  it('cannot become a part of itself', async () => {
    const { id, version } = await saved({ id: 'inner', title: 'Inner', condition: viewedTwice });
    await saved({ id: 'outer', title: 'Outer', condition: { none: [{ segment: id }] } });
    expect(await refusalOf(await change(id, { condition: { segment: 'outer' }, version }))).toMatchObject({
      status: 400,
      code: 'segment_cycle',
    });
    expect(await membersOf('outer')).toEqual([passerBy]);
  });

  it('is removed once no other one names it; a question that does is told', async () => {
    await saved({ id: 'base', title: 'Base', condition: viewedTwice });
    await saved({ id: 'upon', title: 'Upon', condition: { any: [{ segment: 'base' }] } });
    expect(await refusalOf(await remove('base'))).toMatchObject({
      status: 409,
      code: 'segment_in_use',
      known: ['upon'],
    });
    expect((await remove('upon')).status).toBe(204);
    expect((await remove('base')).status).toBe(204);
    expect(await refusalOf(await remove('base'))).toMatchObject({ status: 404, code: 'unknown_segment' });
    await expect(membersOf('base')).rejects.toThrow('There is no saved segment \\"base\\"');
    expect(await saved({ id: 'base', title: 'Base again', condition: viewedTwice })).toMatchObject({ version: 3 });
  });

  it('can be kept as it is at a moment: then it has the same members, and answers say since when', async () => {
    const { id, snapshot } = await saved({ title: 'Twice', condition: viewedTwice });
    await saved({ id: 'upon-kept', title: 'Names it', condition: { none: [{ segment: id }] } });
    expect(snapshot).toBeNull();
    const before = await membersOf(id);
    const kept = (await (await keep(id)).json()) as SegmentAnswer;
    expect(kept).toMatchObject({ snapshot: { takenAt: expect.any(Number), members: before.length }, version: 2 });

    const newcomer = await viewsTwice();
    expect(await membersOf('readers')).toContain(newcomer);
    expect(await membersOf(id)).toEqual(before);
    expect(await membersOf('upon-kept')).toContain(newcomer);
    const asked = await collector.owner(`/sites/${site.id}/questions/segment`, {
      method: 'POST',
      body: { condition: { any: [{ segment: 'upon-kept' }, { segment: 'readers' }] } },
    });
    expect(await asked.json()).toMatchObject({
      answeredAt: expect.any(Number),
      snapshots: [{ segment: id, ...kept.snapshot }],
    });
    expect(await refusalOf(await change(id, { condition: viewedTwice, version: 2 }))).toMatchObject({
      status: 409,
      code: 'segment_is_snapshot',
    });

    const again = (await (await keep(id)).json()) as SegmentAnswer;
    expect(again.snapshot?.members).toBe(before.length + 1);
    expect(await membersOf(id)).toContain(newcomer);
    const other = await viewsTwice();
    expect(await membersOf(id)).not.toContain(other);
    expect(await (await keep(id, 'DELETE')).json()).toMatchObject({ snapshot: null, condition: viewedTwice });
    expect(await membersOf(id)).toContain(other);
  });

  it('can be a list of visitors, such as a question lists: then it has no condition to be live by', async () => {
    const listed = await saved({ title: 'Listed', visitors: [passerBy, reader, passerBy, id64()] });
    // A visitor who did nothing is none.
    expect(listed).toMatchObject({ snapshot: { members: 2 } });
    expect(await membersOf(listed.id)).toEqual([passerBy, reader].sort());
    for (const method of ['POST', 'DELETE'] as const)
      expect(await refusalOf(await keep(listed.id, method))).toMatchObject({ status: 409, code: 'segment_is_list' });
    expect(await refusalOf(await save({ title: 'Both', condition: viewedTwice, visitors: [reader] }))).toMatchObject({
      status: 400,
      path: 'condition',
    });
  });

  it('that is kept loses whoever is erased, also when they come back', async () => {
    const { id } = await saved({ title: 'Erased', condition: viewedTwice });
    const gone = await viewsTwice();
    await keep(id);
    expect(await membersOf(id)).toContain(gone);
    await collector.owner(`/sites/${site.id}/deletions`, {
      method: 'POST',
      body: { target: { type: 'visitor', visitorId: gone } },
    });
    await vi.waitFor(async () => expect(await membersOf('readers')).not.toContain(gone), { timeout: 20_000 });
    await viewsTwice(gone);
    expect(await membersOf(id)).not.toContain(gone);
  });

  it('is of one site: another neither lists nor names it', async () => {
    expect(await (await collector.owner(`/sites/${other.id}/segments`)).json()).toEqual({ segments: [] });
    const asked = collector.ask(other.id, 'segment', { condition: { segment: 'readers' } });
    await expect(asked).rejects.toThrow('unknown_segment');
  });

  it('is read with a key that may ask questions, and written with one that may change the settings', async () => {
    const created = await collector.owner(`/sites/${site.id}/keys`, {
      method: 'POST',
      body: { name: 'reads', scopes: ['questions:read'] },
    });
    const { key } = (await created.json()) as { key: string };
    const withKey = (init: RequestInit = {}) =>
      fetch(`${collector.url}/api/v1/sites/${site.id}/segments`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      });
    expect((await withKey()).status).toBe(200);
    const body = JSON.stringify({ title: 'By a key', condition: viewedTwice });
    expect(await refusalOf(await withKey({ method: 'POST', body }))).toMatchObject({
      status: 403,
      code: 'missing_scope',
    });
  });
});
