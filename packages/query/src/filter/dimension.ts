import { QuestionError } from '../question.ts';
import type { Fragment } from '../sql/fragment.ts';
import { type PropertyPlace, resolveProperty } from './property.ts';

/** The text by which a property groups; '' where an event has none. @throws QuestionError when it is a measure */
export const resolveDimension = (name: string, place: PropertyPlace): Fragment => {
  const operand = resolveProperty(name, { ...place, prefer: 'text' });
  if (operand.type === 'text' || operand.type === 'boolean') return operand.sql;
  throw new QuestionError(
    'no_dimension',
    place.path,
    `"${name}" is ${operand.type}, a measure: only dimensions can be broken down by.`,
  );
};
