import type { OperatorName } from '@telltale/query';

/** What the values of a filterable property are. */
export type OperandType = 'text' | 'number' | 'boolean' | 'money';

const numeric: readonly OperatorName[] = [
  'at_least',
  'at_most',
  'more_than',
  'less_than',
  'between',
  'is',
  'is_not',
  'is_set',
  'is_not_set',
];

/** The conditions that make sense for each type, the likeliest first. */
export const operatorsByType: Record<OperandType, readonly OperatorName[]> = {
  text: ['is', 'is_not', 'contains', 'does_not_contain', 'starts_with', 'ends_with', 'is_set', 'is_not_set'],
  number: numeric,
  money: numeric,
  boolean: ['is', 'is_set', 'is_not_set'],
};

/** How many values a condition takes: none, any number from one, exactly two. */
export const isEnough = (operator: OperatorName, valueCount: number): boolean => {
  if (isBare(operator)) return true;
  return operator === 'between' ? valueCount === 2 : valueCount > 0;
};

/** True for conditions that compare with nothing. */
export const isBare = (operator: OperatorName): boolean => operator === 'is_set' || operator === 'is_not_set';
