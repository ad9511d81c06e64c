import { bind, type Fragment, sql } from '../sql/fragment.ts';

type Compare = { compile(left: Fragment, right: Fragment): Fragment; holds(left: number, right: number): boolean };

const comparisons = {
  at_least: { compile: (left, right) => sql`${left} >= ${right}`, holds: (left, right) => left >= right },
  at_most: { compile: (left, right) => sql`${left} <= ${right}`, holds: (left, right) => left <= right },
  exactly: { compile: (left, right) => sql`${left} = ${right}`, holds: (left, right) => left === right },
  more_than: { compile: (left, right) => sql`${left} > ${right}`, holds: (left, right) => left > right },
  less_than: { compile: (left, right) => sql`${left} < ${right}`, holds: (left, right) => left < right },
} as const satisfies Record<string, Compare>;

/** How a count or a sum is compared. */
export type ComparisonOperator = keyof typeof comparisons;

/** How a count or a sum is compared. */
export const comparisonOperators = Object.keys(comparisons) as [ComparisonOperator, ...ComparisonOperator[]];

/** A number to compare with; money as a number or decimal text. */
export interface Comparison {
  operator: ComparisonOperator;
  value: number | string;
}

/** The comparison as a condition on `left`, which must not be NULL. */
export const compileComparison = (
  left: Fragment,
  { operator, value }: Comparison,
  type: 'Float64' | 'Decimal(18, 4)',
): Fragment => comparisons[operator].compile(left, bind(type, value));

/** Whether a count or sum of nothing passes: then visitors without any event do, too. */
export const holdsForZero = ({ operator, value }: Comparison): boolean => comparisons[operator].holds(0, Number(value));
