import { computed } from '@preact/signals';
import { arabicKinds, arabicProperties, arabicValues, englishValues } from '../locales/given-names.ts';
import { formats, language, words } from '../locales/index.ts';
import { type CatalogProperty, commonProperties, kinds } from './catalog.ts';

const regionNames = computed(() => new Intl.DisplayNames([language.value], { type: 'region' }));
const languageNames = computed(() => new Intl.DisplayNames([language.value], { type: 'language' }));

const displayName = (names: Intl.DisplayNames, code: string): string => {
  try {
    return names.of(code) ?? code;
  } catch {
    // Not a code of that list: shown as it came.
    return code;
  }
};

const titleOf = ({ title }: { title: string }) =>
  language.value === 'ar' ? (arabicProperties[title] ?? title) : title;

/** What an event kind is called in the reader's language; its schema name when nobody named it. */
export const kindName = (kind: string): string => {
  const title = kinds.value.find((known) => known.kind === kind)?.title;
  return language.value === 'ar' ? (arabicKinds[kind] ?? title ?? kind) : (title ?? kind);
};

/** What a property is called in the reader's language; names that the site chose (`props.plan`) are shown as they are. */
export const propertyName = (property: CatalogProperty | string, kind?: string): string => {
  if (typeof property !== 'string') return titleOf(property);
  const own = kinds.value.find((known) => known.kind === kind)?.properties ?? [];
  const known = [...own, ...commonProperties.value].find(({ name }) => name === property);
  return known ? titleOf(known) : property;
};

/** What a property's value is called: the values that Telltale itself chooses, countries and languages have names. */
export const valueName = (property: string, value: string): string => {
  if (value === '') return words.value.unknownValue;
  if (property === 'country') return displayName(regionNames.value, value);
  if (property === 'language') return displayName(languageNames.value, value);
  const given = language.value === 'ar' ? arabicValues : englishValues;
  return given[property]?.[value] ?? value;
};

/** An event's own properties as names and values in the reader's language. */
export const propertyFacts = (
  kind: string,
  dimensions: Readonly<Record<string, string>>,
  measures: Readonly<Record<string, number>>,
): [name: string, value: string][] => [
  ...Object.entries(dimensions).map(([name, value]): [string, string] => [
    propertyName(name, kind),
    valueName(name, value),
  ]),
  ...Object.entries(measures).map(([name, value]): [string, string] => [
    propertyName(name, kind),
    measureText(kind, name, value),
  ]),
];

/** A measure's value with its unit. */
export const measureText = (kind: string, name: string, value: number): string => {
  const unit = kinds.value
    .find((known) => known.kind === kind)
    ?.properties.find((property) => property.name === name)?.unit;
  if (unit === 'ms') return value < 1000 ? formats.value.milliseconds(value) : formats.value.duration(value);
  if (unit === 'ratio') return formats.value.percent(value);
  return formats.value.number(value);
};
