import { compileSegmentMembers, decodeSegmentMembers, type QuestionContext } from '@telltale/query';
import type { Store } from '@telltale/store';
import { MOST_MEMBERS } from '../segments/bounded-members.ts';
import type { Site } from '../sites/site.ts';
import { createMemory, type Found } from './remember.ts';

interface SegmentMembersOptions {
  /** @throws Refusal while the store cannot be reached */
  store: () => Pick<Store, 'rows'>;
  /** @throws StoreError */
  contextOf: (site: Site, definition: unknown) => Promise<QuestionContext>;
  nowMs: () => number;
}

/** Who was in a segment when it was evaluated. */
export interface Membership {
  /** Epoch ms. */
  evaluatedAt: number;
  /** `visitorId` is 16 hex digits. */
  has(visitorId: string): boolean;
}

/** Tells who is in a saved segment. A segment with more than 100,000 members counts as one that nobody is in. */
export interface SegmentMembers {
  /** Evaluated within the last minute. @throws StoreError, QuestionError where a segment cannot be evaluated any more */
  of(site: Site, segment: string): Promise<Membership>;
  /** As it was evaluated last, however long ago; undefined where it was not. */
  last(site: Site, segment: string): Membership | undefined;
}

/** A segment is evaluated this seldom, however many visitors ask. */
const FRESH_MS = 60_000;
/** Of 100,000 members each at the most, 8 bytes each. */
const MOST_REMEMBERED = 200;

const holds = (sorted: BigUint64Array, wanted: bigint): boolean => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? wanted) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
};

/** Remembers who is in which segment. */
export const createSegmentMembers = ({ store, contextOf, nowMs }: SegmentMembersOptions): SegmentMembers => {
  const memory = createMemory<BigUint64Array>({ freshMs: FRESH_MS, most: MOST_REMEMBERED, nowMs });

  const evaluate = async (site: Site, segment: string): Promise<BigUint64Array> => {
    const condition = { segment };
    const query = compileSegmentMembers({ condition, limit: MOST_MEMBERS + 1 }, await contextOf(site, condition));
    const found = decodeSegmentMembers((await store().rows(query)).rows);
    return BigUint64Array.from(found.length > MOST_MEMBERS ? [] : found, BigInt).sort();
  };

  const nameOf = (site: Site, segment: string) => JSON.stringify([site.id, segment]);
  const membership = ({ at, value }: Found<BigUint64Array>): Membership => ({
    evaluatedAt: at,
    has: (visitorId) => holds(value, BigInt(`0x${visitorId}`)),
  });
  return {
    of: async (site, segment) => membership(await memory.find(nameOf(site, segment), () => evaluate(site, segment))),
    last: (site, segment) => {
      const found = memory.last(nameOf(site, segment));
      return found && membership(found);
    },
  };
};
