import { type QuestionContext, QuestionError } from '../question.ts';
import { sql } from '../sql/fragment.ts';
import { eventsOf, membersOf } from '../sql/source.ts';
import type { Span } from '../time/range.ts';
import type { FilterCompiler } from './compiler.ts';
import { compileEvent } from './event.ts';
import { compileFilter } from './filter.ts';
import { savedCondition, savedSegment } from './saved-condition.ts';
import { compileVisitor } from './visitor.ts';

/** Deeper nesting is a mistake or an attack: each level is a query inside a query. */
const MAX_DEPTH = 16;

/** Every level may name several, and each of these several again: what is written in a line must not become a thousand queries. */
const MAX_SEGMENTS = 100;

/** Before anything that the engine's times can hold. */
const LONG_AGO = -2_208_988_800_000;

interface FilterCompilerOptions {
  /** Epoch ms: only what happened before is known, as if asked then. Default: everything is. */
  knownBefore?: number;
}

/** Puts the parts of the filter language together for one question. */
export const createFilterCompiler = (
  context: QuestionContext,
  { knownBefore }: FilterCompilerOptions = {},
): FilterCompiler => {
  let depth = 0;
  const nested = <Result>(path: string, compile: () => Result): Result => {
    if (depth >= MAX_DEPTH)
      throw new QuestionError(
        'too_deep',
        path,
        `Filters lie more than ${MAX_DEPTH} levels deep in each other: flatten them.`,
      );
    depth++;
    try {
      return compile();
    } finally {
      depth--;
    }
  };

  const known = (during: Span | undefined): Span | undefined => {
    if (knownBefore === undefined) return during;
    return { startAt: during?.startAt ?? LONG_AGO, endAt: Math.min(during?.endAt ?? knownBefore, knownBefore) };
  };

  /** The ids of the segments that are being compiled, from the one that the question names inwards. */
  const within: string[] = [];
  /** The places where one is named: a question's filter is compiled for each of its events, and names it once. */
  const named = new Set<string>();
  const compileSegment = (id: string, path: string) => {
    const saved = savedSegment(id, { path, within, segments: context.segments ?? [] });
    named.add(path);
    if (named.size > MAX_SEGMENTS)
      throw new QuestionError(
        'too_many_segments',
        path,
        `Together with the segments named in segments, more than ${MAX_SEGMENTS} are named: name fewer.`,
      );
    if (saved.snapshot) return sql`visitor_id GLOBAL IN (${membersOf(context.siteId, id, saved.snapshot)})`;
    within.push(id);
    try {
      return compiler.visitor(savedCondition(saved, path), path);
    } finally {
      within.pop();
    }
  };

  const compiler: FilterCompiler = {
    context,
    events: ({ during, ...source }) => eventsOf({ siteId: context.siteId, during: known(during), ...source }),
    event: (reference, path) => nested(path, () => compileEvent(reference, path, compiler)),
    filter: (filter, place) => nested(place.path, () => compileFilter(filter, place, compiler)),
    visitor: (condition, path) => nested(path, () => compileVisitor(condition, path, compiler)),
    segment: compileSegment,
  };
  return compiler;
};
