import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCollector, type TestCollector } from '../fixtures/collector.ts';

interface BoardAnswer {
  id: string;
  title: string;
  cards: object[];
  version: number;
}

let collector: TestCollector;
let path: string;

beforeAll(async () => {
  collector = await startTestCollector();
  await collector.whenReady;
  path = `/sites/${collector.sites()[0]?.id}/boards`;
});
afterAll(() => collector.remove());

const card = (id: string) => ({
  id,
  title: `Card ${id}`,
  kind: 'trend',
  definition: { range: { board: 'days' }, series: [{ events: [{ kind: 'page_view' }] }] },
  view: 'explore?range=7d',
});
const refusalOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; path?: string } };
  return { status: response.status, code: error.code, path: error.path };
};
const create = async (title: string, cards: object[]) => {
  const response = await collector.owner(path, { method: 'POST', body: { title, cards } });
  expect(response.status).toBe(201);
  return (await response.json()) as BoardAnswer;
};
const change = (id: string, body: object) => collector.owner(`${path}/${id}`, { method: 'PATCH', body });
const list = async () => ((await (await collector.owner(path)).json()) as { boards: BoardAnswer[] }).boards;

describe('boards', () => {
  it('are kept as they were written, change card by card, and go', async () => {
    const { id, version } = await create('Mornings', [card('a'), card('b')]);
    const changed = await change(id, { cards: [card('b')], version });
    expect(await changed.json()).toMatchObject({ title: 'Mornings', cards: [card('b')], version: version + 1 });
    expect(await list()).toMatchObject([{ id, cards: [card('b')] }]);
    expect((await collector.owner(`${path}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toEqual([]);
  });

  it('are not written over by who read an older version', async () => {
    const { id, version } = await create('Evenings', []);
    expect((await change(id, { title: 'Nights', version })).status).toBe(200);
    expect(await refusalOf(await change(id, { title: 'Days', version }))).toMatchObject({ status: 409 });
    expect((await list()).map(({ title }) => title)).toEqual(['Nights']);
  });

  it('say what is wrong with them', async () => {
    const post = async (body: object) => refusalOf(await collector.owner(path, { method: 'POST', body }));
    expect(await post({ title: ' ', cards: [] })).toMatchObject({ status: 400, path: 'title' });
    expect(await post({ title: 'Twice', cards: [card('a'), card('a')] })).toMatchObject({ status: 400, path: 'cards' });
    expect(await post({ title: 'Odd', cards: [{ ...card('a'), more: 1 }] })).toMatchObject({
      status: 400,
      path: 'cards.0.more',
    });
    expect(await refusalOf(await change('nowhere', { title: 'X', version: 1 }))).toEqual({
      status: 404,
      code: 'unknown_board',
      path: 'board',
    });
  });
});
