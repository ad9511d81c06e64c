import type { CatalogKind } from '@telltale/protocol';
import { and, bind, type Fragment, or, sql } from '../sql/fragment.ts';
import { rowsAsValue } from '../sql/rows-as-value.ts';
import type { FilterCompiler } from './compiler.ts';
import type { EventReference, Filter } from './definition.ts';
import { ANY_KIND, kindsNamed } from './kind.ts';
import { resolveProperty } from './property.ts';

/**
 * Of all events that tell the same (the same order from browser and server, from a thank-you page opened again, on another
 * device), the first one of the site counts, by time, then order of emission. One that a browser told comes before one that
 * only the site's server told, which has no session: the browser's knows the visitor. `received_at` tells apart a copy of the
 * very event that was sent again long after.
 *
 * Those that do not count are looked for: mostly there are none, where to sort all orders and to find each among them takes as long as
 * half of a funnel. As one value they are looked for once, however often a question means the kind: each time it took as long to plan
 * as a whole small question.
 */
const isFirstOfItsValue = (kind: CatalogKind, countsOnceBy: string, compiler: FilterCompiler): Fragment => {
  const { catalog } = compiler.context;
  const value = resolveProperty(countsOnceBy, { kinds: [kind.kind], catalog, path: 'catalog' }).sql;
  const told = compiler.events({ where: sql`kind = ${bind('String', kind.kind)}` });
  const repeated = sql`SELECT ${value} FROM ${told} GROUP BY ${value} HAVING count() > 1`;
  const further = sql`SELECT visitor_id, event_id, received_at FROM ${told} AND ${value} GLOBAL IN (${repeated}) ORDER BY session_id = 0, time, seq, event_id, visitor_id, received_at LIMIT 1, ${ALL} BY ${value}`;
  return sql`(visitor_id, event_id, received_at) GLOBAL NOT IN (SELECT arrayJoin(${rowsAsValue(further, [sql`visitor_id`, sql`event_id`, sql`received_at`])}))`;
};

/** As many as there are. */
const ALL = sql`18446744073709551615`;

/** Names the objects when a filter asks for exact ones: then the events asked for are one contiguous range. */
const objectsOf = (filters: readonly Filter[], kind: CatalogKind): Fragment[] =>
  filters.flatMap((filter) =>
    'property' in filter && filter.property === kind.object && filter.operator === 'is' && filter.values
      ? [sql`object IN ${bind('Array(String)', filter.values.map(String))}`]
      : [],
  );

/**
 * A plain condition that every event meant by any of the references fulfils, and that the primary key can use. It stands
 * where events are read, so that what exactly is meant needs to be said, and computed, only once.
 */
export const narrowedTo = (references: readonly EventReference[], catalog: readonly CatalogKind[]): Fragment => {
  const ranges = references.map(({ kind, filters = [] }) => {
    const entry = catalog.find((candidate) => candidate.kind === kind);
    return entry ? and([sql`kind = ${bind('String', kind)}`, ...objectsOf(filters, entry)]) : sql`1`;
  });
  const distinct = new Map(ranges.map((range) => [JSON.stringify(range.parts), range]));
  return or([...distinct.values()]);
};

/** The condition that a row is an event which the reference means. */
export const compileEvent = (
  { kind, filters = [] }: EventReference,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const kinds = kindsNamed(kind, compiler.context.catalog, `${path}.kind`);
  const passed = filters.map((filter, index) =>
    compiler.filter(filter, { kinds: [kind], path: `${path}.filters.${index}` }),
  );
  const once = kinds.flatMap((entry) => {
    if (entry.countsOnceBy === undefined) return [];
    const isFirst = isFirstOfItsValue(entry, entry.countsOnceBy, compiler);
    return [kind === ANY_KIND ? or([sql`kind != ${bind('String', entry.kind)}`, isFirst]) : isFirst];
  });
  if (kind === ANY_KIND) return and([...passed, ...once]);
  return and([sql`kind = ${bind('String', kind)}`, ...passed, ...once]);
};
