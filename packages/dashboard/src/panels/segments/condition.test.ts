import { describe, expect, it } from 'vitest';
import {
  changeKind,
  conditionKindOf,
  conditionKinds,
  firstCondition,
  isComplete,
  ownWith,
  readCondition,
} from './condition.ts';

describe('a condition from the address', () => {
  it.each([undefined, null, 'all', {}, { view: 'size' }, { all: 'everything' }, { any: [7] }])(
    'is the first one for %j',
    (own) => {
      expect(readCondition(own)).toEqual(firstCondition);
    },
  );

  it('that is no group is put into one', () => {
    expect(readCondition({ didNot: { kind: 'purchase' } })).toEqual({ all: [{ didNot: { kind: 'purchase' } }] });
  });

  it('stands beside what else the panel shows, and is changed without it', () => {
    const own = { any: [{ segment: 'buyers' }], view: 'size' };
    expect(readCondition(own)).toEqual({ any: [{ segment: 'buyers' }] });
    expect(ownWith({ all: [] }, own)).toEqual({ all: [], view: 'size' });
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

describe('a new condition', () => {
  it.each(conditionKinds)(
    'of the kind %s is of that kind, and finished unless it names what only the site knows',
    (kind) => {
      const made = changeKind({ trait: 'plan', operator: 'is_set' }, kind);
      expect(conditionKindOf(made)).toBe(kind);
      expect(isComplete(made)).toBe(kind !== 'trait' && kind !== 'segment');
    },
  );
});

describe('an unfinished condition', () => {
  it.each([
    { all: [] },
    { all: [{ trait: '', operator: 'is' as const, values: ['pro'] }] },
    { any: [{ trait: 'plan', operator: 'is' as const, values: [] }] },
    { all: [{ rfm: { kind: 'purchase' }, property: 'value' }] },
    { all: [{ touch: 'first' as const, filters: [] }] },
    { all: [{ buyer: 'regular' as const, of: { kind: 'purchase' }, regularFrom: 2 }] },
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
