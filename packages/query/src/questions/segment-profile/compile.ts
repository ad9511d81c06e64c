import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { bind, join, render, sql } from '../../sql/fragment.ts';
import { resolveRange } from '../../time/range.ts';
import type { SegmentProfileDefinition } from './definition.ts';

/** Rarer values tell nothing of a segment, and a page has room for few. */
const MAX_VALUES = 200;

/** Which property a row is about: every bit is set but the property's, the first one's bit the highest; all of them for everybody. */
export const markOf = (properties: readonly string[], index: number): number =>
  2 ** properties.length - 1 - (index < 0 ? 0 : 2 ** (properties.length - 1 - index));

/** Compiles the profile of a segment: of everybody, and of each value, how many members and how many others have it. */
export const compileSegmentProfile = (
  { condition, population, properties }: SegmentProfileDefinition,
  context: QuestionContext,
): CompiledQuery => {
  const compiler = createFilterCompiler(context);
  const isMember = compiler.visitor(condition, 'condition');
  const during = population && resolveRange(population, context, 'population');
  const columns = properties.map((property, index) => {
    const place = { kinds: [ANY_KIND], catalog: context.catalog, path: `properties.${index}` };
    return sql`toString(${resolveDimension(property, place)})`;
  });
  const listed = join(columns, sql`, `);
  const sets = join(
    [...columns, sql``].map((column) => sql`(${column})`),
    sql`, `,
  );
  // What is not grouped by is '' and so is the rest of the value.
  const counted = sql`SELECT toUInt32(grouping(${listed})) AS mark, concat(${listed}) AS value,
    uniqExactIf(visitor_id, is_member) AS members, uniqExactIf(visitor_id, NOT is_member) AS others
  FROM (SELECT *, materialize(${isMember}) AS is_member FROM ${compiler.events({ during, where: sql`1` })})
  GROUP BY GROUPING SETS (${sets})`;
  return {
    ...render(sql`SELECT mark, value, members, others FROM (${counted})
WHERE value != '' OR mark = ${bind('UInt32', markOf(properties, -1))}
ORDER BY members + others DESC, value LIMIT ${bind('UInt32', MAX_VALUES)} BY mark`),
    answer: 'rows',
  };
};
