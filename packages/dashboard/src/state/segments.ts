import { computed, effect, signal } from '@preact/signals';
import type { VisitorCondition } from '@telltale/query';
import { api } from '../api/client.ts';
import { accepted, readJson } from '../api/problem.ts';
import { site } from './site.ts';

const route = api.sites[':site'].segments;

const fetchSegments = async (siteId: string) => (await readJson(route.$get({ param: { site: siteId } }))).segments;

/** A segment that somebody saved. Its condition is as it was written: read it before it is edited. */
export type SavedSegment = Awaited<ReturnType<typeof fetchSegments>>[number];

const saved = signal<readonly SavedSegment[]>([]);

/** True once the saved segments are there, or cannot be had. */
export const areSegmentsSettled = signal(false);

const siteId = computed(() => site.value?.id);

const load = async (asked: string): Promise<void> => {
  try {
    const found = await fetchSegments(asked);
    if (siteId.value === asked) saved.value = found;
  } catch {
    // None can be chosen then; a question that names one says itself what is wrong.
  } finally {
    if (siteId.value === asked) areSegmentsSettled.value = true;
  }
};

effect(() => {
  const asked = siteId.value;
  saved.value = [];
  areSegmentsSettled.value = false;
  if (asked !== undefined) load(asked);
});

/** The site's saved segments, by title. */
export const savedSegments = computed(() =>
  [...saved.value].sort((one, other) => one.title.localeCompare(other.title)),
);

/** The saved segment of an id; undefined where there is none (any more). */
export const savedSegment = (id: string): SavedSegment | undefined => saved.value.find((segment) => segment.id === id);

/** Whether whoever looks may save segments of the site. */
export const maySaveSegments = computed(() => site.value?.scopes.includes('segments:write') ?? false);

interface Written {
  title: string;
  condition: VisitorCondition;
}

/** Saves a new segment. @returns its id. @throws ApiProblem when it is refused */
export const createSegment = async (written: Written): Promise<string> => {
  const asked = siteId.value ?? '';
  const made = await readJson(route.$post({ param: { site: asked }, json: written }));
  await load(asked);
  return made.id;
};

/** Changes a saved segment. @throws ApiProblem when it is refused, also because somebody else changed it since */
export const changeSegment = async (segment: SavedSegment, change: Partial<Written>): Promise<void> => {
  const asked = siteId.value ?? '';
  await readJson(
    route[':segment'].$patch({
      param: { site: asked, segment: segment.id },
      json: { ...change, version: segment.version },
    }),
  );
  await load(asked);
};

/** Removes a saved segment. @throws ApiProblem when it is refused, also because another one names it */
export const removeSegment = async (segment: SavedSegment): Promise<void> => {
  const asked = siteId.value ?? '';
  await accepted(route[':segment'].$delete({ param: { site: asked, segment: segment.id } }));
  await load(asked);
};

/** Keeps who is in a saved segment now: from then on they are its members. @throws ApiProblem when it is refused */
export const takeSnapshot = async ({ id }: SavedSegment): Promise<void> => {
  const asked = siteId.value ?? '';
  await readJson(route[':segment'].snapshot.$post({ param: { site: asked, segment: id } }));
  await load(asked);
};

/** Makes a segment live again. @throws ApiProblem when it is refused */
export const removeSnapshot = async ({ id }: SavedSegment): Promise<void> => {
  const asked = siteId.value ?? '';
  await readJson(route[':segment'].snapshot.$delete({ param: { site: asked, segment: id } }));
  await load(asked);
};
