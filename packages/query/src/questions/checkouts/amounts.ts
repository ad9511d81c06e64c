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
