/** Exact decimal text with 4 decimals, by currency (ISO 4217). */
export type Amounts = Record<string, string>;

/** Ten thousandths of the currency's unit: amounts have at most 4 decimals. */
export const tenThousandths = (amount: string): bigint => {
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.');
  const sum = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
  return amount.startsWith('-') ? -sum : sum;
};

/** The amount as exact decimal text with 4 decimals. */
export const amountText = (sum: bigint): string => {
  const digits = String(sum < 0n ? -sum : sum).padStart(5, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};

/** Sums in ten thousandths as texts, in the order of their currencies. */
export const amountsOf = (sums: ReadonlyMap<string, bigint>): Amounts =>
  Object.fromEntries([...sums].sort().map(([currency, sum]) => [currency, amountText(sum)]));
