/** Types of bound values that the questions use. */
export type SqlType =
  | 'String'
  | 'Array(String)'
  | 'Identifier'
  | 'UInt8'
  | 'UInt32'
  | 'UInt64'
  | 'Int64'
  | 'Array(Int64)'
  | 'Float64'
  | 'Array(Float64)'
  | 'Decimal(18, 4)';

interface Bound {
  type: SqlType;
  value: unknown;
}

/** A piece of SQL whose values are still values. Pieces are put together; only `render` turns them into text. */
export interface Fragment {
  readonly parts: readonly (string | Bound)[];
}

/**
 * Writes a piece of SQL: sql`path IN ${bind('Array(String)', paths)}`. Only fragments can be inserted, so text that
 * someone sent can never become SQL.
 */
export const sql = (texts: TemplateStringsArray, ...inserted: readonly Fragment[]): Fragment => ({
  parts: texts.flatMap((text, index) => [text, ...(inserted[index]?.parts ?? [])]),
});

/** A value in its place. */
export const bind = (type: SqlType, value: unknown): Fragment => ({ parts: [{ type, value }] });

/** Puts a separator between pieces. */
export const join = (fragments: readonly Fragment[], separator: Fragment): Fragment => ({
  parts: fragments.flatMap((fragment, index) =>
    index === 0 ? fragment.parts : [...separator.parts, ...fragment.parts],
  ),
});

const combine = (conditions: readonly Fragment[], separator: Fragment, ofNone: Fragment): Fragment => {
  const [first, ...others] = conditions;
  if (!first) return ofNone;
  return others.length === 0 ? first : sql`(${join(conditions, separator)})`;
};

/** True when every piece is; true when there is none. A piece that combines others stands in parentheses itself. */
export const and = (conditions: readonly Fragment[]): Fragment => combine(conditions, sql` AND `, sql`1`);

/** True when any piece is; false when there is none. */
export const or = (conditions: readonly Fragment[]): Fragment => combine(conditions, sql` OR `, sql`0`);

/** The SQL with one named place per distinct value, and the values by name. */
export const render = (fragment: Fragment): { sql: string; params: Record<string, unknown> } => {
  const names = new Map<string, string>();
  const params: Record<string, unknown> = {};
  const text = fragment.parts.map((part) => {
    if (typeof part === 'string') return part;
    const identity = `${part.type} ${JSON.stringify(part.value)}`;
    const name = names.get(identity) ?? `p${names.size}`;
    names.set(identity, name);
    params[name] = part.value;
    return `{${name}:${part.type}}`;
  });
  return { sql: text.join(''), params };
};
