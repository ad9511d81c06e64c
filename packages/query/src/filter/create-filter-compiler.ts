import { type QuestionContext, QuestionError } from '../question.ts';
import type { FilterCompiler } from './compiler.ts';
import { compileEvent } from './event.ts';
import { compileFilter } from './filter.ts';
import { compileVisitor } from './visitor.ts';

/** Deeper nesting is a mistake or an attack: each level is a query inside a query. */
const MAX_DEPTH = 16;

/** Puts the parts of the filter language together for one question. */
export const createFilterCompiler = (context: QuestionContext): FilterCompiler => {
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
  const compiler: FilterCompiler = {
    context,
    event: (reference, path) => nested(path, () => compileEvent(reference, path, compiler)),
    filter: (filter, place) => nested(place.path, () => compileFilter(filter, place, compiler)),
    visitor: (condition, path) => nested(path, () => compileVisitor(condition, path, compiler)),
  };
  return compiler;
};
