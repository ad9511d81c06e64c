import { resolveMeasure } from '../../filter/measure.ts';
import type { Operand } from '../../filter/operators.ts';
import { type QuestionContext, QuestionError } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { BreakdownDefinition } from './definition.ts';

/** A breakdown's ranges and measure, as compiling and decoding need them. */
export interface BreakdownPlan {
  range: Span;
  compared: Span | null;
  measure: Operand | null;
}

/** The sort must name what the definition has. */
const checkSort = ({ sort, goal }: BreakdownDefinition, measure: Operand | null): void => {
  const { by, currency } = sort;
  if (by === 'measure' && !measure)
    throw new QuestionError('no_measure', 'sort.by', 'To sort by a measure, say which one: add "measure".');
  if ((by === 'converted' || by === 'conversion') && !goal)
    throw new QuestionError('no_goal', 'sort.by', 'To sort by conversion, say what converting is: add "goal".');
  const isMoney = by === 'measure' && measure?.type === 'money';
  if (isMoney && currency === undefined)
    throw new QuestionError('currency_needed', 'sort.currency', 'To sort by money, say in which currency: "EUR".');
  if (!isMoney && currency !== undefined)
    throw new QuestionError('unfit_currency', 'sort.currency', 'Only money has a currency: leave it out.');
};

/** @throws QuestionError when the sort, the measure or the people need what the definition does not have */
export const planOf = (definition: BreakdownDefinition, context: QuestionContext): BreakdownPlan => {
  const { range, comparison, events, goal, people } = definition;
  const kinds = events.map(({ kind }) => kind);
  const place = { kinds, catalog: context.catalog, path: 'measure.property' };
  const measure = definition.measure
    ? resolveMeasure(definition.measure.property, definition.measure.aggregation, place)
    : null;
  checkSort(definition, measure);
  if (people && people.outcome !== 'all' && !goal)
    throw new QuestionError('no_goal', 'people.outcome', 'To list who converted, say what converting is: add "goal".');
  const compared = resolveComparison(comparison, range, context);
  return { range: resolveRange(range, context), compared, measure };
};
