import { computed } from '@preact/signals';
import type { Filter, OperatorName, PropertyFilter } from '@telltale/query';
import { typedValues } from '../builder/filter-values.ts';
import { filterableProperty } from '../builder/property-choices.ts';
import { address } from './address.ts';
import { pageFilter, visitFilter } from './visit-filters.ts';

/**
 * The filters of the address as questions take them. An operator that nobody knows is passed on: the collector refuses it
 * with a sentence, where leaving it out would show wrong figures.
 */
export const askedFilters = computed<PropertyFilter[]>(() =>
  address.value.filters.map(({ property, operator, values }) => ({
    property,
    operator: operator as OperatorName,
    ...(values.length > 0 && { values: typedValues(filterableProperty(property).type, values) }),
  })),
);

/** The segment that the address names, as a condition; none where it names none. */
const askedSegment = computed<Filter[]>(() =>
  address.value.segment ? [{ visitor: { segment: address.value.segment } }] : [],
);

/** What the filter bar says, as conditions on the visit: for questions whose figures come from different events. */
export const visitFilters = computed<Filter[]>(() => [...askedFilters.value.map(visitFilter), ...askedSegment.value]);

/** What the filter bar says, as conditions for questions about pages. */
export const pageFilters = computed<Filter[]>(() => [...askedFilters.value.map(pageFilter), ...askedSegment.value]);
