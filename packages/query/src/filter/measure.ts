import { QuestionError } from '../question.ts';
import type { Operand } from './operators.ts';
import { type PropertyPlace, resolveProperty } from './property.ts';

/** The number or the money that a property holds; NULL where an event has none. @throws QuestionError when it is a dimension */
export const resolveMeasure = (name: string, aggregation: string, place: PropertyPlace): Operand => {
  const operand = resolveProperty(name, { ...place, prefer: 'number' });
  if (operand.type === 'number' || operand.type === 'money') return operand;
  throw new QuestionError(
    'no_measure',
    place.path,
    `"${name}" is ${operand.type}: only numbers and money have a ${aggregation}.`,
  );
};
