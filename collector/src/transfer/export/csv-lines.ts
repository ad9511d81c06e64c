import type { ExportedKind } from '@telltale/query';
import { stringify } from 'csv-stringify/sync';
import { contextColumns, ownNames } from '../event-fields.ts';
import { moneyProperty } from '../flat-properties.ts';
import { guardFormula } from '../formula-guard.ts';
import type { EventLine } from './event-line.ts';

/** Columns that every file has, before those of properties. */
const fixedColumns: readonly string[] = [
  ...ownNames.filter((name) => name !== 'url'),
  'hostname',
  'path',
  'search',
  ...Object.keys(contextColumns),
  'isBot',
  'botReason',
  'receivedAt',
];

/** The columns of a file: one for each property that any of its events has. */
export const csvColumns = (kinds: readonly ExportedKind[]): string[] => {
  const properties = kinds.flatMap(({ kind, names, hasMoney }) => {
    const money = moneyProperty(kind)?.name ?? 'value';
    return [...names, ...(hasMoney ? [`${money}.amount`, `${money}.currency`] : [])];
  });
  return [...fixedColumns, ...[...new Set(properties)].sort().map((name) => `properties.${name}`)];
};

const flatProperties = (properties: Record<string, unknown>): [string, unknown][] =>
  Object.entries(properties).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, entry]): [string, unknown] => [`properties.${name}.${key}`, entry])
      : [[`properties.${name}`, value] as [string, unknown]],
  );

const cellOf = (value: unknown): string => {
  if (value === undefined) return '';
  // A number cannot be a formula, though it may begin with a minus.
  return typeof value === 'string' ? guardFormula(value) : String(value);
};

/** Rows of CSV (RFC 4180, lines end in CRLF); texts that a spreadsheet would take for formulas begin with an apostrophe. */
export const csvRows = (columns: readonly string[], lines: readonly EventLine[]): string =>
  stringify(
    lines.map(({ properties, ...own }) => {
      const cells = new Map([...Object.entries(own), ...flatProperties(properties)]);
      return columns.map((column) => cellOf(cells.get(column)));
    }),
    { record_delimiter: '\r\n' },
  );

/** The first row. */
export const csvHeader = (columns: readonly string[]): string =>
  stringify([[...columns]], { record_delimiter: '\r\n' });
