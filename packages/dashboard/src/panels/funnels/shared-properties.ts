import { type CatalogProperty, commonProperties, kinds } from '../../state/catalog.ts';
import type { FunnelDraft } from './funnel-draft.ts';

/** What every event of an attempt has anyway, or what is another for each event: nothing is learnt by holding it constant. */
const pointless: ReadonlySet<string> = new Set(['visitorId', 'sessionId', 'customerId']);

/** The dimensions that all events of a funnel have: those of every event, and those of their kinds that all of them share. */
export const sharedProperties = ({ steps, exclusions }: FunnelDraft): CatalogProperty[] => {
  const named = new Set([...steps, ...exclusions].flatMap(({ events }) => events.map(({ kind }) => kind)));
  const own = [...named].map((kind) => kinds.value.find((known) => known.kind === kind)?.properties ?? []);
  const [first = [], ...others] = own;
  const shared = first.filter(({ name }) =>
    others.every((properties) => properties.some((other) => other.name === name)),
  );
  return [...shared, ...commonProperties.value].filter(
    ({ role, name, type }, index, all) =>
      role === 'dimension' &&
      type !== 'map' &&
      !pointless.has(name) &&
      all.findIndex((other) => other.name === name) === index,
  );
};
