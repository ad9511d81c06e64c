import { QuestionError } from '../question.ts';
import { bind, sql } from '../sql/fragment.ts';
import type { Operand } from './operators.ts';

interface Currency {
  property: string;
  currency: string | undefined;
  path: string;
}

/**
 * The amounts in one currency, the others as missing: amounts of different currencies are never compared or added.
 * @throws QuestionError when money is asked without a currency, or something else with one
 */
export const inCurrency = (operand: Operand, { property, currency, path }: Currency): Operand => {
  if (operand.type === 'money' && currency === undefined)
    throw new QuestionError(
      'currency_needed',
      `${path}.currency`,
      `"${property}" is money: say in which currency, such as "EUR".`,
    );
  if (operand.type !== 'money' && currency !== undefined)
    throw new QuestionError(
      'unfit_currency',
      `${path}.currency`,
      `"${property}" is ${operand.type}, not money: it has no currency.`,
    );
  if (operand.type !== 'money') return operand;
  return { type: 'money', sql: sql`if(currency = ${bind('String', currency)}, amount, NULL)` };
};
