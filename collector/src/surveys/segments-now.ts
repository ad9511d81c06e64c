import type { SavedSegments } from '../segments/saved-segments.ts';
import type { Site } from '../sites/site.ts';
import { createMemory } from './remember.ts';
import type { SegmentMembers } from './segment-members.ts';

interface SegmentsNowOptions {
  segments: Pick<SavedSegments, 'list'>;
  members: SegmentMembers;
  nowMs: () => number;
}

/** Tells which saved segments a visitor is in, without waiting for the store: an event's sender is answered while it is away. */
export interface SegmentsNow {
  /** The segments' ids with spaces between; '' where the visitor (16 hex digits) is in none, or none was evaluated within five minutes. */
  of(site: Site, visitorId: string): string;
  /** Evaluates the site's segments, unless they were within the last minute. Never throws. */
  refresh(site: Site): Promise<void>;
}

/** Their ids fit into a text of 512 characters, whichever they are by themselves made of. */
const MOST_NOTED = 12;
const MOST_CHARACTERS = 512;

const FRESH_MS = 60_000;
const MOST_STALE_MS = 300_000;
const MOST_SITES = 1_000;

/** Looks at the site's first twelve saved segments, by their ids. */
export const createSegmentsNow = ({ segments, members, nowMs }: SegmentsNowOptions): SegmentsNow => {
  const lists = createMemory<string[]>({ freshMs: FRESH_MS, most: MOST_SITES, nowMs });
  const rounds = createMemory<true>({ freshMs: FRESH_MS, most: MOST_SITES, nowMs });

  return {
    of: (site, visitorId) => {
      let text = '';
      for (const id of lists.last(site.id)?.value ?? []) {
        const membership = members.last(site, id);
        if (!membership || nowMs() - membership.evaluatedAt > MOST_STALE_MS || !membership.has(visitorId)) continue;
        const longer = text === '' ? id : `${text} ${id}`;
        if (longer.length <= MOST_CHARACTERS) text = longer;
      }
      return text;
    },
    refresh: async (site) => {
      const list = async () => (await segments.list(site.id)).slice(0, MOST_NOTED).map(({ id }) => id);
      const listed = await lists.find(site.id, list).catch(() => undefined);
      // One that cannot be evaluated any more is no reason to leave the others, nor to try it again at once.
      const evaluate = async () => {
        for (const id of listed?.value ?? []) await members.of(site, id).catch(() => undefined);
        return true as const;
      };
      if (listed) await rounds.find(site.id, evaluate);
    },
  };
};
