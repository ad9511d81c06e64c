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
/** Reading all events takes long with millions of them, so it is done this seldom; in between, only new arrivals are read. */
const WHOLE_MS = 3_600_000;
/** Events may reach the store this long after they arrived and still be seen as new. */
const LATE_MS = 600_000;
/** More names than this are a program's mistake (an id as a name); they would drown the rest. */
const MAX_OPEN_NAMES = 2_000;

const openMaps = catalog.flatMap(({ kind, properties }) =>
  properties.filter(({ isOpen }) => isOpen).map(({ name }) => ({ kind, map: name })),
);

/** Names seen in one kind's events. */
interface SeenNames {
  dimensions: Set<string>;
  measures: Set<string>;
}

interface Looked {
  names: Map<string, SeenNames>;
  kinds: CatalogKind[];
  /** Epoch ms of the last look at new arrivals, and at all events. */
  at: number;
  wholeAt: number;
}

const namesQuery = (siteId: string, since: number) => ({
  sql: `SELECT kind, distinctJSONPaths(dimensions) AS dimension_names, distinctJSONPaths(measures) AS measure_names
    FROM events WHERE site_id = {siteId:String} AND kind IN {kinds:Array(String)}
      AND received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') GROUP BY kind`,
  params: { siteId, since, kinds: [...new Set(openMaps.map(({ kind }) => kind))] },
});

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const openProperties = (names: ReadonlySet<string>, map: string, role: 'dimension' | 'measure'): CatalogProperty[] =>
  [...names]
    .filter((name) => name.startsWith(`${map}.`))
    .sort()
    .slice(0, MAX_OPEN_NAMES)
    .map((name) => ({
      name,
      title: name.slice(map.length + 1),
      role,
      unit: 'none',
      type: role === 'measure' ? 'number' : 'text',
      isRequired: false,
    }));

const withOwnNames = (names: ReadonlyMap<string, SeenNames>): CatalogKind[] =>
  catalog.map((declared) => {
    const seen = names.get(declared.kind);
    if (!seen) return declared;
    const own = openMaps
      .filter(({ kind }) => kind === declared.kind)
      .flatMap(({ map }) => [
        ...openProperties(seen.dimensions, map, 'dimension'),
        ...openProperties(seen.measures, map, 'measure'),
      ]);
    return { ...declared, properties: [...declared.properties, ...own] };
  });

const sharedProperties: readonly CatalogProperty[] = builtInProperties.map(({ operand: _, ...property }) => property);

/** Adds to the built-in catalog what a site named itself, looked up in the store and remembered for a few seconds. */
export const createSiteCatalogs = (store: () => Store, nowMs: () => number = Date.now): SiteCatalogs => {
  const remembered = new Map<string, Promise<Looked>>();

  const look = async (siteId: string, known: Looked | undefined): Promise<Looked> => {
    const at = nowMs();
    const goesOn = known !== undefined && at - known.wholeAt < WHOLE_MS;
    const { rows } = await store().rows(namesQuery(siteId, goesOn ? known.at - LATE_MS : 0));
    const names = new Map(goesOn ? known.names : []);
    for (const { kind, dimension_names, measure_names } of rows) {
      const before = names.get(String(kind));
      names.set(String(kind), {
        dimensions: new Set([...(before?.dimensions ?? []), ...texts(dimension_names)]),
        measures: new Set([...(before?.measures ?? []), ...texts(measure_names)]),
      });
    }
    return { names, kinds: withOwnNames(names), at, wholeAt: goesOn ? known.wholeAt : at };
  };

  /** Of those who ask at the same time, the first looks and the others wait for it. */
  const lookAgain = (siteId: string, known: Looked | undefined): Promise<Looked> => {
    const looking = look(siteId, known);
    remembered.set(siteId, looking);
    looking.catch(() => {
      if (known) remembered.set(siteId, Promise.resolve(known));
      else remembered.delete(siteId);
    });
    return looking;
  };

  return {
    of: async (siteId) => {
      const asked = remembered.get(siteId);
      const known = await asked;
      const isFresh = known !== undefined && nowMs() - known.at < FRESH_MS;
      const ongoing = remembered.get(siteId);
      const looked = isFresh ? known : await (ongoing && ongoing !== asked ? ongoing : lookAgain(siteId, known));
      return { kinds: looked.kinds, properties: sharedProperties, ageMs: nowMs() - looked.at };
    },
  };
};
