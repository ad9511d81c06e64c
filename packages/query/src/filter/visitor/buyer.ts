import type { Fragment } from '../../sql/fragment.ts';
import type { FilterCompiler } from '../compiler.ts';
import type { ConditionOf, VisitorCondition } from '../definition.ts';

/** Fewer can be chance; a fourth order within what is looked at is a habit. */
const REGULAR_FROM = 4;

/** Visitors by how many orders they made: how often they did an event, in words. */
export const compileBuyer = (
  { buyer, of, regularFrom = REGULAR_FROM, during }: ConditionOf<'buyer'>,
  path: string,
  compiler: FilterCompiler,
): Fragment => {
  const orders = (operator: 'exactly' | 'at_least' | 'less_than', value: number): VisitorCondition => ({
    did: of,
    times: { operator, value },
    during,
  });
  const conditions: Record<typeof buyer, VisitorCondition> = {
    one_off: orders('exactly', 1),
    occasional: { all: [orders('at_least', 2), orders('less_than', regularFrom)] },
    regular: orders('at_least', regularFrom),
  };
  return compiler.visitor(conditions[buyer], path);
};
