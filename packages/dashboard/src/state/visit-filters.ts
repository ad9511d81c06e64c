import type { Filter, PropertyFilter } from '@telltale/query';

// "Is not" about a visit means that none of its events is: each of these asks the opposite and negates it.
const opposites: Partial<Record<PropertyFilter['operator'], PropertyFilter['operator']>> = {
  is_not: 'is',
  does_not_contain: 'contains',
  is_not_set: 'is_set',
};

/**
 * A condition on one property as a condition on the visit. The overview's figures come from different events, and only the
 * visit has them all: a purchase's own page was reached from inside the site, whatever brought the visitor there. Every
 * visit has page views, and reading those is cheaper than reading all its events.
 */
export const visitFilter = (filter: PropertyFilter): Filter => {
  const opposite = opposites[filter.operator];
  const inVisit = (condition: PropertyFilter): Filter => ({ session: { kind: 'page_view', filters: [condition] } });
  return opposite ? { none: [inVisit({ ...filter, operator: opposite })] } : inVisit(filter);
};

// What a page is called: of several pages in a visit only those that are meant count.
const ofThePage: ReadonlySet<string> = new Set(['path', 'hostname', 'search']);

/**
 * A condition on one property for a question about pages: on the page itself where it names the page, otherwise on the visit,
 * because a page reached from inside the site does not say what brought the visitor there.
 */
export const pageFilter = (filter: PropertyFilter): Filter =>
  ofThePage.has(filter.property) ? filter : visitFilter(filter);
