import { type CatalogKind, type CatalogProperty, catalog } from '@telltale/protocol';
import { builtInProperties } from '@telltale/query';
import type { Store } from '@telltale/store';

/** What may be named in a site's questions. */
export interface SiteCatalog {
  /** Every kind with its properties; names that the site chose itself stand as `props.plan`. */
  kinds: readonly CatalogKind[];
  /** Properties that every event has. */
  properties: readonly CatalogProperty[];
  /** How long ago the site's own names were looked up, in ms. */
  ageMs: number;
}

/** The catalogs of all sites. */
export interface SiteCatalogs {
  /** @throws StoreError */
  of(siteId: string): Promise<SiteCatalog>;
}

/** A name used for the first time can be asked for after this long. */
const FRESH_MS = 5_000;
/** More names than this are a program's mistake (an id as a name); they would drown the rest. */
const MAX_OPEN_NAMES = 2_000;

const openMaps = catalog.flatMap(({ kind, properties }) =>
  properties.filter(({ isOpen }) => isOpen).map(({ name }) => ({ kind, map: name })),
);

const openNames = (siteId: string) => ({
  sql: `SELECT kind, arraySort(distinctJSONPaths(dimensions)) AS dimension_names, arraySort(distinctJSONPaths(measures)) AS measure_names
    FROM events WHERE site_id = {siteId:String} AND kind IN {kinds:Array(String)} GROUP BY kind`,
  params: { siteId, kinds: [...new Set(openMaps.map(({ kind }) => kind))] },
});

const openProperties = (names: unknown, map: string, isMeasure: boolean): CatalogProperty[] =>
  (Array.isArray(names) ? names.map(String) : [])
    .filter((name) => name.startsWith(`${map}.`))
    .slice(0, MAX_OPEN_NAMES)
    .map((name) => ({
      name,
      title: name.slice(map.length + 1),
      role: isMeasure ? 'measure' : 'dimension',
      unit: 'none',
      type: isMeasure ? 'number' : 'text',
      isRequired: false,
    }));

const sharedProperties: readonly CatalogProperty[] = builtInProperties.map(({ operand: _, ...property }) => property);

/** Adds to the built-in catalog what a site named itself, looked up in the store and remembered for a few seconds. */
export const createSiteCatalogs = (store: () => Store, nowMs: () => number = Date.now): SiteCatalogs => {
  const remembered = new Map<string, { kinds: Promise<CatalogKind[]>; at: number }>();

  const lookUp = async (siteId: string): Promise<CatalogKind[]> => {
    const { rows } = await store().rows(openNames(siteId));
    const byKind = new Map(rows.map((row) => [String(row.kind), row]));
    return catalog.map((declared) => {
      const row = byKind.get(declared.kind);
      const own = openMaps
        .filter(({ kind }) => row && kind === declared.kind)
        .flatMap(({ map }) => [
          ...openProperties(row?.dimension_names, map, false),
          ...openProperties(row?.measure_names, map, true),
        ]);
      return { ...declared, properties: [...declared.properties, ...own] };
    });
  };

  return {
    of: async (siteId) => {
      const now = nowMs();
      const known = remembered.get(siteId);
      const entry = known && now - known.at < FRESH_MS ? known : { kinds: lookUp(siteId), at: now };
      remembered.set(siteId, entry);
      try {
        return { kinds: await entry.kinds, properties: sharedProperties, ageMs: now - entry.at };
      } catch (error) {
        remembered.delete(siteId);
        throw error;
      }
    },
  };
};
