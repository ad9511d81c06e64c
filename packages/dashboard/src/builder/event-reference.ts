import type { EventReference } from '@telltale/query';

/** True for what can be an event with its filters: an address that somebody damaged may hold anything. */
export const isEventReference = (value: unknown): value is EventReference =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  (!('filters' in value) ||
    (Array.isArray(value.filters) && value.filters.every((filter) => typeof filter === 'object')));
