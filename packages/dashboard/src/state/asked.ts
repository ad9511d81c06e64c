import { computed } from '@preact/signals';
import type { OperatorName, PropertyFilter } from '@telltale/query';
import { typedValues } from '../builder/filter-values.ts';
import { filterableProperty } from '../builder/property-choices.ts';
import { address } from './address.ts';

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
