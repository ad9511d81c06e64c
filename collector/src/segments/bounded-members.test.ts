import { describe, expect, it } from 'vitest';
import { boundedMembers, MOST_MEMBERS } from './bounded-members.ts';

describe('a snapshot of a segment', () => {
  it('is refused when more would be in it than are kept, and says how many that are', () => {
    const most = Array.from({ length: MOST_MEMBERS }, String);
    expect(boundedMembers('readers', most)).toBe(most);
    expect(() => boundedMembers('readers', [...most, 'x'])).toThrow(
      'at most 100000 visitors, and more are in "readers"',
    );
  });
});
