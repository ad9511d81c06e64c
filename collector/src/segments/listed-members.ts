import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';
import type { KeptSegment } from './saved-segments.ts';

/** As many as fit into what the API reads of one request. */
const MOST_LISTED = 10_000;

/** Visitors that somebody names, such as those that a question listed. */
export const listedMembersSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits')
  .array()
  .min(1)
  .max(MOST_LISTED)
  .describe('Visitors as questions list them: they and no others are its members, but for those who are erased.');

/** Visitors as the store keeps them: decimal ids, each once. */
export const memberIds = (visitors: readonly string[]): string[] =>
  [...new Set(visitors)].map((id) => BigInt(`0x${id}`).toString());

/** The condition of a segment whose members were named: of itself, it has none. */
export const NOBODY = { any: [] };

/** @throws Refusal `segment_is_list` when the segment's members were named, and nothing else says who is in it */
export const refuseList = ({ id, condition }: KeptSegment): void => {
  if (JSON.stringify(condition) !== JSON.stringify(NOBODY)) return;
  throw new Refusal(
    409,
    'segment_is_list',
    `The members of "${id}" were named one by one; it has no condition to look for them by. Save another segment with one.`,
    { path: 'segment' },
  );
};
