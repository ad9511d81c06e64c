/** A condition as the address carries it; the collector judges whether property and operator exist. */
export interface FilterText {
  property: string;
  operator: string;
  values: readonly string[];
}

// "*" parts a filter because query strings leave it as it is and it hardly occurs in values; "!" escapes it.
const escapePart = (part: string) => part.replaceAll('!', '!!').replaceAll('*', '!-');
const unescapePart = (part: string) => part.replaceAll(/!([!-])/g, (_, code) => (code === '-' ? '*' : '!'));

/** Writes a filter for the address: `channel*is*email*social`. */
export const formatFilter = ({ property, operator, values }: FilterText): string =>
  [property, operator, ...values].map(escapePart).join('*');

/** Reads what `formatFilter` writes; undefined when the text is not a filter. */
export const parseFilter = (text: string): FilterText | undefined => {
  const [property = '', operator = '', ...values] = text.split('*').map(unescapePart);
  return property && operator ? { property, operator, values } : undefined;
};
