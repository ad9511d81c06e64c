import type { EventReference } from '@telltale/query';
import { type CatalogProperty, commonProperties, kinds } from '../state/catalog.ts';

/** Who it was: another value for everybody, of which nothing is learnt by telling them apart. */
const ofOnePerson: ReadonlySet<string> = new Set(['visitorId', 'sessionId', 'customerId']);

/** The dimensions that all of some events have: those that their kinds share, and those of every event. */
export const sharedProperties = (events: readonly EventReference[]): CatalogProperty[] => {
  const named = [...new Set(events.map(({ kind }) => kind))];
  const own = named.map((kind) => kinds.value.find((known) => known.kind === kind)?.properties ?? []);
  const [first = [], ...others] = own;
  const shared = first.filter(({ name }) =>
    others.every((properties) => properties.some((other) => other.name === name)),
  );
  return [...shared, ...commonProperties.value].filter(
    ({ role, name, type }, index, all) =>
      role === 'dimension' &&
      type !== 'map' &&
      !ofOnePerson.has(name) &&
      all.findIndex((other) => other.name === name) === index,
  );
};
