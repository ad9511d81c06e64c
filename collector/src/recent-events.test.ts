import { describe, expect, it } from 'vitest';
import type { EnrichedEvents } from './ingest/enrich.ts';
import type { OwnColumns, SharedColumns } from './ingest/enrichers/enricher.ts';
import { createRecentEvents, type RecentChange } from './recent-events.ts';

const shared = { visitor_id: '10', path: '/', is_bot: 0, bot_reason: '', received_at: 5 } as SharedColumns;
const events = (count: number, from = 0): EnrichedEvents[] => [
  {
    shared,
    own: Array.from({ length: count }, (_, place) => ({
      ...({ kind: 'custom', time: 5, seq: place, dimensions: {}, measures: {}, currency: '' } as unknown as OwnColumns),
      object: `event-${from + place}`,
    })),
  },
];

describe('the last events of a site', () => {
  it('are the last 200 in the order of their coming, however they came', () => {
    const recent = createRecentEvents();
    for (let from = 0; from < 1_000; from += 7) recent.accepted('shop', events(7, from), 'segment');
    const objects = recent.list('shop').map(({ object }) => object);
    expect(objects).toEqual(Array.from({ length: 200 }, (_, place) => `event-${1_001 - 200 + place}`));
    const sequences = recent.list('shop').map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: 200 }, (_, place) => 1_001 - 200 + place + 1));
    recent.accepted('shop', events(900, 5_000), 'segment');
    expect(recent.list('shop').map(({ object }) => object)).toEqual(
      Array.from({ length: 200 }, (_, place) => `event-${5_900 - 200 + place}`),
    );
    expect(recent.list('other')).toEqual([]);
  });

  it('are told to who watches, and told again as stored when their segment is', () => {
    const recent = createRecentEvents();
    const changes: RecentChange[] = [];
    recent.watch('shop', (change) => changes.push(change));
    recent.accepted('shop', events(2), 'first');
    recent.rejected('shop', [{ kind: 'custom', url: '/', code: 'too_old', path: 'at', message: '' }], 5);
    recent.accepted('shop', events(1, 2), 'second');
    recent.stored('first');
    recent.stored('first');
    expect(changes.map((change) => (change.type === 'stored' ? change.sequences : change.events.length))).toEqual([
      2,
      1,
      1,
      [1, 2],
    ]);
    expect(recent.list('shop').map(({ sequence, verdict, isStored }) => [sequence, verdict, isStored])).toEqual([
      [1, 'accepted', true],
      [2, 'accepted', true],
      [3, 'rejected', false],
      [4, 'accepted', false],
    ]);
  });
});
