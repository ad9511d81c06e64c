import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';
import { QuestionError } from '../../question.ts';
import { durationEdges, durationsOf } from './durations.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const step = (kind: string, more: object = {}) => ({ events: [{ kind }], ...more });
const three = { range, steps: [step('page_view'), step('feature_inspection'), step('purchase')] };

const refusal = (definition: object): unknown => {
  try {
    ask('funnel', { ...three, ...definition }, context);
  } catch (error) {
    if (error instanceof QuestionError) return { code: error.code, path: error.path, message: error.message };
    throw error;
  }
  return 'accepted';
};

const withOptional = (at: number, more: object = {}) => ({
  ...more,
  steps: three.steps.map((one, index) => (index === at ? { ...one, isOptional: true } : one)),
});

describe('a funnel that does not fit together', () => {
  it.each([
    [
      withOptional(1, { order: 'strict' }),
      'unfit_optional_step',
      'steps.1.isOptional',
      /"ordered" can say: choose it, or leave `isOptional` out/,
    ],
    [withOptional(0), 'unfit_optional_step', 'steps.0.isOptional', /The first step is the entry/],
    [withOptional(2), 'unfit_optional_step', 'steps.2.isOptional', /The last step is converting/],
    [
      { order: 'any_order', exclusions: [{ events: [{ kind: 'error' }], from: 1, to: 2 }] },
      'unfit_exclusion',
      'exclusions',
      /leave the exclusions out, or choose an order/,
    ],
    [
      { exclusions: [{ events: [{ kind: 'error' }], from: 2, to: 4 }] },
      'unfit_exclusion',
      'exclusions.0',
      /a later one of the 3/,
    ],
    [
      withOptional(1, { exclusions: [{ events: [{ kind: 'error' }], from: 2, to: 3 }] }),
      'unfit_exclusion',
      'exclusions.0.from',
      /Step 2 is optional.*name the needed step/,
    ],
    [{ people: { outcome: 'dropped', step: 4 } }, 'unfit_people', 'people.step', /no step 4: steps 1 to 3/],
    [withOptional(1, { people: { outcome: 'open', step: 2 } }), 'unfit_people', 'people.step', /Step 2 is optional/],
    [{ people: { outcome: 'converted', step: 1 } }, 'unfit_people', 'people.step', /leave the step out/],
    [{ people: { outcome: 'open', step: 3 } }, 'unfit_people', 'people.step', /name a step from 1 to 2/],
    [{ next: { step: 3 } }, 'unfit_next', 'next.step', /they converted: name a step from 1 to 2/],
    [withOptional(1, { next: { step: 2 } }), 'unfit_next', 'next.step', /Step 2 is optional/],
    [
      { breakdown: { property: 'device', attribution: { step: 4 } } },
      'unfit_attribution',
      'breakdown.attribution.step',
      /steps 1 to 3 are expected/,
    ],
    [
      { breakdown: { property: 'orderId', attribution: { step: 2 } } },
      'unknown_property',
      'breakdown.property',
      /"feature_inspection" have no property "orderId"/,
    ],
    [{ constant: 'orderId' }, 'unknown_property', 'constant', /"page_view" have no property "orderId"/],
    [{ constant: 'viewportWidth' }, 'no_dimension', 'constant', /a measure/],
    [{ explain: { properties: [] } }, 'unfit_explanation', 'explain', /name some, or leave `properties` out/],
    [
      { explain: { properties: ['device', 'devise'] } },
      'unknown_property',
      'explain.properties.1',
      /Did you mean "device"/,
    ],
    [{ explain: { events: [{ kind: 'clck' }] } }, 'unknown_kind', 'explain.events.0.kind', /Did you mean "click"/],
    [{ range: { last: 2, unit: 'month' }, interval: 'minute' }, 'invalid_definition', 'interval', /./],
    [
      { range: { from: '2020-01-01', to: '2026-03-01' }, interval: 'hour' },
      'too_many_buckets',
      'interval',
      /a longer interval/,
    ],
  ])('%j is told the way out', (definition, code, path, message) => {
    expect(refusal(definition)).toEqual({ code, path, message: expect.stringMatching(message) });
  });

  it('is accepted when it fits', () => {
    expect(refusal({ breakdown: { property: 'orderId', attribution: { step: 3 } } })).toBe('accepted');
    expect(refusal(withOptional(1, { exclusions: [{ events: [{ kind: 'error' }], from: 1, to: 3 }] }))).toBe(
      'accepted',
    );
  });
});

describe('the query of a funnel', () => {
  const asked = (definition: object) => ask('funnel', { ...three, ...definition }, context).query;

  it('reads what lies beside the steps only of those who entered', () => {
    expect(asked({ next: { step: 1 } }).sql).toContain('(visitor_id) GLOBAL IN (SELECT visitor_id FROM events');
    expect(asked({ interval: 'day', explain: {} }).sql).not.toContain('GLOBAL IN (SELECT visitor_id FROM events');
  });

  it('asks only what can tell a value for it', () => {
    const breakdown = { property: 'device', attribution: { step: 2 } };
    const { sql, params } = asked({ breakdown });
    const [, place = ''] =
      /toLowCardinality\(if\(bitAnd\(mask, \{(p\d+):UInt32\}\) != 0, toString\(device\), ''\)\) AS value/.exec(sql) ??
      [];
    expect(params[place]).toBe(2);
  });

  it('names who is listed only where the units do not', () => {
    const people = { outcome: 'open' };
    expect(asked({ people }).sql).not.toContain(' AS id');
    expect(asked({ unit: 'session' }).sql).not.toContain(' AS id');
    expect(asked({ unit: 'session', people }).sql).toContain('lower(hex(visitor_id))');
    expect(asked({ unit: 'customer', people }).sql).toMatch(/customer_id\S* AS id/);
  });
});

describe('durations', () => {
  it('are cut at the same edges, up to the window', () => {
    expect(durationEdges(60_000)).toEqual([0, 1000, 3000, 10_000, 30_000, 60_000]);
    expect(durationEdges(59_999).at(-1)).toBe(30_000);
  });

  it('count an edge to what follows it, and what is as long as the window to the last', () => {
    const edges = durationEdges(60_000);
    expect(durationsOf([0, 999, 1000, 60_000], edges)?.counts).toEqual([2, 1, 0, 0, 0, 1]);
    expect(durationsOf([], edges)).toBeNull();
  });
});
