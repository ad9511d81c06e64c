import { address, go } from './address.ts';

/** Narrows the panel to one value of a property; another condition on the property gives way. An empty value means "has none". */
export const narrowTo = (property: string, value: string): void =>
  go({
    filters: [
      ...address.value.filters.filter((filter) => filter.property !== property),
      value ? { property, operator: 'is', values: [value] } : { property, operator: 'is_not_set', values: [] },
    ],
  });
