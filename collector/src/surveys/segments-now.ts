import type { SavedSegments } from '../segments/saved-segments.ts';
import type { Site } from '../sites/site.ts';
import { createMemory } from './remember.ts';
import type { SegmentMembers } from './segment-members.ts';

interface SegmentsNowOptions {
  segments: Pick<SavedSegments, 'list'>;
  membersOf: SegmentMembers;
  nowMs: () => number;
  /** An event waits so long for it, ms. Default: 3 s. */
  withinMs?: number;
}

/** Their ids fit into a text of 512 characters, whichever they are by themselves made of. */
const MOST_NOTED = 12;
const MOST_CHARACTERS = 512;

const FRESH_MS = 60_000;
const MOST_SITES = 1_000;

/**
 * Tells which of the site's first twelve saved segments a visitor is in, as they were evaluated within the last minute: ids with spaces
 * between. '' where it is in none, the store is away, or they are not evaluated in time; they are for the next who asks.
 */
export const createSegmentsNow = ({ segments, membersOf, nowMs, withinMs = 3_000 }: SegmentsNowOptions) => {
  const remember = createMemory<string[]>({ freshMs: FRESH_MS, most: MOST_SITES, nowMs });

  const told = async (site: Site, visitorId: string): Promise<string> => {
    const listed = async () => (await segments.list(site.id)).slice(0, MOST_NOTED).map(({ id }) => id);
    const { value: ids } = await remember(site.id, listed);
    let text = '';
    for (const id of ids) {
      // One that cannot be evaluated any more is no reason to forget the others.
      const members = await membersOf(site, id).catch(() => undefined);
      const longer = text === '' ? id : `${text} ${id}`;
      if (members?.has(visitorId) && longer.length <= MOST_CHARACTERS) text = longer;
    }
    return text;
  };

  return async (site: Site, visitorId: string): Promise<string> => {
    const late = new Promise<string>((resolve) => setTimeout(resolve, withinMs, '').unref());
    return Promise.race([told(site, visitorId).catch(() => ''), late]);
  };
};
