import { words } from '../locales/index.ts';
import { type CatalogProperty, commonProperties, kinds } from '../state/catalog.ts';
import { propertyName } from '../state/names.ts';
import type { ChoiceGroup } from '../ui/field.tsx';
import type { OperandType } from './operators.ts';

/** A property that a filter can name. */
export interface FilterableProperty {
  name: string;
  type: OperandType;
  /** The only values it can have, where there are few. */
  values: readonly string[];
}

const isFilterable = (property: CatalogProperty): property is CatalogProperty & { type: OperandType } =>
  property.type !== 'map';

const ownProperties = (kind: string | undefined) =>
  (kinds.value.find((known) => known.kind === kind)?.properties ?? []).filter(isFilterable);

const sharedProperties = () => commonProperties.value.filter(isFilterable);

/** The properties that a filter on events of a kind can name, under two headings; without a kind those that all events have. */
export const propertyChoices = (kind?: string): ChoiceGroup[] => {
  const groupOf = (label: string, properties: readonly CatalogProperty[]): ChoiceGroup => ({
    label,
    choices: properties.map((property) => ({ value: property.name, label: propertyName(property) })),
  });
  return [
    groupOf(words.value.eventProperties, ownProperties(kind)),
    groupOf(words.value.visitProperties, sharedProperties()),
  ].filter(({ choices }) => choices.length > 0);
};

/** A property by name; one that the catalog does not know is taken for text, and the collector will say what is known. */
export const filterableProperty = (name: string, kind?: string): FilterableProperty => {
  const found = [...ownProperties(kind), ...sharedProperties()].find((property) => property.name === name);
  return found
    ? { name, type: found.type, values: found.type === 'boolean' ? ['true', 'false'] : (found.values ?? []) }
    : { name, type: 'text', values: [] };
};
