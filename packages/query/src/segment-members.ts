import { createFilterCompiler } from './filter/create-filter-compiler.ts';
import { visitorConditionSchema } from './filter/definition.ts';
import type { CompiledQuery, QuestionContext, Row } from './question.ts';
import { readDefinition } from './read-definition.ts';
import { bind, render, sql } from './sql/fragment.ts';
import { eventsOf, visitorsOf } from './sql/source.ts';

interface MembersAsked {
  /** A condition on visitors, as it was written. */
  condition: unknown;
  /** At most so many are answered, whichever they are. */
  limit: number;
}

/** Compiles who is in a segment now: a row for each, for `decodeSegmentMembers`. @throws QuestionError */
export const compileSegmentMembers = ({ condition, limit }: MembersAsked, context: QuestionContext): CompiledQuery => {
  const isMember = createFilterCompiler(context).visitor(
    readDefinition(visitorConditionSchema, condition),
    'condition',
  );
  const visitors = visitorsOf(eventsOf({ siteId: context.siteId, where: sql`1` }));
  return {
    ...render(
      sql`SELECT toString(visitor_id) AS visitor FROM (${visitors}) WHERE ${isMember} LIMIT ${bind('UInt32', limit)}`,
    ),
    answer: 'rows',
  };
};

/** Reads who is in a segment: decimal ids. */
export const decodeSegmentMembers = (rows: readonly Row[]): string[] => rows.map(({ visitor }) => String(visitor));
