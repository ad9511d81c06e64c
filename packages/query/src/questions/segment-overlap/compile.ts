import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { bind, join, render, sql } from '../../sql/fragment.ts';
import { visitorsOf } from '../../sql/source.ts';
import { resolveRange } from '../../time/range.ts';
import type { SegmentOverlapDefinition } from './definition.ts';

/** Compiles the overlap of segments: every visitor of the population once, with a bit for each segment they are in. */
export const compileSegmentOverlap = (
  { segments, population }: SegmentOverlapDefinition,
  context: QuestionContext,
): CompiledQuery => {
  const compiler = createFilterCompiler(context);
  const bits = segments.map(({ condition }, index) => {
    const isMember = compiler.visitor(condition, `segments.${index}.condition`);
    return sql`bitShiftLeft(toUInt8(${isMember}), ${bind('UInt8', index)})`;
  });
  const during = population && resolveRange(population, context, 'population');
  const visitors = visitorsOf(compiler.events({ during, where: sql`1` }));
  return {
    // Materialized, because the engine (26.7) takes a condition on an empty set for a constant in one place and not in another.
    ...render(sql`SELECT combination, count() AS visitors
FROM (SELECT materialize(${join(bits, sql` + `)}) AS combination FROM (${visitors}))
GROUP BY combination`),
    answer: 'rows',
  };
};
