import { Refusal } from '../../lib/refusal.ts';
import { booleanNames, lineNames, numberNames } from '../event-fields.ts';
import { asBoolean, asNumber, nestProperties } from '../flat-properties.ts';
import { withoutGuard } from '../formula-guard.ts';

const PROPERTY = 'properties.';

const separators = [',', ';', '\t', '|'] as const;

/** The separator of a file's cells, by its first line: the one that stands there most often outside quotes; a comma when none does. */
export const separatorOf = (firstLine: string): string => {
  const outside = firstLine.replace(/"[^"]*"/g, '');
  const counts = separators.map((separator) => ({ separator, count: outside.split(separator).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
};

const refuse = (code: string, message: string, path = '') =>
  new Refusal(400, code, message, { path, known: [...lineNames, `${PROPERTY}…`] });

const isKnown = (name: string) =>
  lineNames.includes(name) || (name.startsWith(PROPERTY) && name.length > PROPERTY.length);

/**
 * Reads the first row of a file: the names of its columns.
 * @throws Refusal that names the column that is not known, is there twice, or is missing.
 */
export const readColumns = (cells: readonly string[]): string[] => {
  const names = cells.map((cell) => cell.trim());
  for (const [index, name] of names.entries()) {
    if (!isKnown(name))
      throw refuse(
        'unknown_column',
        `Column ${index + 1} of the first row is named ${JSON.stringify(name.slice(0, 80))}: rename it to a field of events, to "properties.…", or take it out.`,
        name.slice(0, 80),
      );
    if (names.indexOf(name) !== index)
      throw refuse(
        'repeated_column',
        `The first row names ${JSON.stringify(name.slice(0, 80))} twice.`,
        name.slice(0, 80),
      );
  }
  for (const needed of ['kind', 'at'])
    if (!names.includes(needed))
      throw refuse('missing_column', `The first row must name the columns, and "${needed}" is not among them.`, needed);
  return names;
};

const typedCell = (name: string, cell: string): unknown => {
  if (name === 'at' || numberNames.has(name)) return asNumber(cell);
  return booleanNames.has(name) ? asBoolean(cell) : cell;
};

/** Puts a row's cells together to an event as a line of NDJSON would say it; empty cells are left out. */
export const candidateOf = (columns: readonly string[], cells: readonly string[]): Record<string, unknown> => {
  const own: [string, unknown][] = [];
  const properties: [string, string][] = [];
  for (const [index, name] of columns.entries()) {
    const cell = withoutGuard(cells[index] ?? '');
    if (cell === '') continue;
    if (name.startsWith(PROPERTY)) properties.push([name.slice(PROPERTY.length), cell]);
    else own.push([name, typedCell(name, cell)]);
  }
  const candidate = Object.fromEntries(own);
  const kind = String(candidate.kind ?? '');
  return { ...candidate, properties: nestProperties(kind, properties) };
};
