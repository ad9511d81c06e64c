import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { SavedSegments } from './saved-segments.ts';

interface SegmentCheck {
  segments: Pick<SavedSegments, 'list'>;
  site: Site;
  /** Where it is named, such as `audience.segment`. */
  path: string;
}

/** Refuses the id of a saved segment that the site does not have; of none nothing is asked. @throws Refusal `unknown_segment`, StoreError */
export const checkSegment = async (
  segment: string | null | undefined,
  { segments, site, path }: SegmentCheck,
): Promise<void> => {
  if (segment === null || segment === undefined) return;
  const known = await segments.list(site.id);
  if (!known.some((one) => one.id === segment))
    throw new Refusal(400, 'unknown_segment', `This site has no saved segment "${segment.slice(0, 60)}".`, {
      path,
      known: known.map((one) => one.id),
    });
};
