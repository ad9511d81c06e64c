import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { bind, render, sql } from '../../sql/fragment.ts';
import { eventsOf, visitorsOf } from '../../sql/source.ts';
import { resolveRange } from '../../time/range.ts';
import type { SegmentDefinition } from './definition.ts';

/** Compiles a segment: every visitor of the population once, with whether the condition holds. */
export const compileSegment = (definition: SegmentDefinition, context: QuestionContext): CompiledQuery => {
  const { condition, population, members } = definition;
  const isMember = createFilterCompiler(context).visitor(condition, 'condition');
  const during = population && resolveRange(population, context, 'population');
  const visitors = visitorsOf(eventsOf({ siteId: context.siteId, during, where: sql`1` }));
  const isAfter =
    members.after === undefined ? sql`1` : sql`visitor_id > ${bind('UInt64', String(BigInt(`0x${members.after}`)))}`;
  // One more than the page, to know whether there is a next one.
  const page = sql`groupArraySortedIf(${bind('UInt32', members.limit + 1)})(visitor_id, is_member AND ${isAfter})`;
  return {
    ...render(sql`SELECT count() AS population, countIf(is_member) AS members, arrayMap(id -> leftPad(lower(hex(id)), 16, '0'), ${page}) AS page
FROM (SELECT visitor_id, ${isMember} AS is_member FROM (${visitors}))`),
    answer: 'rows',
  };
};
