import type { CatalogKind } from '@telltale/protocol';
import { bind, type Fragment, sql } from '../sql/fragment.ts';
import { ANY_KIND } from './kind.ts';
import { resolveProperty } from './property.ts';

/**
 * Conditions that a row, an event of one of the kinds, fulfils when it does not only go on with one told before: its measures
 * add up, but where events are counted it is no further one. None where every event is one of its own; never NULL.
 */
export const begunConditions = (kinds: readonly string[], catalog: readonly CatalogKind[]): Fragment[] =>
  catalog.flatMap(({ kind, continuedBy }) => {
    if (continuedBy === undefined || !(kinds.includes(kind) || kinds.includes(ANY_KIND))) return [];
    const isContinued = resolveProperty(continuedBy, { kinds: [kind], catalog, path: 'catalog' }).sql;
    return [sql`NOT (kind = ${bind('String', kind)} AND ifNull(toString(${isContinued}), '') = 'true')`];
  });
