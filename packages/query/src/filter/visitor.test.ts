import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { QuestionError, type SavedSegment } from '../question.ts';

const saved = (id: string, condition: unknown): SavedSegment => ({ id, title: id, condition });

const refusal = (condition: unknown, segments: SavedSegment[] = []): unknown => {
  try {
    ask('segment', { condition }, { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog, segments });
  } catch (error) {
    if (error instanceof QuestionError)
      return { code: error.code, path: error.path, message: error.message, known: error.known };
    throw error;
  }
  return 'accepted';
};

const viewed = { did: { kind: 'page_view' } };

describe('a condition that names a saved segment', () => {
  it('is told which segments there are when it names none of them, the closest first', () => {
    expect(refusal({ all: [{ segment: 'byers' }] }, [saved('readers', viewed), saved('buyers', viewed)])).toEqual({
      code: 'unknown_segment',
      path: 'condition.all.0.segment',
      message: 'There is no saved segment "byers". Did you mean "buyers"?',
      known: ['buyers', 'readers'],
    });
  });

  it('is told of a missing segment that a segment names', () => {
    expect(refusal({ segment: 'a' }, [saved('a', { none: [{ segment: 'gone' }] })])).toMatchObject({
      code: 'unknown_segment',
      path: 'condition.segment.none.0.segment',
      message: 'There is no saved segment "gone". Did you mean "a"?',
    });
  });

  it('is told how a segment comes to be a part of itself', () => {
    const segments = [saved('a', { segment: 'b' }), saved('b', { any: [viewed, { segment: 'c' }] })];
    const cycle = [...segments, saved('c', { did: { kind: 'any', filters: [{ visitor: { segment: 'b' } }] } })];
    expect(refusal({ segment: 'a' }, cycle)).toMatchObject({
      code: 'segment_cycle',
      message: 'A segment cannot be a part of itself: "b" names "c" names "b".',
    });
  });

  it('may name the same segment twice side by side', () => {
    expect(refusal({ all: [{ segment: 'a' }, { none: [{ segment: 'a' }] }] }, [saved('a', viewed)])).toBe('accepted');
  });

  it('is refused when the segments named in segments are far too many', () => {
    const doubling = Array.from({ length: 7 }, (_, level) =>
      saved(`s${level}`, { any: Array(5).fill(level === 6 ? viewed : { segment: `s${level + 1}` }) }),
    );
    expect(refusal({ segment: 's0' }, doubling)).toMatchObject({ code: 'too_many_segments' });
  });

  it('counts a segment that is named once as one, however many events it is asked of', () => {
    const events = [{ kind: 'page_view' }, { kind: 'custom' }, { kind: 'error' }];
    const steps = Array.from({ length: 20 }, () => ({ events }));
    const segments = [saved('a', { all: [{ segment: 'b' }, viewed] }), saved('b', viewed)];
    const funnel = { range: { last: 7, unit: 'day' }, steps, filters: [{ visitor: { segment: 'a' } }] };
    const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog, segments };
    expect(() => ask('funnel', funnel, context)).not.toThrow();
  });

  it('is told when the segment was saved in a form that cannot be read any more', () => {
    expect(refusal({ segment: 'old' }, [saved('old', { didOnce: 'page_view' })])).toMatchObject({
      code: 'invalid_segment',
      path: 'condition.segment',
      message: expect.stringContaining('"old"'),
    });
  });
});

describe("a condition on a funnel's stage", () => {
  const range = { from: '2026-03-01', to: '2026-03-02' };
  const steps = [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchase' }] }];
  const exclusion = { events: [{ kind: 'error' }], from: 1, to: 2 };
  const skipping = [steps[0], { events: [{ kind: 'click' }], isOptional: true }, steps[1]];
  const seven = Array.from({ length: 7 }, () => ({ events: [{ kind: 'page_view' }] }));

  it.each([
    ['no step that was reached', { funnel: { range, steps }, outcome: 'reached' }, 'condition.step'],
    ['a step of who converted', { funnel: { range, steps }, outcome: 'converted', step: 1 }, 'condition.step'],
    ['a step behind the last', { funnel: { range, steps }, outcome: 'dropped', step: 3 }, 'condition.step'],
    [
      'an exclusion where there is no order',
      { funnel: { range, steps, order: 'any_order', exclusions: [exclusion] }, outcome: 'converted' },
      'condition.funnel.exclusions',
    ],
    [
      'an exclusion back to front',
      { funnel: { range, steps, exclusions: [{ ...exclusion, from: 2 }] }, outcome: 'converted' },
      'condition.funnel.exclusions.0',
    ],
    [
      'a last step that is optional',
      { funnel: { range, steps: [steps[0], { ...steps[1], isOptional: true }] }, outcome: 'converted' },
      'condition.funnel.steps.1.isOptional',
    ],
    [
      'an exclusion up to an optional step',
      { funnel: { range, steps: skipping, exclusions: [exclusion] }, outcome: 'converted' },
      'condition.funnel.exclusions.0',
    ],
    ['a step that is optional', { funnel: { range, steps: skipping }, outcome: 'dropped', step: 2 }, 'condition.step'],
    [
      'more steps than can be done in any order',
      { funnel: { range, steps: seven, order: 'any_order' }, outcome: 'converted' },
      'condition.funnel.steps',
    ],
  ])('is refused with %s', (_, condition, path) => {
    expect(refusal(condition)).toMatchObject({ path, message: expect.stringMatching(/\.$/) });
  });

  it('names the place of what is not known in it', () => {
    const unknown = [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchse' }] }];
    expect(refusal({ funnel: { range, steps: unknown }, outcome: 'converted' })).toMatchObject({
      code: 'unknown_kind',
      path: 'condition.funnel.steps.1.events.0.kind',
    });
    expect(refusal({ funnel: { range, steps, constant: 'devise' }, outcome: 'converted' })).toMatchObject({
      code: 'unknown_property',
      path: 'condition.funnel.constant',
      known: expect.arrayContaining(['device']),
    });
    const filters = [{ property: 'devise', operator: 'is_set' }];
    expect(refusal({ funnel: { range, steps, filters }, outcome: 'converted' })).toMatchObject({
      code: 'unknown_property',
      path: 'condition.funnel.filters.0.property',
    });
  });
});

describe('a condition on what buyers are worth', () => {
  const rfm = { rfm: { kind: 'purchase' }, property: 'value', currency: 'EUR' };

  it('is refused without a fifth that is meant', () => {
    expect(refusal(rfm)).toMatchObject({ code: 'no_quintile', known: ['recency', 'frequency', 'monetary'] });
  });

  it('needs the currency of money', () => {
    const { currency: _, ...without } = rfm;
    expect(refusal({ ...without, monetary: [5] })).toMatchObject({
      code: 'currency_needed',
      path: 'condition.currency',
    });
  });
});
