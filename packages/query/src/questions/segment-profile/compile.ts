import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { bind, join, render, sql } from '../../sql/fragment.ts';
import { resolveRange } from '../../time/range.ts';
import type { SegmentProfileDefinition } from './definition.ts';

/** Rarer values tell nothing of a segment, and a page has room for few. */
const MAX_VALUES = 200;

/** In place of a property's: the row counts everybody. */
export const EVERYBODY = 255;

/** Compiles the profile of a segment: of everybody, and of each value, how many members and how many others have it. */
export const compileSegmentProfile = (
  { condition, population, properties }: SegmentProfileDefinition,
  context: QuestionContext,
): CompiledQuery => {
  const compiler = createFilterCompiler(context);
  const isMember = compiler.visitor(condition, 'condition');
  const during = population && resolveRange(population, context, 'population');
  const events = compiler.events({ during, where: sql`1` });
  const told = properties.map((property, index) => {
    const place = { kinds: [ANY_KIND], catalog: context.catalog, path: `properties.${index}` };
    return sql`(${bind('UInt8', index)}, toString(${resolveDimension(property, place)}))`;
  });
  const values = sql`SELECT DISTINCT visitor_id, told.1 AS place, told.2 AS value
    FROM (SELECT visitor_id, arrayJoin([${join(told, sql`, `)}]) AS told FROM ${events}) WHERE value != ''`;
  const counts = sql`countIf(is_member) AS members, countIf(NOT is_member) AS others`;
  return {
    ...render(sql`SELECT ${bind('UInt8', EVERYBODY)} AS place, '' AS value, ${counts}
FROM (SELECT visitor_id, ${isMember} AS is_member FROM (SELECT DISTINCT visitor_id FROM ${events}))
UNION ALL
SELECT place, value, ${counts} FROM (SELECT place, value, ${isMember} AS is_member FROM (${values}))
GROUP BY place, value ORDER BY count() DESC, value LIMIT ${bind('UInt32', MAX_VALUES)} BY place`),
    answer: 'rows',
  };
};
