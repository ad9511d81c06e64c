import type { Question, QuestionContext } from './question.ts';
import { type ComparisonRange, resolveComparison } from './time/comparison.ts';
import type { Range } from './time/range.ts';

/** What a definition must have. */
interface Comparable {
  range: Range;
  comparison?: ComparisonRange | undefined;
}

/** What of a result must be there for whoever asks again. */
interface Compared {
  /** The same of the comparison range; null without one. */
  comparison: object | null;
}

/**
 * Gives a question that knows one range a comparison: the same definition is asked again of the other range. `ofFirst` are the keys of the
 * definition that are asked of the first range only: lists of people, above all.
 */
export const askedAgain = <Kind extends string, Definition extends Comparable, Result extends Compared>(
  question: Question<Kind, Definition, Result>,
  ofFirst: readonly (keyof Definition)[],
): Question<Kind, Definition, Result> => ({
  ...question,
  comparedDefinition: (definition: Definition, context: QuestionContext) => {
    const compared = resolveComparison(definition.comparison, definition.range, context);
    if (!compared) return null;
    const left = Object.fromEntries(['comparison', ...ofFirst].map((key) => [key, undefined]));
    return { ...definition, ...left, range: compared };
  },
});
