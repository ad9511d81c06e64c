import { describe, expect, it } from 'vitest';
import { openTestApi, refusalOf, trend } from '../fixtures/test-api.ts';

const api = openTestApi();
const { at, createKey, createSite, withKey } = api;

describe('a question', () => {
  const ask = (kind: string, body: unknown) =>
    api.collector.owner(`/sites/${api.site.id}/questions/${kind}`, { method: 'POST', body });

  it('is answered with what it cost', async () => {
    expect(await (await ask('trend', trend)).json()).toMatchObject({
      result: { lines: [{ total: 0 }] },
      statistics: { rowsRead: expect.any(Number), elapsedMs: expect.any(Number) },
    });
  });

  it('of every kind is served, described and answered', async () => {
    const listed = (await (await api.collector.owner('/questions')).json()) as { questions: { kind: string }[] };
    const openApi = (await (await fetch(at('/openapi.json'))).json()) as { paths: object };
    const { range } = trend;
    for (const [kind, definition] of Object.entries({
      campaigns: { range },
      engagement: { range },
      forms: { range },
      live: {},
    })) {
      expect(listed.questions.map((question) => question.kind)).toContain(kind);
      expect(Object.keys(openApi.paths)).toContain(`/sites/{site}/questions/${kind}`);
      expect(await (await ask(kind, definition)).json()).toMatchObject({
        result: { range: { startAt: expect.any(Number) } },
      });
    }
  });

  it('that knows one range is asked of the one that it is compared with, too, and says when it was answered', async () => {
    const steps = ['page_view', 'purchase'].map((kind) => ({ events: [{ kind }] }));
    const days = { from: '2026-03-08', to: '2026-03-14' };
    const funnel = { range: days, steps, comparison: 'previous_period' };
    const startAt = Date.parse('2026-03-01T00:00:00Z');
    const [before, told] = [Date.now(), await (await ask('funnel', funnel)).json()];
    expect(told).toMatchObject({
      result: {
        range: { startAt: startAt + 7 * 86_400_000 },
        comparison: { range: { startAt }, total: { entered: 0 } },
      },
      snapshots: [],
    });
    expect((told as { answeredAt: number }).answeredAt).toBeGreaterThanOrEqual(before);
    const empty = { from: '2026-03-08', to: '2026-03-01' };
    expect(await refusalOf(ask('checkouts', { range: days, comparison: empty }))).toMatchObject({
      status: 400,
      path: 'comparison',
    });
  });

  it('is asked of each value of a breakdown and of the others, too', async () => {
    const breakdown = { property: 'device', limit: 2 };
    const told = await (await ask('errors', { range: { last: 7, unit: 'day' }, breakdown })).json();
    expect(told).toMatchObject({
      result: { breakdown: { property: 'device', rows: [], other: { breakdown: null, total: expect.any(Object) } } },
    });
  });

  it('begins its weeks on Monday, or on the day that the settings of the site name', async () => {
    const { id } = await createSite('Bazaar');
    const weekdays = async () => {
      const body = { ...trend, range: { last: 3, unit: 'week' }, interval: 'week' };
      const asked = await api.collector.owner(`/sites/${id}/questions/trend`, { method: 'POST', body });
      const { result } = (await asked.json()) as { result: { startAts: number[] } };
      return result.startAts.map((startAt) => new Date(startAt).getUTCDay());
    };
    const set = (weekStartsOn: string) =>
      api.collector.owner(`/sites/${id}`, { method: 'PATCH', body: { weekStartsOn } });
    expect(await (await api.collector.owner(`/sites/${id}`)).json()).toMatchObject({ weekStartsOn: 'monday' });
    expect(await weekdays()).toEqual([1, 1, 1]);
    expect((await set('saturday')).status).toBe(200);
    expect(await weekdays()).toEqual([6, 6, 6]);
    expect(await refusalOf(set('friday'))).toMatchObject({ status: 400, path: 'weekStartsOn' });
  });

  it.each([
    ['of a kind that does not exist', 'trnd', trend, 'unknown_question', 'kind', 'trend'],
    [
      'about an event kind that does not exist',
      'trend',
      { ...trend, series: [{ events: [{ kind: 'page_vew' }] }] },
      'unknown_kind',
      'series.0.events.0.kind',
      'page_view',
    ],
    [
      'about a property that does not exist',
      'trend',
      { ...trend, breakdown: { property: 'chanel' } },
      'unknown_property',
      'breakdown.property',
      'channel',
    ],
    [
      'in a unit that does not exist',
      'trend',
      { ...trend, interval: 'fortnight' },
      'invalid_definition',
      'interval',
      'day',
    ],
  ])('%s is refused with the place and what is known', async (_, kind, definition, code, path, known) => {
    const refused = await refusalOf(ask(kind, definition));
    expect(refused).toMatchObject({ status: 400, code, path });
    expect(refused.known).toContain(known);
  });

  it.each([2, 3])(
    'with more conditions than the engine takes is refused with the way out (%i filters each)',
    async (length) => {
      const onPage = { property: 'path', operator: 'contains', values: ['/'] };
      const did = { did: { kind: 'page_view', filters: Array.from({ length }, () => onPage) } };
      const filters = Array.from({ length: 20 }, () => ({ visitor: { any: Array.from({ length: 50 }, () => did) } }));
      const refused = await refusalOf(ask('trend', { ...trend, filters }));
      expect(refused).toMatchObject({ status: 400, code: 'too_complex' });
    },
  );

  it('that is no JSON is refused', async () => {
    const { key } = await createKey(['questions:read']);
    const refused = withKey(key, `/sites/${api.site.id}/questions/trend`, { method: 'POST', body: '{"range":' });
    expect(await refusalOf(refused)).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  it('can be looked up: every kind comes with the schema of its definition', async () => {
    const { questions } = (await (await api.collector.owner('/questions')).json()) as {
      questions: { kind: string; definition: object }[];
    };
    expect(questions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['trend', 'funnel', 'segment']));
    for (const { definition } of questions)
      expect(JSON.stringify(definition)).toContain('"$schema":"https://json-schema.org/draft/2020-12/schema"');
  });
});
