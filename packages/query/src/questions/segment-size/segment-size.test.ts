import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10, 12), catalog };
const condition = { did: { kind: 'purchase' } };

describe("a segment's size over time", () => {
  it('reads of each moment only what happened before it, the orders told again included', () => {
    const { query } = ask('segment_size', { condition, range: { from: '2026-03-09', to: '2026-03-09' } }, context);
    expect(Object.values(query.params)).toContain(Date.UTC(2026, 2, 10));
    const reads = query.sql.split('FROM events WHERE').slice(1);
    expect(reads).toHaveLength(4);
    for (const read of reads)
      expect(read).toMatch(/^ \(site_id = \S+ AND is_bot = 0 AND time >= \S+, 'UTC'\) AND time </);
  });

  it('leaves out what has not begun, and tells the current day when it ends', () => {
    const { decode } = ask('segment_size', { condition, range: { from: '2026-03-09', to: '2026-03-12' } }, context);
    expect(decode([{ place: 1, members: 2, population: 8 }])).toEqual({
      sizes: [
        { startAt: Date.UTC(2026, 2, 9), endAt: Date.UTC(2026, 2, 10), count: 0, population: 0, shareRatio: null },
        { startAt: Date.UTC(2026, 2, 10), endAt: Date.UTC(2026, 2, 11), count: 2, population: 8, shareRatio: 0.25 },
      ],
    });
  });

  it('is refused of a range that has not begun, and of more moments than are asked at once', () => {
    const of = (range: object) => () => ask('segment_size', { condition, range }, context);
    expect(of({ from: '2026-03-11', to: '2026-03-12' })).toThrow('Nothing of the range has begun');
    expect(of({ last: 101, unit: 'day' })).toThrow('More than 100 intervals');
    expect(of({ last: 100, unit: 'day' })).not.toThrow();
  });
});
