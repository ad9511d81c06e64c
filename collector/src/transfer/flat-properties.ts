import { type CatalogProperty, catalog } from '@telltale/protocol';

const kinds = new Map(
  catalog.map(({ kind, properties }) => [kind, new Map(properties.map((property) => [property.name, property]))]),
);

/** What a kind declares of a property; nothing for a kind or name that is not known. */
export const declaredProperty = (kind: string, name: string): CatalogProperty | undefined => kinds.get(kind)?.get(name);

/** The kind's property that holds money, if any: a kind has one at the most. */
export const moneyProperty = (kind: string): CatalogProperty | undefined =>
  [...(kinds.get(kind)?.values() ?? [])].find(({ type }) => type === 'money');

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A number as it is written in a file; other text stays, and is refused further on. */
export const asNumber = (cell: string): string | number => (NUMBER.test(cell.trim()) ? Number(cell) : cell);

const truths = new Map([
  ['true', true],
  ['false', false],
]);

/** Yes/no as spreadsheets write it, in any case; other text stays, and is refused further on. */
export const asBoolean = (cell: string): string | boolean => truths.get(cell.trim().toLowerCase()) ?? cell;

/** A file of text has no types: of a name that the site chose, what is written exactly as a number is one: `12`, but not `007`. */
const asOpenValue = (cell: string): string | number => (String(Number(cell)) === cell ? asNumber(cell) : cell);

const typed = (cell: string, declared: CatalogProperty | undefined): unknown => {
  if (declared?.type === 'number') return asNumber(cell);
  return declared?.type === 'boolean' ? asBoolean(cell) : cell;
};

/**
 * Puts a row's cells together to the properties of an event: `value.amount` and `value.currency` become money, `props.plan` an entry
 * of the map `props`, and each value has the type that its kind declares. What is not declared stays text: it is refused by name.
 */
export const nestProperties = (kind: string, cells: Iterable<readonly [string, string]>): Record<string, unknown> => {
  const single: [string, unknown][] = [];
  const maps = new Map<string, [string, unknown][]>();
  for (const [path, cell] of cells) {
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    const declared = declaredProperty(kind, name);
    if (dot < 0) single.push([name, typed(cell, declared)]);
    else
      maps.set(name, [...(maps.get(name) ?? []), [path.slice(dot + 1), declared?.isOpen ? asOpenValue(cell) : cell]]);
  }
  // A header may name anything, `__proto__` too: entries become own properties.
  return Object.fromEntries([
    ...single,
    ...[...maps].map(([name, entries]) => [name, Object.fromEntries(entries)] as const),
  ]);
};
