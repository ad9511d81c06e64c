import { effect, signal } from '@preact/signals';
import { api } from '../../../api/client.ts';
import { readJson } from '../../../api/problem.ts';
import { noteSite, type Site } from '../../../state/session.ts';

/** The settings that say how a site's tag records. */
export const recordingNames = [
  'recorders',
  'isCookieless',
  'isQueuePersistent',
  'isQueryCounted',
  'isHashCounted',
  'features',
  'inspectionFrom',
  'checkoutSteps',
  'ignoredSelectors',
  'maskedSelectors',
  'textSelectors',
  'scrubbedParameters',
  'searchParameters',
  'cookieDomain',
  'linkedDomains',
] as const satisfies readonly (keyof Site)[];

/** How a site's tag records. */
export type Recording = Pick<Site, (typeof recordingNames)[number]>;

/** One behaviour that the tag can watch. */
export type RecorderName = Recording['recorders'][number];

/** What was changed and not saved yet, by site. It outlives the panel: who looks elsewhere finds it again. */
const unsaved = signal<Readonly<Record<string, Partial<Recording>>>>({});

const textOf = (name: string, value: unknown) =>
  JSON.stringify(name === 'recorders' && Array.isArray(value) ? value.toSorted() : value);

/** The settings of `changed` that differ from the site's. */
const differing = (site: Recording, changed: Partial<Recording>): Partial<Recording> =>
  Object.fromEntries(
    recordingNames
      .filter((name) => changed[name] !== undefined && textOf(name, changed[name]) !== textOf(name, site[name]))
      .map((name) => [name, changed[name]]),
  );

/** What was changed and not saved yet. */
export const changesOf = (site: Site): Partial<Recording> => differing(site, unsaved.value[site.id] ?? {});

/** True when every setting is as in `other`. */
export const isSameRecording = (recording: Recording, other: Recording): boolean =>
  Object.keys(differing(recording, other)).length === 0;

/** The settings as they shall be: the site's, with what was changed. */
export const recordingOf = (site: Site): Recording => ({ ...site, ...changesOf(site) });

/** Changes some settings of a site, without saving them. */
export const changeRecording = (site: Site, part: Partial<Recording>): void => {
  unsaved.value = { ...unsaved.value, [site.id]: differing(site, { ...changesOf(site), ...part }) };
};

/** Forgets what was changed. */
export const discardChanges = (site: Site): void => {
  unsaved.value = { ...unsaved.value, [site.id]: {} };
};

/**
 * Saves what was changed, and nothing else: what somebody else changes at the same time stays.
 * @throws ApiProblem
 */
export const saveRecording = async (site: Site): Promise<void> => {
  const json = changesOf(site);
  const saved = await readJson(api.sites[':site'].$patch({ param: { site: site.id }, json }));
  // What was changed while it was on its way is not saved yet.
  unsaved.value = { ...unsaved.value, [site.id]: differing({ ...site, ...json }, unsaved.value[site.id] ?? {}) };
  noteSite(saved);
};

/** The settings that a new site starts with. @throws ApiProblem */
export const fetchDefaults = (): Promise<Recording> => readJson(api['site-defaults'].$get());

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();

effect(() => {
  const isUnsaved = Object.values(unsaved.value).some((changes) => Object.keys(changes).length > 0);
  (isUnsaved ? addEventListener : removeEventListener)('beforeunload', askBeforeLeaving);
});
