import type { PropertyFilter } from '@telltale/query';
import type { OperandType } from './operators.ts';

type Values = NonNullable<PropertyFilter['values']>;

/** Values as people type them, turned into what the property's type is compared with. Text that is no number is left out. */
export const typedValues = (type: OperandType, texts: readonly string[]): Values => {
  if (type === 'number') return texts.map(Number).filter(Number.isFinite);
  if (type === 'boolean') return texts.map((text) => text === 'true');
  // Money stays decimal text: no binary fraction may touch it.
  if (type === 'money') return texts.filter((text) => /^-?\d{1,12}(\.\d{1,4})?$/.test(text));
  return [...texts];
};

/** The values as text, for fields and for the address. */
export const valueTexts = (values: PropertyFilter['values']): string[] => (values ?? []).map(String);
