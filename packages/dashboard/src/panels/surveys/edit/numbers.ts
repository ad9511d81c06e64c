/** What stands in a field for a number that may be none. */
export const numberText = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** The number in a field, within its bounds; the fallback where there is none. */
export const numberIn = (text: string, [low, high]: readonly [number, number], fallback: number): number => {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? fallback : Math.min(high, Math.max(low, value));
};
