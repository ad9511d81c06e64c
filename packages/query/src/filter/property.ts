import type { CatalogKind, CatalogProperty } from '@telltale/protocol';
import { builtInProperties } from '../built-in-properties.ts';
import { nearestFirst, suggestion } from '../nearest.ts';
import { QuestionError } from '../question.ts';
import { bind, type Fragment, sql } from '../sql/fragment.ts';
import { ANY_KIND, kindsNamed } from './kind.ts';
import type { Operand, OperandType } from './operators.ts';

/** The suffix by which the currency of a money property is named: `value.currency`. */
const CURRENCY = '.currency';

const currencyOf = ({ name, title }: CatalogProperty): CatalogProperty => ({
  name: `${name}${CURRENCY}`,
  title: `${title}: currency`,
  role: 'dimension',
  unit: 'none',
  type: 'text',
  isRequired: false,
});

/** The properties of a kind that a question may name: its own, the site's open names, the currency of money. */
const ownProperties = ({ properties }: CatalogKind): CatalogProperty[] =>
  properties.flatMap((property) => {
    // A map is not a value; its keys stand in the catalog by their own names ("props.plan").
    if (property.type === 'map') return [];
    return property.type === 'money' ? [property, currencyOf(property)] : [property];
  });

const operandOf = (kind: CatalogKind, { name, type }: CatalogProperty): Operand => {
  if (name.endsWith(CURRENCY)) return { type: 'text', sql: sql`currency` };
  if (type === 'money') return { type, sql: sql`if(currency = '', NULL, amount)` };
  // JSON keeps whole numbers apart from fractions; the cast reads both, `.:Float64` would skip the whole ones.
  if (type === 'number') return { type, sql: sql`CAST(measures.${bind('Identifier', name)} AS Nullable(Float64))` };
  if (kind.object === name) return { type: 'text', sql: sql`object` };
  return {
    type: type === 'boolean' ? type : 'text',
    sql: sql`ifNull(dimensions.${bind('Identifier', name)}.:String, '')`,
  };
};

interface Candidate {
  name: string;
  operand: Operand;
}

const builtIns: Candidate[] = builtInProperties.map(({ name, operand }) => ({ name, operand }));

/**
 * What may be named of a kind. What the event is about is read from the column that orders the events. Where a kind has a
 * property of a built-in's name, its own is meant.
 */
const candidatesOf = (kind: CatalogKind): Candidate[] => [
  ...(kind.object === 'path' ? [{ name: 'path', operand: { type: 'text', sql: sql`object` } } as const] : []),
  ...ownProperties(kind).map((property) => ({ name: property.name, operand: operandOf(kind, property) })),
  ...builtIns,
];

export interface PropertyPlace {
  /** Kinds of which each must have the property. */
  kinds: readonly string[];
  catalog: readonly CatalogKind[];
  path: string;
  /** An open name may be text in one event and a number in another: which one is meant. Default: what is declared first. */
  prefer?: OperandType | undefined;
}

const sameSql = (a: Fragment, b: Fragment) => JSON.stringify(a.parts) === JSON.stringify(b.parts);

/** Finds a property by name in every kind it is asked of. @throws QuestionError `unknown_property`, `mixed_property` */
export const resolveProperty = (name: string, { kinds, catalog, path, prefer }: PropertyPlace): Operand => {
  const found = kinds.map((kind): { kind: string; operand: Operand } => {
    const [entry] = kindsNamed(kind, catalog, path);
    const candidates = kind === ANY_KIND || !entry ? builtIns : candidatesOf(entry);
    const named = candidates.filter((candidate) => candidate.name === name);
    const meant = named.find(({ operand }) => operand.type === prefer) ?? named[0];
    if (meant) return { kind, operand: meant.operand };
    const known = nearestFirst(name, [...new Set(candidates.map((candidate) => candidate.name))]);
    throw new QuestionError(
      'unknown_property',
      path,
      `Events of kind "${kind}" have no property "${name}". ${suggestion(known)}`,
      known,
    );
  });
  // What holds for any kind holds for the kinds that are not named.
  const [first, ...others] = found.sort((a, b) => Number(b.kind === ANY_KIND) - Number(a.kind === ANY_KIND));
  if (!first) throw new QuestionError('unknown_property', path, `No event kind is named that could have "${name}".`);
  const different = others.find(({ operand }) => operand.type !== first.operand.type);
  if (different)
    throw new QuestionError(
      'mixed_property',
      path,
      `"${name}" is ${first.operand.type} in "${first.kind}" and ${different.operand.type} in "${different.kind}": ask one of them at a time.`,
    );
  if (others.every(({ operand }) => sameSql(operand.sql, first.operand.sql))) return first.operand;
  const byKind = others.reduceRight<Fragment>(
    (rest, { kind, operand }) => sql`if(kind = ${bind('String', kind)}, ${operand.sql}, ${rest})`,
    first.operand.sql,
  );
  return { type: first.operand.type, sql: byKind };
};
