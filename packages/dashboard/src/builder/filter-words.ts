import type { Filter, PropertyFilter } from '@telltale/query';
import { formats, words } from '../locales/index.ts';
import { propertyName, valueName } from '../state/names.ts';

/** True for the conditions on one property: those the dashboard edits. The others are shown as they stand. */
export const isPropertyFilter = (filter: Filter): filter is PropertyFilter => 'property' in filter;

/** A filter as a sentence: "Channel is Email or Social". */
export const describeFilter = (filter: Filter, kind?: string): string => {
  if (!isPropertyFilter(filter)) return JSON.stringify(filter);
  const { property, operator, values = [], currency } = filter;
  const shown = formats.value.either(values.map((value) => `\u2068${valueName(property, String(value))}\u2069`));
  return [propertyName(property, kind), words.value.operators[operator], shown, currency].filter(Boolean).join(' ');
};
