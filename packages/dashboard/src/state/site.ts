import { computed, signal } from '@preact/signals';
import { address } from './address.ts';
import { isoDayAt } from './iso-day.ts';
import { comparedRange, resolveRange } from './range.ts';
import { type Site, sitesState } from './session.ts';

interface SharedSite extends Pick<Site, 'name' | 'timeZone'> {
  /** Whose database its countries are from. */
  placeSource: { attribution: string; attributionUrl: string };
}

/** What is told of its site with a shared board; undefined in the dashboard itself. */
export const sharedSite = signal<SharedSite | undefined>(undefined);

/** The sites the reader may see. */
export const sites = computed<readonly Site[]>(() =>
  sitesState.value.status === 'ready' ? sitesState.value.sites : [],
);

/** The site the address names, the first one when it names none; undefined when there is no such site. */
export const site = computed(() =>
  address.value.site === '' ? sites.value[0] : sites.value.find(({ id }) => id === address.value.site),
);

/** The site that is shown, or of which somebody shared a board. */
export const shownSite = computed(() => sharedSite.value ?? site.value);

const now = signal(Date.now());

// A dashboard left open over midnight goes on to the next day.
setInterval(() => {
  now.value = Date.now();
}, 60_000);

/** The calendar day now, in the time zone of the site that is shown. */
export const today = computed(() => isoDayAt(now.value, shownSite.value?.timeZone ?? 'UTC'));

/** The days asked about. */
export const chosenRange = computed(() => resolveRange(address.value.range, today.value));

/** The days compared with; undefined when nothing is compared. */
export const chosenComparison = computed(() => comparedRange(chosenRange.value, address.value.comparison));
