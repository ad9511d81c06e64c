import { z } from 'zod';
import type { Filter } from './filter/definition.ts';
import type { Question } from './question.ts';
import type { BreakdownDefinitionInput } from './questions/breakdown/definition.ts';
import type { BreakdownResult } from './questions/breakdown/result.ts';
import type { Range } from './time/range.ts';

/** Each value is a question of its own: so many take long enough. */
const MAX_VALUES = 10;

/** A breakdown of a question that is asked again of each value. */
export const partsSchema = z
  .strictObject({
    property: z
      .string()
      .min(1)
      .max(300)
      .describe('A dimension that all events of the question have, such as "device" or "country".'),
    limit: z
      .int()
      .min(1)
      .max(MAX_VALUES)
      .default(5)
      .describe('So many of the values with most visitors are told one by one, all others together as "other".'),
  })
  .meta({
    id: 'Parts',
    description:
      'The whole question again, without its list of people, of the events with each value. Events belong to one value each; visitors, sessions and orders need not, and are told with each value that they have.',
  });

/** What a definition must have. */
interface Divisible {
  range: Range;
  filters: Filter[];
  breakdown?: z.output<typeof partsSchema> | undefined;
}

/** A result for each value of a dimension. */
export interface Parts<Result> {
  property: string;
  /** In the order of their visitors, the most first. */
  rows: {
    /** '' where the events have none. */
    value: string;
    result: Result;
  }[];
  /** Of the events that have none of these values. */
  other: Result;
  /** Different values in the range. */
  values: number;
}

/** A result, and the same of each value; null where no breakdown is asked for. */
export type BrokenDown<Result> = Result & { breakdown: Parts<Result & { breakdown: null }> | null };

/** How a definition is divided: which values there are is asked first. */
export interface Division<Definition> {
  property: string;
  values: BreakdownDefinitionInput;
  /** The definition of the events that pass this filter, too. */
  of(filter: Filter): Definition;
}

interface Divided<Definition> {
  /** Those whose visitors say which values are told one by one. */
  events(definition: Definition): BreakdownDefinitionInput['events'];
  /** Keys of the definition that are asked of the whole only: lists of people, above all. */
  ofWhole: readonly (keyof Definition)[];
}

const without = <Definition extends object>(definition: Definition, keys: readonly PropertyKey[]): Definition => ({
  ...definition,
  ...Object.fromEntries(keys.map((key) => [key, undefined])),
});

/** Gives a question a breakdown: the same definition is asked again of the events with each value. */
export const brokenDown = <Kind extends string, Definition extends Divisible, Result extends object>(
  question: Question<Kind, Definition, Result>,
  { events, ofWhole }: Divided<Definition>,
): Question<Kind, Definition, BrokenDown<Result>> => ({
  ...question,
  decode: (answer, definition, context) => ({ ...question.decode(answer, definition, context), breakdown: null }),
  ...(question.comparedDefinition && {
    comparedDefinition: (definition, context) =>
      question.comparedDefinition?.(without(definition, ['breakdown']), context) ?? null,
  }),
  divide: (definition) => {
    const { breakdown, range, filters } = definition;
    if (!breakdown) return null;
    const { property, limit } = breakdown;
    const part = without(definition, ['breakdown', ...ofWhole]);
    return {
      property,
      values: {
        range,
        events: events(definition),
        property,
        filters,
        sort: { by: 'visitors', direction: 'descending' },
        limit,
      },
      of: (filter) => ({ ...part, filters: [...filters, filter] }),
    };
  },
});

/** The parts of a divided question: which values there are, then each and the others. `again` asks a question like this one. */
export const askParts = async <Definition extends object>(
  kind: string,
  { property, values, of }: Division<Definition>,
  again: (kind: string, definition: object) => Promise<object>,
): Promise<Parts<object>> => {
  const told = (await again('breakdown', values)) as BreakdownResult;
  const known = told.rows.map(({ value }) => value);
  const rows: Parts<object>['rows'] = [];
  // One after the other: a question holds its share of the engine, however many parts it has.
  for (const value of known)
    rows.push({ value, result: await again(kind, of({ property, operator: 'is', values: [value] })) });
  const rest: Filter = known.length > 0 ? { property, operator: 'is_not', values: known } : { all: [] };
  return { property, rows, other: await again(kind, of(rest)), values: told.values };
};
