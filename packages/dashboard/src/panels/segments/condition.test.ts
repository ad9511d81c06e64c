import { describe, expect, it } from 'vitest';
import { changeKind, firstCondition, isComplete, readCondition } from './condition.ts';

describe('a condition from the address', () => {
  it.each([undefined, null, 'all', {}, { all: 'everything' }, { any: [7] }])('is the first one for %j', (own) => {
    expect(readCondition(own)).toEqual(firstCondition);
  });

  it('that is no group is put into one', () => {
    expect(readCondition({ didNot: { kind: 'purchase' } })).toEqual({ all: [{ didNot: { kind: 'purchase' } }] });
  });

  it('keeps its groups', () => {
    const own = { none: [{ any: [{ did: { kind: 'click' } }] }] };
    expect(readCondition(own)).toEqual(own);
  });
});

describe('changing what a condition is', () => {
  it('keeps the event and the time', () => {
    const during = { last: 7, unit: 'day' } as const;
    expect(changeKind({ did: { kind: 'click' }, times: { operator: 'exactly', value: 2 }, during }, 'didNot')).toEqual({
      didNot: { kind: 'click' },
      during,
    });
  });
});

describe('an unfinished condition', () => {
  it.each([
    { all: [] },
    { all: [{ trait: '', operator: 'is' as const, values: ['pro'] }] },
    { any: [{ trait: 'plan', operator: 'is' as const, values: [] }] },
    { all: [{ did: { kind: 'click' }, times: { operator: 'at_least' as const, value: Number.NaN } }] },
  ])('is not asked: %j', (condition) => {
    expect(isComplete(condition)).toBe(false);
  });

  it('is finished when every part is', () => {
    expect(isComplete({ all: [{ trait: 'plan', operator: 'is_set' }, { none: [{ did: { kind: 'click' } }] }] })).toBe(
      true,
    );
  });
});
