import { describe, expect, it } from 'vitest';
import {
  type FunnelDraft,
  firstDraft,
  funnelQuestion,
  moved,
  neededSteps,
  readDraft,
  withSteps,
} from './funnel-draft.ts';

const range = { from: '2026-03-01', to: '2026-03-31' };

describe("a funnel's draft", () => {
  it('comes back from the address as it was', () => {
    const draft: FunnelDraft = {
      steps: [
        {
          events: [{ kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: ['/'] }] }],
          isOptional: false,
        },
        { events: [{ kind: 'cart_add' }], isOptional: true },
        { events: [{ kind: 'click' }, { kind: 'purchase' }], isOptional: false },
      ],
      windowAmount: 3,
      windowUnit: 'hour',
      order: 'strict',
      unit: 'customer',
      constant: 'path',
      breakdown: 'device',
      attribution: 2,
      exclusions: [{ events: [{ kind: 'error' }], from: 1, to: 3 }],
    };
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it.each([
    undefined,
    null,
    7,
    'steps',
    [],
    { steps: [] },
    { steps: [[]] },
    { steps: [[{ kind: 3 }]] },
    { steps: [{ events: [{ kind: 'click' }] }, { events: 7 }] },
    { attribution: 'luck', exclusions: [{ from: 1 }] },
    { order: 'random' },
  ])('is the first one for %j', (own) => {
    expect(readDraft(own)).toEqual(firstDraft);
  });

  it('may hold a step as its bare events', () => {
    expect(readDraft({ steps: [[{ kind: 'click' }], [{ kind: 'purchase' }]] }).steps).toEqual([
      { events: [{ kind: 'click' }], isOptional: false },
      { events: [{ kind: 'purchase' }], isOptional: false },
    ]);
  });

  it('asks for an optional step only where one can be skipped', () => {
    const steps = firstDraft.steps.map((step) => ({ ...step, isOptional: true }));
    const optionalIn = (order: FunnelDraft['order']) =>
      funnelQuestion({ ...firstDraft, steps, order }, range)?.steps.map(({ isOptional = false }) => isOptional);
    expect(optionalIn('ordered')).toEqual([false, true, false]);
    expect(optionalIn('strict')).toEqual([false, false, false]);
    expect(neededSteps({ ...firstDraft, steps })).toEqual([1, 3]);
  });

  it('loses with a step what named it', () => {
    const named: FunnelDraft = {
      ...firstDraft,
      attribution: 3,
      exclusions: [
        { events: [{ kind: 'error' }], from: 1, to: 2 },
        { events: [{ kind: 'error' }], from: 2, to: 3 },
      ],
    };
    expect(withSteps(named, named.steps.slice(0, 2))).toEqual({
      ...named,
      steps: named.steps.slice(0, 2),
      attribution: 'first_touch',
      exclusions: named.exclusions.slice(0, 1),
    });
  });

  it('says which event tells the value of a breakdown', () => {
    const breakdownOf = (attribution: FunnelDraft['attribution']) =>
      funnelQuestion({ ...firstDraft, breakdown: 'device', attribution }, range)?.breakdown;
    expect(breakdownOf('last_touch')).toEqual({ property: 'device', attribution: 'last_touch' });
    expect(breakdownOf(2)).toEqual({ property: 'device', attribution: { step: 2 } });
  });

  it('becomes a question', () => {
    expect(funnelQuestion({ ...firstDraft, breakdown: 'device' }, range)).toEqual({
      range,
      steps: [
        { events: [{ kind: 'page_view' }] },
        { events: [{ kind: 'checkout_step' }] },
        { events: [{ kind: 'purchase' }] },
      ],
      conversionWindow: { amount: 14, unit: 'day' },
      order: 'ordered',
      unit: 'visitor',
      breakdown: { property: 'device' },
    });
  });

  it.each([Number.NaN, 0, 1.5, 367])('is not asked with a window of %s days', (windowAmount) => {
    expect(funnelQuestion({ ...firstDraft, windowAmount }, range)).toBeUndefined();
  });

  it('keeps an emptied number empty on its way through the address', () => {
    const own = JSON.parse(JSON.stringify({ ...firstDraft, windowAmount: Number.NaN }));
    expect(readDraft(own).windowAmount).toBeNaN();
  });
});

describe('moving a step', () => {
  it.each([
    [0, 2, ['b', 'c', 'a']],
    [2, 0, ['c', 'a', 'b']],
    [1, 1, ['a', 'b', 'c']],
  ])('from %i to %i', (from, to, expected) => {
    expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected);
  });
});
