import type { Language } from '../../catalog.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';

/** A language's words have the same shape, with words of their own. */
type Wide<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends readonly (infer Item)[]
      ? readonly Wide<Item>[]
      : { readonly [Key in keyof Value]: Wide<Value[Key]> };

/** Every word of the shop in one language. */
export type Texts = Wide<typeof en>;

/** The words by language. */
export const texts: Record<Language, Texts> = { en, ar };

/** Puts values into a text's `{places}`. @throws when a value is missing for a place. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    if (value === undefined) throw new Error(`The text "${text}" has a place {${place}}, but no value for it.`);
    return value;
  });

/** Chooses a plural form and fills in the count, already formatted. */
export const plural = (language: Language, forms: Texts['list']['count'], count: number, formatted: string): string =>
  fillIn(forms[new Intl.PluralRules(language).select(count)], { count: formatted });
