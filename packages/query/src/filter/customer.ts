import type { CatalogKind } from '@telltale/protocol';
import type { Fragment } from '../sql/fragment.ts';
import { ANY_KIND } from './kind.ts';
import { resolveProperty } from './property.ts';

const CUSTOMER = 'customerId';

/** The customer who did an event of one of the kinds; '' where none was known. The event that tells the customer is theirs. */
export const resolveCustomer = (kinds: readonly string[], catalog: readonly CatalogKind[]): Fragment => {
  const tellers = catalog.filter(({ properties }) => properties.some(({ name }) => name === CUSTOMER));
  const named = tellers.map(({ kind }) => kind).filter((kind) => kinds.includes(kind) || kinds.includes(ANY_KIND));
  return resolveProperty(CUSTOMER, { kinds: [ANY_KIND, ...named], catalog, path: 'catalog' }).sql;
};
