import { describe, expect, it } from 'vitest';
import { namedSnapshots } from './named-snapshots.ts';

const snapshot = { takenAt: 5, members: 2 };
const segments = [
  { id: 'kept', title: 'Kept', condition: { segment: 'inner' }, snapshot },
  { id: 'inner', title: 'Inner', condition: { did: { kind: 'any' } }, snapshot },
  { id: 'live', title: 'Live', condition: { all: [{ segment: 'other' }, { segment: 'kept' }] } },
  { id: 'other', title: 'Other', condition: { segment: 'live' }, snapshot: null },
];

describe('the snapshots that an answer rests on', () => {
  it('are those named anywhere, also by segments that are live, and none that only a snapshot was made from', () => {
    expect(namedSnapshots({ filters: [{ visitor: { segment: 'live' } }] }, segments)).toEqual([
      { segment: 'kept', ...snapshot },
    ]);
    expect(namedSnapshots({ condition: { did: { kind: 'any' } } }, segments)).toEqual([]);
  });
});
