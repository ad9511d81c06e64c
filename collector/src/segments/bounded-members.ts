import { Refusal } from '../lib/refusal.ts';

/** More are hardly looked after one by one, and each is a line in the store. */
export const MOST_MEMBERS = 100_000;

/** The members that a snapshot of a segment is to keep. @throws Refusal `too_many_members` */
export const boundedMembers = (id: string, visitorIds: readonly string[]): readonly string[] => {
  if (visitorIds.length <= MOST_MEMBERS) return visitorIds;
  throw new Refusal(
    409,
    'too_many_members',
    `A snapshot keeps at most ${MOST_MEMBERS} visitors, and more are in "${id}" now: narrow its condition, or leave it live.`,
    { path: 'segment' },
  );
};
