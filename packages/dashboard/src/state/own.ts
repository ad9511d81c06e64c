import { address, go } from './address.ts';

/** The panel's own part of the address as named values; of anything else that stands there nothing. */
export const ownValues = (): Readonly<Record<string, unknown>> => {
  const { own } = address.value;
  return typeof own === 'object' && own !== null && !Array.isArray(own) ? { ...own } : {};
};

/** A text in the panel's own part of the address; empty where there is none. */
export const ownText = (name: string): string => {
  const value = ownValues()[name];
  return typeof value === 'string' ? value : '';
};

/** One of some choices in the panel's own part of the address; the fallback where none of them stands there. */
export const ownChoice = <Choice extends string>(
  name: string,
  choices: readonly Choice[],
  fallback: NoInfer<Choice>,
): Choice => choices.find((choice) => choice === ownValues()[name]) ?? fallback;

/** Goes to the same panel with some of its own values changed; an empty or undefined one is left out of the address. */
export const goOwn = (change: Readonly<Record<string, unknown>>, options: { isReplacing?: boolean } = {}): void => {
  const next = Object.entries({ ...ownValues(), ...change }).filter(([, value]) => value !== '' && value !== undefined);
  go({ own: next.length > 0 ? Object.fromEntries(next) : undefined }, options);
};
