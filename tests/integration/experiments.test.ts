import { fill, lookCallToAction, lookExperiment } from '@telltale/demo-site';
import type { ExperimentDefinitionInput, ExperimentResult } from '@telltale/query';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

interface Told {
  id: string;
  state: string;
  version: number;
  isRunning: boolean;
  weightHistory: { at: number; weights: number[] }[];
  question: ExperimentDefinitionInput | null;
}

let collector: TestCollector;
const path = '/sites/demo/experiments';

beforeAll(async () => {
  collector = await startTestCollector({ settings: { DEMO: 'true' } });
  await collector.whenReady;
});
afterAll(() => collector.remove());

const send = async (below: string, method: string, body?: object) => {
  const response = await collector.owner(`${path}${below}`, { method, ...(body && { body }) });
  return { status: response.status, told: (response.status === 204 ? {} : await response.json()) as Told };
};
const refused = (code: string, place?: string) => ({ error: { code, ...(place && { path: place }) } });
const find = async (id: string): Promise<Told> => {
  const { experiments } = (await (await collector.owner(path)).json()) as { experiments: Told[] };
  const found = experiments.find((one) => one.id === id);
  if (!found) throw new Error(`There is no experiment "${id}".`);
  return found;
};

const primary = { type: 'conversion', events: [{ kind: 'purchase' }] };
const draft = (id: string, more: object = {}) => ({
  id,
  name: id,
  primary,
  variants: [
    { id: 'control', weight: 1 },
    { id: 'green', weight: 1 },
  ],
  ...more,
});
const make = async (id: string, more: object = {}) => {
  const { status, told } = await send('', 'POST', draft(id, more));
  expect(status).toBe(201);
  return told;
};
const move = async (id: string, state: string, more: object = {}) =>
  send(`/${id}/state`, 'POST', { state, version: (await find(id)).version, ...more });

describe('an experiment', () => {
  it('goes from draft to archive, and keeps what was decided and why', async () => {
    const made = await make('whole');
    expect(made).toMatchObject({ state: 'draft', isRunning: false, question: null, version: 1 });
    expect((await move('whole', 'running')).told).toMatchObject({ isRunning: true, question: { experiment: 'whole' } });
    expect(await move('whole', 'archived')).toMatchObject({ status: 409, told: refused('unfit_state', 'state') });
    expect((await move('whole', 'stopped')).told).toMatchObject({ state: 'stopped', isRunning: false });
    expect(await move('whole', 'archived')).toMatchObject({ status: 400, told: refused('no_decision') });
    const decision = { variant: 'green', reason: 'More people bought.' };
    expect((await move('whole', 'archived', { decision })).told).toMatchObject({ state: 'archived', decision });
  });

  it('keeps its weights of every time, and nothing else of a running one is changed', async () => {
    await make('weights');
    await move('weights', 'running');
    const { version, weightHistory } = await find('weights');
    expect(weightHistory.map(({ weights }) => weights)).toEqual([[1, 1]]);
    const variants = [
      { id: 'control', weight: 9 },
      { id: 'green', weight: 1 },
    ];
    const { told } = await send('/weights', 'PATCH', { version, variants });
    expect(told.weightHistory.map(({ weights }) => weights)).toEqual([
      [1, 1],
      [9, 1],
    ]);
    expect(told.question).toMatchObject({
      variants: [
        { id: 'control', weight: 1 },
        { id: 'green', weight: 1 },
      ],
      weightChanges: [{ weights: [9, 1] }],
    });
    const next = { version: told.version };
    expect(await send('/weights', 'PATCH', { ...next, reading: 'fixed' })).toMatchObject({
      status: 409,
      told: refused('has_started', 'reading'),
    });
    expect(await send('/weights', 'PATCH', { ...next, variants: variants.slice(0, 1) })).toMatchObject({ status: 400 });
    expect(await send('/weights', 'DELETE')).toMatchObject({ status: 409, told: refused('has_started') });
    // Who read an older version does not write over it.
    expect(await send('/weights', 'PATCH', { version, name: 'Late' })).toMatchObject({ status: 409 });
  });

  it('loses what is taken away from its draft: the group, the hold-out and the pages', async () => {
    const whoever = { pages: { include: [], exclude: [] }, audience: {}, group: null, holdOut: null };
    const { version } = await make('narrow', {
      pages: { include: ['/a'], exclude: ['/a/b'] },
      audience: { languages: ['ar'], visitors: 'new' },
      group: { id: 'checkout', from: 0, to: 0.5 },
      holdOut: { id: 'all', share: 0.1 },
    });
    expect((await send('/narrow', 'PATCH', { version, ...whoever })).told).toMatchObject(whoever);
    expect((await move('narrow', 'running')).status).toBe(200);
  });

  it('does not run beside another one of its group with the same visitors, nor without a weight or, read once, an end', async () => {
    const group = (from: number, to: number) => ({ group: { id: 'checkout', from, to } });
    await make('left', group(0, 0.5));
    await make('right', group(0.5, 1));
    await make('middle', group(0.4, 0.6));
    expect([(await move('left', 'running')).status, (await move('right', 'running')).status]).toEqual([200, 200]);
    expect(await move('middle', 'running')).toMatchObject({ status: 409, told: refused('group_overlaps', 'group') });
    const variants = ['control', 'green'].map((id) => ({ id, weight: 0 }));
    await make('weightless', { variants });
    expect(await move('weightless', 'running')).toMatchObject({ status: 409, told: refused('no_weight') });
    await make('endless', { reading: 'fixed' });
    expect(await move('endless', 'running')).toMatchObject({ status: 409, told: refused('no_end', 'endAt') });
    expect((await send('/middle', 'DELETE')).status).toBe(204);
    expect(await move('left', 'stopped')).toMatchObject({ status: 200 });
  });

  it('is for a saved segment where it says so: the tag learns that there is one, and who is in it is told to whoever asks', async () => {
    const condition = { did: { kind: 'custom', filters: [{ property: 'name', operator: 'is', values: ['patron'] }] } };
    const segment = { id: 'patrons', title: 'Patrons', condition };
    await collector.owner('/sites/demo/segments', { method: 'POST', body: segment });
    const audience = { segment: 'patrons', languages: ['en', 'ar'] };
    const asks = async (visitor: string) => fetch(`${collector.url}/e/experiments?site=demo&visitor=${visitor}`);
    await make('for-patrons', { audience });
    const [member, other] = [id64(), id64()];
    expect(await (await asks(member)).json()).toMatchObject({ experiments: [] });
    await collector.send(
      wireBatch('demo', [wireEvent({ kind: 'custom', properties: { name: 'patron' } })], { visitorId: member }),
    );
    await vi.waitFor(async () => {
      const told = (await collector.ask('demo', 'segment', { condition: { segment: 'patrons' } })) as { count: number };
      expect(told.count).toBe(1);
    }, 20_000);
    expect((await move('for-patrons', 'running')).status).toBe(200);
    const tag = await (await fetch(`${collector.url}/t.js?site=demo`)).text();
    expect(tag).toContain('"audience":{"languages":["en","ar"],"hasSegment":true}');
    expect(tag).not.toContain('patrons"}');
    const asked = Date.now();
    const answered = await asks(member);
    expect(answered.headers.get('access-control-allow-origin')).toBe('*');
    const told = (await answered.json()) as { experiments: string[]; evaluatedAt: number };
    expect(told.experiments).toEqual(['for-patrons']);
    expect(told.evaluatedAt).toBeGreaterThanOrEqual(asked);
    expect(await (await asks(other)).json()).toEqual({ experiments: [], evaluatedAt: told.evaluatedAt });
    expect(await asks('nobody')).toMatchObject({ status: 400 });

    const unknown = { status: 400, told: refused('unknown_segment', 'audience.segment') };
    expect(await send('', 'POST', draft('for-nobody', { audience: { segment: 'nobody' } }))).toMatchObject(unknown);
    const { version } = await make('for-others');
    expect(await send('/for-others', 'PATCH', { version, audience: { segment: 'nobody' } })).toMatchObject(unknown);
    expect(await send('/for-others', 'PATCH', { version, audience: { hasSegment: true } })).toMatchObject({
      status: 400,
      told: { error: { path: 'audience.hasSegment' } },
    });
    await move('for-patrons', 'stopped');
    await collector.owner('/sites/demo/segments/patrons', { method: 'DELETE' });
    expect(await move('for-patrons', 'running')).toMatchObject(unknown);

    // Nobody is in a segment that was removed meanwhile, which is an answer.
    await collector.owner('/sites/demo/segments', { method: 'POST', body: { ...segment, id: 'gone' } });
    await make('for-gone', { audience: { segment: 'gone' } });
    expect((await move('for-gone', 'running')).status).toBe(200);
    await collector.owner('/sites/demo/segments/gone', { method: 'DELETE' });
    const nobody = await asks(member);
    expect([nobody.status, await nobody.json()]).toMatchObject([200, { experiments: [] }]);
    await move('for-gone', 'stopped');
  });

  it('says what is wrong with it', async () => {
    expect(await send('', 'POST', draft('left'))).toMatchObject({
      status: 409,
      told: refused('experiment_exists', 'id'),
    });
    expect(await send('', 'POST', draft('1 2'))).toMatchObject({ status: 400, told: { error: { path: 'id' } } });
    const code = [{ kind: 'attribute', selector: 'a', name: 'onclick', value: 'x()' }];
    const variants = [
      { id: 'control', weight: 1 },
      { id: 'green', weight: 1, changes: code },
    ];
    expect(await send('', 'POST', draft('unsafe', { variants }))).toMatchObject({
      status: 400,
      told: { error: { path: 'variants.1.changes.0.name' } },
    });
    expect(await send('/nowhere', 'DELETE')).toMatchObject({ status: 404, told: refused('unknown_experiment') });
  });

  it('is planned', async () => {
    const body = { value: 0.1, leastEffectRatio: 0.2, variants: 2, visitorsPerDay: 500, reading: 'fixed' };
    const plan = async (sent: object) => {
      const response = await collector.owner('/sites/demo/experiment-plan', { method: 'POST', body: sent });
      return response.json();
    };
    expect(await plan(body)).toMatchObject({ visitors: 7677, days: 16 });
    expect(await plan({ ...body, value: 20, standardDeviation: 10, leastEffectRatio: 0.1 })).toMatchObject({ days: 2 });
    expect(await plan({ ...body, value: 20 })).toMatchObject(refused('invalid_definition', 'value'));
  });
});

describe('the demo shop', () => {
  it('shows which of a colour, other words and a message sells more, and finds nothing between two that are the same', async () => {
    const { status } = await send('', 'POST', lookExperiment);
    expect(status).toBe(201);
    expect((await move('cta-look', 'running')).status).toBe(200);
    // Up to the last Monday: the crowd's rhythm knows weekdays, and it is the same crowd on all of them.
    const day = Math.floor(Date.now() / 86_400_000);
    const nowMs = (day - ((day + 3) % 7)) * 86_400_000;
    const { rejected, truth } = await fill({
      collectUrl: `${collector.url}/e`,
      siteKey: 'demo',
      visitors: 2000,
      nowMs,
      callToAction: lookCallToAction,
    });
    expect(rejected).toBe(0);
    // The crowd came before.
    const range = { last: 90, unit: 'day' } as const;
    const result = async (id: string) =>
      (await collector.ask('demo', 'experiment', { ...(await find(id)).question, range })) as ExperimentResult;
    const exposed = Object.values(truth.experiment).reduce((sum, one) => sum + one.exposed, 0);
    // The store takes what the spool holds within seconds.
    await vi.waitFor(async () => expect((await result('cta-look')).visitors).toBe(exposed), {
      timeout: 30_000,
      interval: 200,
    });

    const look = await result('cta-look');
    const variants = look.metrics[0]?.variants ?? [];
    expect(variants.map(({ id, visitors }) => [id, visitors])).toEqual(
      lookExperiment.variants.map(({ id }) => [id, truth.experiment[id]?.exposed]),
    );
    expect(look.verdict).toMatchObject({ code: 'better', variant: 'message', harmful: [] });
    const [, colour, , message] = variants;
    expect([colour?.verdict?.code, message?.verdict?.code]).toEqual(['not_enough', 'better']);
    expect(message?.bestRatio).toBeGreaterThan(0.99);
    expect(look.health).toMatchObject({ sampleRatio: { isMismatched: false }, drifted: 0 });

    const same = await result('cta-twice');
    expect(same.visitors).toBe(exposed);
    expect(same.verdict.variant).toBeNull();
    expect(['not_enough', 'no_difference']).toContain(same.verdict.code);
    for (const { variants: both } of same.metrics) {
      const { low, high } = both[1]?.effect?.interval ?? { low: 1, high: -1 };
      expect([low < 0, high > 0]).toEqual([true, true]);
    }
  }, 120_000);
});
