import type { Money } from '../telltale.ts';

/** Reads `19.90 EUR`; what is no exact amount with its currency is nothing. */
export const moneyOf = (text: string | null): Money | undefined => {
  const [, amount, currency] = /^(\d{1,12}(?:\.\d{1,4})?) ([A-Z]{3})$/.exec(text ?? '') ?? [];
  return amount && currency ? { amount, currency } : undefined;
};
