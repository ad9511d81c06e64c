import { computed, effect, signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { readJson } from '../api/problem.ts';
import { site } from './site.ts';

const fetchCatalog = (siteId: string) => readJson(api.sites[':site'].catalog.$get({ param: { site: siteId } }));

type Catalog = Awaited<ReturnType<typeof fetchCatalog>>;

/** A property that questions may name. */
export type CatalogProperty = Catalog['properties'][number];

const catalog = signal<Catalog | undefined>(undefined);

/** True once the catalog is there, or cannot be had: until then names and types are not known. */
export const isCatalogSettled = signal(false);

const siteId = computed(() => site.value?.id);

effect(() => {
  const asked = siteId.value;
  catalog.value = undefined;
  isCatalogSettled.value = false;
  if (asked === undefined) return;
  fetchCatalog(asked)
    .then((answer) => {
      if (siteId.value === asked) catalog.value = answer;
    })
    // Without a catalog the dashboard shows schema names; the questions themselves say what is wrong.
    .catch(() => {})
    .finally(() => {
      if (siteId.value === asked) isCatalogSettled.value = true;
    });
});

/** Notes what a shared board names: without an account, nobody asks for more. */
export const noteCatalog = (known: Omit<Catalog, 'ageMs'>): void => {
  catalog.value = { ...known, ageMs: 0 };
  isCatalogSettled.value = true;
};

/** Every event kind that questions about the site may name. */
export const kinds = computed(() => catalog.value?.kinds ?? []);

/** The properties that every event has. */
export const commonProperties = computed(() => catalog.value?.properties ?? []);
