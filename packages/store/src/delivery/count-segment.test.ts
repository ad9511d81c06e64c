import { describe, expect, it } from 'vitest';
import { inStatements } from './count-segment.ts';

const count = (slot: number, siteId: string, reason = '') =>
  ({ siteId, slot, outcome: 'bot', reason, events: 1 }) as const;

describe('the counts of a segment', () => {
  it('go into statements of a bounded length that never share a site and slot', () => {
    const counts = [
      count(2, 'b'),
      count(1, 'b', 'x'),
      count(1, 'a'),
      count(1, 'b', 'y'),
      count(3, 'a'),
      count(1, 'b', 'z'),
    ];
    const lists = inStatements(counts, 2);
    expect(lists.map((list) => list.map(({ slot, siteId }) => `${slot}${siteId}`))).toEqual([
      ['1a', '1b', '1b', '1b'],
      ['2b', '3a'],
    ]);
    expect(lists.flat()).toHaveLength(counts.length);
  });

  it('need no statement when there are none', () => {
    expect(inStatements([])).toEqual([]);
  });
});
