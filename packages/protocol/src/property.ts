import { z } from 'zod';
import {
  MAX_DURATION_MS,
  MAX_LONG_TEXT_LENGTH,
  MAX_NAME_LENGTH,
  MAX_OPEN_PROPERTIES,
  MAX_TEXT_LENGTH,
} from './limits.ts';

/** What a property is for in a question: a dimension is grouped by and filtered on, a measure is aggregated. */
export type PropertyRole = 'dimension' | 'measure';

/** A measure's unit. `amount` is money: a decimal with its currency, stored exactly. */
export type PropertyUnit = 'ms' | 'px' | 'ratio' | 'count' | 'score' | 'amount' | 'none';

/** What every property of an event kind declares. */
export interface PropertyDeclaration {
  title: string;
  role: PropertyRole;
  unit: PropertyUnit;
  /** True when the property is a map of names the site chooses itself (`props`, `traits`). */
  isOpen?: boolean;
}

/** Declarations are attached to schemas here and read back by the catalog: the wire is declared once. */
export const propertyDeclarations = z.registry<PropertyDeclaration>();

const declare = <Schema extends z.ZodType>(schema: Schema, declaration: PropertyDeclaration): Schema => {
  propertyDeclarations.add(schema, declaration);
  return schema;
};

/** A name someone chose: 1 to 120 characters. */
export const name = z.string().min(1).max(MAX_NAME_LENGTH);

/** Declares a property that questions group by and filter on. */
export const dimension = <Schema extends z.ZodType>(schema: Schema, title: string): Schema =>
  declare(schema, { title, role: 'dimension', unit: 'none' });

/** Declares a text dimension of at most 512 characters. */
export const textDimension = (title: string) => dimension(z.string().max(MAX_TEXT_LENGTH), title);

/** Declares a name dimension of 1 to 120 characters. */
export const nameDimension = (title: string) => dimension(name.clone(), title);

/** Declares a dimension holding a visitor's own words, at most 4,000 characters. */
export const longTextDimension = (title: string) => dimension(z.string().max(MAX_LONG_TEXT_LENGTH), title);

/** Declares a yes/no dimension. */
export const booleanDimension = (title: string) => dimension(z.boolean(), title);

/** Declares a number that questions aggregate. */
export const measure = <Schema extends z.ZodType>(schema: Schema, title: string, unit: PropertyUnit): Schema =>
  declare(schema, { title, role: 'measure', unit });

/** Declares a duration in ms, 0 to one day. */
export const durationMs = (title: string) => measure(z.number().min(0).max(MAX_DURATION_MS), title, 'ms');

/** Declares a whole number, 0 to 1,000,000. */
export const count = (title: string) => measure(z.int().min(0).max(1_000_000), title, 'count');

/** Declares a ratio between 0 and 1. */
export const ratio = (title: string) => measure(z.number().min(0).max(1), title, 'ratio');

/** Declares a length in CSS pixels, 0 to 10,000,000. */
export const lengthPx = (title: string) => measure(z.number().min(0).max(10_000_000), title, 'px');

/** A decimal amount as text, so that no binary fraction touches it: up to 12 digits, up to 4 decimals. */
export const decimalAmount = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'a decimal amount as text, such as "19.90": up to 12 digits, up to 4 decimals');

/** Money: a decimal amount and its ISO 4217 currency. A kind may declare one such property at the most. */
export const moneySchema = z.strictObject({
  amount: decimalAmount,
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 currency code, such as "EUR"'),
});

/** An amount with its currency, for example `{ amount: '19.90', currency: 'EUR' }`. */
export type Money = z.infer<typeof moneySchema>;

/** Declares the kind's money property; it is stored exactly, in the columns `amount` and `currency`. */
export const money = (title: string) => measure(moneySchema.clone(), title, 'amount');

/** A key of an open property map: a letter or underscore, then letters, digits, `_`, `-`; at most 120 characters. */
export const openKey = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(
    /^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u,
    'a property name: a letter or underscore, then letters, digits, "_" or "-"',
  );

/** A value the site chose: text of at most 512 characters, a finite number, or a boolean. */
export const openValue = z.union([z.string().max(MAX_TEXT_LENGTH), z.number(), z.boolean()]);

/** Declares a map of names and values the site chooses: numbers become measures, the rest dimensions, `map.key` each. */
export const openMap = (title: string) =>
  declare(
    z
      .record(openKey, openValue)
      .refine((map) => Object.keys(map).length <= MAX_OPEN_PROPERTIES, `at most ${MAX_OPEN_PROPERTIES} properties`),
    { title, role: 'dimension', unit: 'none', isOpen: true },
  );
