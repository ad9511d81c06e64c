import { nearestFirst, suggestion } from '../nearest.ts';
import { QuestionError } from '../question.ts';
import { bind, type Fragment, sql } from '../sql/fragment.ts';

/** Values of a property: what may be compared with it, and how. */
export type OperandType = 'text' | 'number' | 'boolean' | 'money';

/** A property's value in SQL. */
export interface Operand {
  type: OperandType;
  /** Text and booleans are '' where missing; numbers and money are NULL. */
  sql: Fragment;
}

/** What a filter compares with. */
export type FilterValues = readonly (string | number | boolean)[];

interface Operator {
  types: readonly OperandType[];
  /** How many values it takes. */
  takes: 'no value' | 'at least one value' | 'two values, the lower first';
  /** A condition that is never NULL, so that its complement can be taken. */
  compile(operand: Operand, values: FilterValues): Fragment;
}

const isTextual = ({ type }: Operand) => type === 'text' || type === 'boolean';

const list = ({ type }: Operand, values: FilterValues): Fragment => {
  if (type === 'number') return bind('Array(Float64)', values);
  const texts = bind('Array(String)', values.map(String));
  // The engine reads a list of decimals only unquoted, and then by way of binary fractions.
  return type === 'money' ? sql`arrayMap(v -> toDecimal64(v, 4), ${texts})` : texts;
};

const not = (operator: Operator): Operator => ({
  ...operator,
  compile: (operand, values) => sql`NOT ${operator.compile(operand, values)}`,
});

const anyType = ['text', 'number', 'boolean', 'money'] as const;

const is: Operator = {
  types: anyType,
  takes: 'at least one value',
  compile: (operand, values) =>
    isTextual(operand)
      ? sql`(${operand.sql} IN ${list(operand, values)})`
      : sql`arrayExists(v -> ifNull(${operand.sql} = v, 0), ${list(operand, values)})`,
};

const isSet: Operator = {
  types: anyType,
  takes: 'no value',
  compile: (operand) => (isTextual(operand) ? sql`(${operand.sql} != '')` : sql`isNotNull(${operand.sql})`),
};

/** Holds when any of the values does, each named `v`. */
const textual = (test: (text: Fragment) => Fragment): Operator => ({
  types: ['text'],
  takes: 'at least one value',
  compile: (operand, values) => sql`arrayExists(v -> ${test(operand.sql)}, ${list(operand, values)})`,
});

const contains = textual((text) => sql`position(${text}, v) > 0`);

const numeric = (test: (number: Fragment) => Fragment): Operator => ({
  types: ['number', 'money'],
  takes: 'at least one value',
  compile: (operand, values) => sql`arrayExists(v -> ifNull(${test(operand.sql)}, 0), ${list(operand, values)})`,
});

const between: Operator = {
  types: ['number', 'money'],
  takes: 'two values, the lower first',
  compile: (operand, values) =>
    sql`ifNull(${operand.sql} >= ${list(operand, values)}[1] AND ${operand.sql} <= ${list(operand, values)}[2], 0)`,
};

const operators = {
  is,
  is_not: not(is),
  contains,
  does_not_contain: not(contains),
  starts_with: textual((text) => sql`startsWith(${text}, v)`),
  ends_with: textual((text) => sql`endsWith(${text}, v)`),
  at_least: numeric((number) => sql`${number} >= v`),
  at_most: numeric((number) => sql`${number} <= v`),
  more_than: numeric((number) => sql`${number} > v`),
  less_than: numeric((number) => sql`${number} < v`),
  between,
  is_set: isSet,
  is_not_set: not(isSet),
} as const satisfies Record<string, Operator>;

/** What a filter can ask of a property. */
export type OperatorName = keyof typeof operators;

/** What a filter can ask of a property. Texts are compared exactly: upper and lower case differ. */
export const operatorNames = Object.keys(operators) as [OperatorName, ...OperatorName[]];

const positives: Partial<Record<OperatorName, OperatorName>> = {
  is_not: 'is',
  does_not_contain: 'contains',
  is_not_set: 'is_set',
};

/** The operator, and for one that denies, the one whose complement it is. */
export const positiveOf = (name: OperatorName): { isNegated: boolean; positive: OperatorName } => {
  const positive = positives[name];
  return { isNegated: positive !== undefined, positive: positive ?? name };
};

const decimal = /^-?\d{1,12}(\.\d{1,4})?$/;

const fits: Record<OperandType, (value: string | number | boolean) => boolean> = {
  text: (value) => typeof value === 'string',
  boolean: (value) => String(value) === 'true' || String(value) === 'false',
  number: (value) => typeof value === 'number',
  money: (value) => typeof value !== 'boolean' && decimal.test(String(value)),
};

const expected: Record<OperandType, string> = {
  text: 'text',
  boolean: 'true or false',
  number: 'a number',
  money: 'an amount with up to 4 decimals, such as "19.90"',
};

/** The condition that an operator and its values put on a property. @throws QuestionError when they do not fit its type */
export const compileOperator = (
  operand: Operand,
  name: OperatorName,
  { values = [], path }: { values: FilterValues | undefined; path: string },
): Fragment => {
  const operator: Operator = operators[name];
  if (!operator.types.includes(operand.type)) {
    const known = nearestFirst(
      name,
      operatorNames.filter((other) => operators[other].types.some((type) => type === operand.type)),
    );
    throw new QuestionError(
      'unfit_operator',
      `${path}.operator`,
      `The property's values are ${operand.type}; "${name}" asks nothing of such values. ${suggestion(known)}`,
      known,
    );
  }
  const hasEnough = {
    'no value': values.length === 0,
    'at least one value': values.length > 0,
    'two values, the lower first': values.length === 2,
  };
  if (!hasEnough[operator.takes])
    throw new QuestionError(
      'unfit_values',
      `${path}.values`,
      `"${name}" takes ${operator.takes}; ${values.length} were given.`,
    );
  const unfit = values.findIndex((value) => !fits[operand.type](value));
  if (unfit >= 0)
    throw new QuestionError(
      'unfit_values',
      `${path}.values.${unfit}`,
      `${JSON.stringify(values[unfit])} is not ${expected[operand.type]}, which is what the property's values are.`,
    );
  return operator.compile(operand, values);
};
