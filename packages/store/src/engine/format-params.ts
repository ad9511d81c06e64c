import { StoreError } from '../store-error.ts';
import type { Params } from './engine.ts';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\0': '\\0',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const escapeText = (text: string) => text.replace(/[\\'\0\b\f\n\r\t]/g, (character) => escapes[character] ?? character);

/** Quotes text as an SQL string literal. */
export const quoteText = (text: string) => `'${escapeText(text)}'`;

/** Text of a value inside an array or map, where strings are quoted. */
const formatNested = (value: unknown): string => (typeof value === 'string' ? quoteText(value) : formatParam(value));

/** A value as the engine reads the text of a query parameter, before it parses it as the type the place declares. */
export const formatParam = (value: unknown): string => {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value === null) return '\\N';
  if (Array.isArray(value)) return `[${value.map((item) => (item === null ? 'NULL' : formatNested(item))).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return `{${Object.entries(value)
      .map(([key, item]) => `${quoteText(key)}:${formatNested(item)}`)
      .join(',')}}`;
  throw new StoreError(`A query parameter is ${String(value)}: text, a finite number, a list or a map is expected.`, {
    code: 'invalid_query',
  });
};

/**
 * The values that the SQL's `{name:Type}` places take.
 *
 * @throws StoreError when a place has no value: one left over from an earlier statement must never fill it
 */
export const boundParams = (sql: string, params: Params): Params => {
  const names = new Set(Array.from(sql.matchAll(/\{\s*([A-Za-z_]\w*)\s*:/g), ([, name = '']) => name));
  return Object.fromEntries(
    [...names].map((name) => {
      const value = Object.hasOwn(params, name) ? params[name] : undefined;
      if (value === undefined)
        throw new StoreError(`The query has a place {${name}:…} but no value for it was given.`, {
          code: 'invalid_query',
        });
      return [name, value];
    }),
  );
};
