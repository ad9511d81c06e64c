import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { bind, join, render, sql } from '../../sql/fragment.ts';
import { visitorsOf } from '../../sql/source.ts';
import type { SegmentSizeDefinition } from './definition.ts';
import { momentsOf } from './moments.ts';

/** Compiles the size of a segment over time: the segment once for each moment, as if asked then. */
export const compileSegmentSize = (definition: SegmentSizeDefinition, context: QuestionContext): CompiledQuery => {
  const moments = momentsOf(definition, context).map(({ endAt }, place) => {
    // The last ms before the end: "today" is then the day that ends.
    const then = { ...context, nowMs: Math.min(context.nowMs, endAt - 1) };
    const compiler = createFilterCompiler(then, { knownBefore: endAt });
    const isMember = compiler.visitor(definition.condition, 'condition');
    return sql`
SELECT ${bind('UInt32', place)} AS place, count() AS population, countIf(is_member) AS members
FROM (SELECT visitor_id, ${isMember} AS is_member FROM (${visitorsOf(compiler.events({ where: sql`1` }))}))`;
  });
  return { ...render(join(moments, sql`\nUNION ALL`)), answer: 'rows' };
};
