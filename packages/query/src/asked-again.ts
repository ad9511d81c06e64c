import type { Question, QuestionContext } from './question.ts';
import { type ComparisonRange, resolveComparison } from './time/comparison.ts';
import type { Range } from './time/range.ts';

/** What a definition must have. */
interface Comparable {
  range: Range;
  comparison?: ComparisonRange | undefined;
}

/** A result, and the same of the comparison range. */
export type Compared<Result> = Result & {
  /** Without lists of people; null where no comparison is asked for. */
  comparison: Result | null;
};

/**
 * Gives a question that knows one range a comparison: the same definition is asked again of the other range. `ofFirst` are the keys of the
 * definition that are asked of the first range only: lists of people, above all.
 */
export const askedAgain = <Kind extends string, Definition extends Comparable, Result extends object>(
  question: Question<Kind, Definition, Result>,
  ofFirst: readonly (keyof Definition)[],
): Question<Kind, Definition, Compared<Result>> => ({
  ...question,
  decode: (answer, definition, context) => ({ ...question.decode(answer, definition, context), comparison: null }),
  comparedDefinition: (definition: Definition, context: QuestionContext) => {
    const compared = resolveComparison(definition.comparison, definition.range, context);
    if (!compared) return null;
    const left = Object.fromEntries(['comparison', ...ofFirst].map((key) => [key, undefined]));
    return { ...definition, ...left, range: compared };
  },
});
