import { computed, signal } from '@preact/signals';
import type { Filter } from '@telltale/query';
import { api } from '../api/client.ts';
import { readJson } from '../api/problem.ts';
import { site } from './site.ts';

const route = api.sites[':site'].experiments;

const fetchStarted = async (siteId: string) =>
  (await readJson(route.$get({ param: { site: siteId } }))).experiments
    .filter(({ state }) => state !== 'draft')
    .map(({ id, name, variants }) => ({ id, name, variantIds: variants.map((variant) => variant.id) }));

/** An experiment that visitors may have seen, with its variants. */
export type StartedExperiment = Awaited<ReturnType<typeof fetchStarted>>[number];

const loaded = signal<{ siteId: string; experiments: readonly StartedExperiment[] } | undefined>(undefined);

const siteId = computed(() => site.value?.id ?? '');

/** The site's experiments that have started; none until they were loaded. */
export const startedExperiments = computed(() =>
  loaded.value?.siteId === siteId.value ? loaded.value.experiments : [],
);

/** Reads the site's experiments. Where they cannot be had, none can be chosen. */
export const loadStartedExperiments = async (): Promise<void> => {
  const asked = siteId.value;
  const experiments = await fetchStarted(asked).catch(() => []);
  loaded.value = { siteId: asked, experiments };
};

/** Names a variant in one text: an experiment's id has no colon. */
export const variantName = (experiment: string, variant: string): string => `${experiment}:${variant}`;

/** What such a text names; undefined where it names none. */
export const namedVariant = (name: string): { experiment: string; variant: string } | undefined => {
  const [experiment, variant, ...rest] = name.split(':');
  return experiment && variant && rest.length === 0 ? { experiment, variant } : undefined;
};

/** Who saw a variant: a browser tells the exposure once, and shows the variant from then on. */
export const sawVariant = (name: string): Filter[] => {
  const named = namedVariant(name);
  if (!named) return [];
  const is = (property: string, value: string) => ({ property, operator: 'is' as const, values: [value] });
  const filters = [is('experiment', named.experiment), is('variant', named.variant)];
  return [{ visitor: { did: { kind: 'exposure', filters } } }];
};
