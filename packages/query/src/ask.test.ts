import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask, questionSchemas } from './ask.ts';
import { QuestionError } from './question.ts';
import { questions } from './questions/index.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { last: 7, unit: 'day' };

const refusal = (kind: string, definition: unknown): unknown => {
  try {
    ask(kind, definition, context);
  } catch (error) {
    if (error instanceof QuestionError)
      return { code: error.code, path: error.path, message: error.message, known: error.known };
    throw error;
  }
  return 'accepted';
};

const trendOf = (event: unknown, more: object = {}) => ({ range, series: [{ events: [event] }], ...more });
const filtered = (filter: unknown, kind = 'page_view') => trendOf({ kind, filters: [filter] });

describe('a wrong question', () => {
  it('of an unknown kind is told which kinds there are, the closest first', () => {
    expect(refusal('funel', {})).toEqual({
      code: 'unknown_question',
      path: 'kind',
      message: 'There is no question "funel". Did you mean "funnel"?',
      known: expect.arrayContaining(['trend', 'segment']),
    });
  });

  it('about an unknown event is told which events there are', () => {
    expect(refusal('trend', trendOf({ kind: 'page_vew' }))).toMatchObject({
      code: 'unknown_kind',
      path: 'series.0.events.0.kind',
      message: 'There is no event kind "page_vew". Did you mean "page_view"?',
      known: expect.arrayContaining(['purchase', 'any']),
    });
    expect(refusal('visitor', { customerId: 'ada', kinds: ['purchase', 'refnd'] })).toMatchObject({
      code: 'unknown_kind',
      path: 'kinds.1',
      message: 'There is no event kind "refnd". Did you mean "refund"?',
    });
  });

  it('about an unknown property is told which the event has', () => {
    const definition = {
      condition: {
        all: [{ did: { kind: 'page_view', filters: [{ property: 'contry', operator: 'is', values: ['DE'] }] } }],
      },
    };
    expect(refusal('segment', definition)).toMatchObject({
      code: 'unknown_property',
      path: 'condition.all.0.did.filters.0.property',
      known: expect.arrayContaining(['country', 'navigation']),
      message: 'Events of kind "page_view" have no property "contry". Did you mean "country"?',
    });
  });

  it('with an unknown operator is told which there are', () => {
    expect(refusal('trend', filtered({ property: 'path', operator: 'equals', values: ['/'] }))).toMatchObject({
      code: 'invalid_definition',
      path: 'series.0.events.0.filters.0.operator',
      known: expect.arrayContaining(['is', 'is_not', 'contains']),
    });
  });

  it('with a word that the definition does not have is told which word', () => {
    expect(refusal('funnel', { range, steps: [], colour: 'red' })).toMatchObject({
      code: 'invalid_definition',
      path: 'steps',
    });
    expect(refusal('trend', { ...trendOf({ kind: 'page_view' }), colour: 'red' })).toMatchObject({
      message: expect.stringContaining('colour'),
    });
  });

  it('that asks too much of a property is told what the property is', () => {
    expect(refusal('trend', filtered({ property: 'path', operator: 'at_least', values: [1] }))).toMatchObject({
      code: 'unfit_operator',
      known: expect.arrayContaining(['starts_with']),
    });
    expect(
      refusal('trend', filtered({ property: 'uses', operator: 'is', values: ['two'] }, 'feature_inspection')),
    ).toMatchObject({
      code: 'unfit_values',
      path: 'series.0.events.0.filters.0.values.0',
    });
    expect(refusal('trend', filtered({ property: 'path', operator: 'is' }))).toMatchObject({ code: 'unfit_values' });
  });

  it('that compares money without saying in which currency is told to', () => {
    const value = { property: 'value', operator: 'at_least', values: ['20'] };
    expect(refusal('trend', filtered(value, 'purchase'))).toMatchObject({ code: 'currency_needed' });
    expect(refusal('trend', filtered({ ...value, currency: 'EUR' }, 'purchase'))).toBe('accepted');
    expect(
      refusal('trend', filtered({ property: 'path', operator: 'is', values: ['/'], currency: 'EUR' })),
    ).toMatchObject({ code: 'unfit_currency' });
  });

  it('that sums up text, or breaks down by a number, is told so', () => {
    const summed = { range, series: [{ events: [{ kind: 'purchase' }], aggregation: 'sum', property: 'orderId' }] };
    expect(refusal('trend', summed)).toMatchObject({ code: 'no_measure', path: 'series.0.property' });
    const broken = trendOf({ kind: 'feature_inspection' }, { breakdown: { property: 'uses' } });
    expect(refusal('trend', broken)).toMatchObject({ code: 'no_dimension', path: 'breakdown.property' });
  });

  it('about a trait that nobody has is told which traits there are', () => {
    expect(refusal('segment', { condition: { trait: 'plan', operator: 'is', values: ['pro'] } })).toMatchObject({
      code: 'unknown_trait',
      path: 'condition.trait',
      message: 'No customer has a trait "plan". None is known yet.',
    });
  });

  it('with exclusions that lie between no two steps is told so', () => {
    const steps = [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchase' }] }];
    const exclusions = [{ events: [{ kind: 'error' }], from: 2, to: 3 }];
    expect(refusal('funnel', { range, steps, exclusions })).toMatchObject({
      code: 'unfit_exclusion',
      path: 'exclusions.0',
    });
    expect(
      refusal('funnel', { range, steps, exclusions: [{ ...exclusions[0], from: 1, to: 2 }], order: 'any_order' }),
    ).toMatchObject({
      code: 'unfit_exclusion',
    });
  });

  it('that nests filters without end is refused before it becomes a query', () => {
    const nested = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ none: [inner] }), {
      did: { kind: 'page_view' },
    });
    expect(refusal('segment', { condition: nested })).toMatchObject({ code: 'too_deep' });
  });

  it('that holds an object which pretends to have a length is refused, not a failure', () => {
    const measure = { kind: { length: { valueOf: null, toString: null } } };
    expect(refusal('segment', { condition: { did: measure } })).toMatchObject({ code: 'invalid_definition' });
  });

  it.each(['all', 'none'])('that nests "%s" deeper than any stack reaches is refused all the same', (group) => {
    const text = `${`{"${group}":[`.repeat(20_000)}${']}'.repeat(20_000)}`;
    expect(refusal('segment', { condition: JSON.parse(text) })).toMatchObject({ code: 'too_deep' });
    expect(refusal('trend', filtered(JSON.parse(text)))).toMatchObject({ code: 'too_deep' });
  });

  it('with something that is no text where a name belongs is told which names there are', () => {
    expect(refusal('trend', trendOf({ kind: 'page_view' }, { interval: { toString: 1 } }))).toMatchObject({
      code: 'invalid_definition',
      path: 'interval',
      known: expect.arrayContaining(['day']),
    });
  });

  it('broken down by what its events do not have, or by a measure, is refused before anything is read', () => {
    const brokenDown = (property: string) => refusal('errors', { range, breakdown: { property } });
    expect(brokenDown('devise')).toMatchObject({
      code: 'unknown_property',
      path: 'breakdown.property',
      known: expect.arrayContaining(['device']),
    });
    expect(brokenDown('viewportWidth')).toMatchObject({ code: 'no_dimension', path: 'breakdown.property' });
    expect(refusal('errors', { range, breakdown: { property: 'device', limit: 11 } })).toMatchObject({
      code: 'invalid_definition',
      path: 'breakdown.limit',
    });
    const wrongFilter = { property: 'path', operator: 'equals', values: ['/'] };
    expect(refusal('errors', { range, filters: [wrongFilter], breakdown: { property: 'device' } })).toMatchObject({
      path: 'filters.0.operator',
    });
  });

  it('never makes a message long, whatever was written', () => {
    const message = (definition: unknown) => JSON.stringify(refusal('trend', definition)).length;
    expect(message(trendOf({ kind: 'page_view' }, { interval: 'x'.repeat(100_000) }))).toBeLessThan(1_000);
    expect(message(trendOf({ kind: 'page_view' }, { interval: ['x'.repeat(100_000)] }))).toBeLessThan(1_000);
  });

  it.each([
    { startAt: -9_007_199_254_740_991, endAt: 0 },
    { startAt: 0, endAt: 9_007_199_254_740_991 },
  ])('about moments outside of any calendar is refused: %o', (outside) => {
    expect(refusal('trend', trendOf({ kind: 'page_view' }, { range: outside }))).toMatchObject({
      code: 'invalid_definition',
      path: expect.stringMatching(/^range\.(startAt|endAt)$/),
    });
  });
});

describe('questionSchemas', () => {
  it('describes every definition, the filter language by reference', () => {
    const schemas = questionSchemas();
    expect(Object.keys(schemas)).toEqual(questions.map(({ kind }) => kind));
    expect(schemas.funnel).toMatchObject({
      type: 'object',
      required: ['range', 'steps'],
      $defs: { EventReference: { type: 'object' }, Filter: { anyOf: expect.any(Array) } },
    });
  });
});
