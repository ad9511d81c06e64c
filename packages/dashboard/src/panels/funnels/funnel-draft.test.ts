import { describe, expect, it } from 'vitest';
import { type FunnelDraft, firstDraft, funnelQuestion, moved, readDraft } from './funnel-draft.ts';

const range = { from: '2026-03-01', to: '2026-03-31' };

describe("a funnel's draft", () => {
  it('comes back from the address as it was', () => {
    const draft: FunnelDraft = {
      steps: [
        [{ kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: ['/'] }] }],
        [{ kind: 'click' }, { kind: 'purchase' }],
      ],
      windowAmount: 3,
      windowUnit: 'hour',
      order: 'strict',
      unit: 'session',
      breakdown: 'device',
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
    { order: 'random' },
  ])('is the first one for %j', (own) => {
    expect(readDraft(own)).toEqual(firstDraft);
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
