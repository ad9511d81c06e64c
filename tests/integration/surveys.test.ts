import type { SurveyDraft } from '@telltale/protocol';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';
import { refusalOf } from '../fixtures/test-api.ts';

interface SurveyAnswer {
  id: string;
  state: string;
  revision: number;
  endedBy: string | null;
  liveAt: number | null;
  survey: SurveyDraft;
}

type Written = Omit<SurveyDraft, 'id' | 'version'>;

const pulse: Written = {
  title: 'Pulse',
  questions: [{ id: 'recommend', kind: 'nps', text: { en: 'Would you recommend us?', ar: 'هل توصي بنا؟' } }],
  thanks: { en: 'Thank you', ar: 'شكرًا' },
  rules: { triggers: [{ on: 'time', seconds: 5 }] },
};

let collector: TestCollector;
let siteId: string;
let key: string;
const path = (rest = '') => `/sites/${siteId}/surveys${rest}`;

beforeAll(async () => {
  collector = await startTestCollector({ surveyLookEveryMs: 100 });
  await collector.whenReady;
  const [site] = collector.sites();
  siteId = site?.id ?? '';
  key = site?.publicKeys[0] ?? '';
});
afterAll(() => collector.remove());

const create = async (id: string, change: Partial<Written> = {}): Promise<SurveyAnswer> => {
  const response = await collector.owner(path(), { method: 'POST', body: { id, ...pulse, ...change } });
  expect(response.status).toBe(201);
  return response.json();
};
const change = (id: string, body: object) => collector.owner(path(`/${id}`), { method: 'PATCH', body });
const become = async ({ id, revision }: SurveyAnswer, state: string): Promise<SurveyAnswer> => {
  const response = await change(id, { state, revision });
  expect(response.status).toBe(200);
  return response.json();
};
const read = async (id: string) =>
  (await (await collector.owner(path(`/${id}`))).json()) as { survey: SurveyAnswer; versions: SurveyAnswer[] };
const inTag = () => (collector.sites().find(({ id }) => id === siteId)?.surveys ?? []).map(({ id }) => id);

describe('surveys', () => {
  it('are in the tag only while they are live', async () => {
    const draft = await create('pulse');
    expect(draft).toMatchObject({ state: 'draft', liveAt: null, survey: { version: 1, snoozeDays: 90 } });
    expect(inTag()).not.toContain('pulse');
    const live = await become(draft, 'live');
    expect(inTag()).toContain('pulse');
    const ended = await become(live, 'ended');
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'person' });
    expect(inTag()).not.toContain('pulse');
    expect(await become(await become(ended, 'archived'), 'ended')).toMatchObject({ state: 'ended' });
  });

  it('make another version of what visitors read once they have seen it, and keep the old one', async () => {
    const reworded = (en: string) => ({ ...pulse, questions: [{ id: 'recommend', kind: 'nps', text: { en } }] });
    const draft = await create('worded');
    const written = await change('worded', { survey: reworded('First'), revision: draft.revision });
    const live = await become(await written.json(), 'live');
    expect(live.survey.version).toBe(1);
    const ruled = await change('worded', { survey: { ...reworded('First'), priority: 90 }, revision: live.revision });
    const { revision, survey } = (await ruled.json()) as SurveyAnswer;
    expect(survey).toMatchObject({ version: 1, priority: 90 });
    expect(await (await change('worded', { survey: reworded('Second'), revision })).json()).toMatchObject({
      state: 'live',
      survey: { version: 2 },
    });
    const { versions } = await read('worded');
    expect(versions.map((one) => [one.survey.version, one.survey.questions[0]?.text])).toEqual([
      [2, { en: 'Second' }],
      [1, { en: 'First' }],
    ]);
    expect(collector.sites()[0]?.surveys.find(({ id }) => id === 'worded')?.version).toBe(2);
  });

  it('end when so many visitors have completed them, whoever answers twice counted once', async () => {
    await become(await create('bounded', { stopAfterAnswers: 2 }), 'live');
    const completes = (visitorId: string) => {
      const event = wireEvent({ kind: 'survey_completed', properties: { surveyId: 'bounded', responseId: id64() } });
      return collector.send(wireBatch(key, [event], { visitorId }));
    };
    const first = id64();
    await completes(first);
    await completes(first);
    const range = { last: 2, unit: 'day' };
    const completed = async () =>
      (await collector.ask(siteId, 'survey', { survey: 'bounded', range })) as {
        total: { completed: { responses: number; visitors: number } };
      };
    await vi.waitFor(
      async () => expect((await completed()).total.completed).toEqual({ responses: 2, visitors: 1 }),
      10_000,
    );
    expect((await read('bounded')).survey.state).toBe('live');
    await completes(id64());
    await vi.waitFor(
      async () => expect((await read('bounded')).survey).toMatchObject({ state: 'ended', endedBy: 'answers' }),
      10_000,
    );
    await vi.waitFor(() => expect(inTag()).not.toContain('bounded'), 10_000);
  });

  it('end at their end', async () => {
    await become(await create('dated', { endsAt: Date.now() - 1 }), 'live');
    await vi.waitFor(
      async () => expect((await read('dated')).survey).toMatchObject({ state: 'ended', endedBy: 'date' }),
      10_000,
    );
  });

  it('with a segment are for whom the collector finds in it, and its age is told', async () => {
    const condition = { did: { kind: 'custom', filters: [{ property: 'name', operator: 'is', values: ['chosen'] }] } };
    await collector.owner(`/sites/${siteId}/segments`, {
      method: 'POST',
      body: { id: 'chosen', title: 'Chosen', condition },
    });
    const rules = { ...pulse.rules, segment: 'chosen' };
    await become(await create('for-chosen', { rules }), 'live');
    const [member, other] = [id64(), id64()];
    await collector.send(
      wireBatch(key, [wireEvent({ kind: 'custom', properties: { name: 'chosen' } })], { visitorId: member }),
    );
    await vi.waitFor(async () => {
      const told = (await collector.ask(siteId, 'segment', { condition: { segment: 'chosen' } })) as { count: number };
      expect(told.count).toBe(1);
    }, 10_000);
    const asked = Date.now();
    const ask = async (visitor: string) => fetch(`${collector.url}/e/surveys?site=${key}&visitor=${visitor}`);
    const answered = await ask(member);
    expect(answered.headers.get('access-control-allow-origin')).toBe('*');
    const told = (await answered.json()) as { surveys: string[]; evaluatedAt: number };
    expect(told.surveys).toEqual(['for-chosen']);
    expect(told.evaluatedAt).toBeGreaterThanOrEqual(asked);
    expect(await (await ask(other)).json()).toEqual({ surveys: [], evaluatedAt: told.evaluatedAt });
    expect((await ask('nobody')).status).toBe(400);
  });

  it('say with what visitors answer which saved segments they were in then, whatever the page says', async () => {
    const made = await collector.owner('/sites', { method: 'POST', body: { name: 'Segments then' } });
    const { id, publicKey } = (await made.json()) as { id: string; publicKey: string };
    const condition = { did: { kind: 'custom', filters: [{ property: 'name', operator: 'is', values: ['regular'] }] } };
    await collector.owner(`/sites/${id}/segments`, { method: 'POST', body: { id: 'regulars', title: 'x', condition } });
    const [regular, stranger] = [id64(), id64()];
    const send = (visitorId: string, kind: string, properties: object, at = Date.now()) =>
      collector.send(wireBatch(publicKey, [wireEvent({ kind, at, properties })], { visitorId }));
    await send(regular, 'custom', { name: 'regular' });
    await vi.waitFor(async () => {
      const told = (await collector.ask(id, 'segment', { condition: { segment: 'regulars' } })) as { count: number };
      expect(told.count).toBe(1);
    }, 10_000);
    const answer = { surveyId: 'ask', questionId: 'why', questionKind: 'text', text: 'Because' };
    const find = async (surveyId: string) => {
      const definition = { survey: surveyId, range: { last: 2, unit: 'day' }, breakdown: { property: 'segments' } };
      const { groups } = (await collector.ask(id, 'survey', definition)) as {
        groups: { value: string; answered: { visitors: number } }[];
      };
      return Object.fromEntries(groups.map(({ value, answered }) => [value, answered.visitors]));
    };
    // Nobody waits for it: the first to answer has them evaluated, for whoever comes next.
    await vi.waitFor(
      async () => {
        await send(regular, 'survey_answer', answer);
        expect(await find('ask')).toMatchObject({ regulars: 1 });
      },
      { timeout: 20_000, interval: 200 },
    );
    const bySegment = { survey: 'ask', range: { last: 2, unit: 'day' }, breakdown: { segments: ['regulars'] } };
    const groups = [{ value: 'regulars', answered: { visitors: 1 } }];
    expect(await collector.ask(id, 'survey', bySegment)).toMatchObject({ groups });
    await send(stranger, 'survey_answer', { ...answer, surveyId: 'forged', segments: 'regulars' });
    await send(regular, 'survey_answer', { ...answer, surveyId: 'late' }, Date.now() - 600_000);
    await vi.waitFor(async () => {
      expect(await find('forged')).toEqual({ '': 1 });
      expect(await find('late')).toEqual({ '': 1 });
    }, 10_000);
  });

  it('say what is wrong with them', async () => {
    const post = (body: object) =>
      refusalOf(collector.owner(path(), { method: 'POST', body: { id: 'odd', ...pulse, ...body } }));
    expect(await post({ id: 'pulse' })).toMatchObject({ status: 409, code: 'survey_exists' });
    expect(await post({ questions: [] })).toMatchObject({ status: 400, path: 'questions' });
    const followUp = { id: 'why', kind: 'text', text: { en: 'Why?' }, showIf: { question: 'nothing' } };
    expect(await post({ questions: [...pulse.questions, followUp] })).toMatchObject({
      status: 400,
      path: 'questions.1.showIf.question',
    });
    expect(await post({ rules: { ...pulse.rules, segment: 'nobody' } })).toMatchObject({ code: 'unknown_segment' });
    const draft = await create('strict');
    const turn = (state: string) => change('strict', { state, revision: draft.revision });
    const unfit = { status: 409, code: 'unfit_state', known: ['live', 'archived'] };
    expect(await refusalOf(turn('ended'))).toMatchObject(unfit);
    expect((await turn('archived')).status).toBe(200);
    expect(await refusalOf(turn('ended'))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(collector.owner(path('/worded'), { method: 'DELETE' }))).toMatchObject({
      code: 'survey_was_live',
    });
    expect((await collector.owner(path('/strict'), { method: 'DELETE' })).status).toBe(204);
    expect(await refusalOf(collector.owner(path('/strict')))).toMatchObject({ status: 404, code: 'unknown_survey' });
    expect(await create('strict'), 'again').toMatchObject({ state: 'draft' });
    const body = { id: 'twice', ...pulse };
    const made = await Promise.all([1, 2, 3].map(() => collector.owner(path(), { method: 'POST', body })));
    expect(made.map(({ status }) => status).sort(), 'by three at once').toEqual([201, 409, 409]);
  });

  it('are no setting of the site that could be written beside them', async () => {
    const answered = collector.owner(`/sites/${siteId}`, { method: 'PATCH', body: { surveys: [] } });
    expect(await refusalOf(answered)).toMatchObject({ status: 400, path: 'surveys' });
  });
});

describe('a file of answers', () => {
  it('holds all that were written and found, questions, options and themes by their names in the language that is asked for', async () => {
    const questions: Written['questions'] = [
      {
        id: 'stopped',
        kind: 'choice',
        text: { en: 'What stopped you?', ar: 'ما الذي منعك؟' },
        options: [
          { id: 'price', text: { en: 'The price', ar: 'السعر' } },
          { id: 'time', text: { en: 'Time', ar: 'الوقت' } },
        ],
        hasOther: true,
      },
    ];
    await become(await create('filed', { questions }), 'live');
    const about = {
      surveyId: 'filed',
      surveyVersion: 1,
      questionId: 'stopped',
      questionKind: 'choice',
      choice: 'price',
    };
    const texts = ['=1+1, too expensive', 'السعر غالٍ', ...Array.from({ length: 298 }, (_, at) => `word ${at}`)];
    const lastAt = Date.now() - 60_000;
    const events = texts.map((text, at) =>
      wireEvent({ kind: 'survey_answer', at: lastAt - at, seq: at, properties: { ...about, text } }),
    );
    await collector.send(wireBatch(key, events, { url: 'https://shop.example/cart' }));
    const range = { last: 2, unit: 'day' };
    await vi.waitFor(async () => {
      const found = (await collector.ask(siteId, 'answers', { survey: 'filed', range })) as { answers: number };
      expect(found.answers).toBe(texts.length);
    }, 10_000);
    const file = async (definition: object, language: string) => {
      const query = new URLSearchParams({
        definition: JSON.stringify({ survey: 'filed', range, ...definition }),
        language,
      });
      const response = await collector.owner(`/sites/${siteId}/answers/export?${query}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/csv');
      return parse(await response.text(), { bom: true }) as string[][];
    };
    const [headings, first, second, ...others] = await file({}, 'en');
    expect(headings?.slice(0, 8).join()).toBe('When,Survey,Version,Question,Choice,Words,Score,Themes');
    const words = "'=1+1, too expensive";
    expect(first?.slice(1, 9)).toEqual(['filed', '1', 'What stopped you?', 'The price', words, '', 'Price', '/cart']);
    expect([second, ...others].map((row) => row?.[5])).toEqual(texts.slice(1));
    const [, ...found] = await file({ search: 'غال' }, 'ar');
    expect(found.map((row) => row.slice(3, 8))).toEqual([['ما الذي منعك؟', 'السعر', 'السعر غالٍ', '', 'السعر']]);
    const odd = collector.owner(`/sites/${siteId}/answers/export?definition=${encodeURIComponent('{"range":7}')}`);
    expect(await refusalOf(odd)).toMatchObject({ status: 400, path: 'range' });
  });
});

describe('themes of answers', () => {
  it('are ready in both languages, and the owner’s once changed', async () => {
    const themesPath = `/sites/${siteId}/answer-themes`;
    const ready = (await (await collector.owner(themesPath)).json()) as { themes: { id: string }[] };
    expect(ready.themes.map(({ id }) => id)).toEqual([
      'price',
      'delivery',
      'trust',
      'quality',
      'usability',
      'competitors',
    ]);
    const patch = (body: object) => collector.owner(themesPath, { method: 'PATCH', body });
    const themes = [{ id: 'taste', titles: { en: 'Taste', ar: 'الطعم' }, words: ['taste', 'طعم'] }];
    expect(await (await patch({ themes, revision: 0 })).json()).toMatchObject({ themes, revision: 1 });
    expect(await refusalOf(patch({ themes, revision: 0 }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(patch({ themes: [{ ...themes[0], words: ['!'] }], revision: 1 }))).toMatchObject({
      code: 'empty_word',
      path: 'themes.0.words.0',
    });
  });
});
